internal import CKernels

/// One direction of an LSTM over a packed batch, forward beside backward.
///
/// A packed batch lays sequences side by side, longest first: the rows of time
/// step `t` are `starts[t]..<starts[t + 1]`, and row `b` of each step belongs to
/// sequence `b`. Shorter sequences simply have no row in later steps, so there
/// is no padding. The backward direction runs over the same rows with time
/// reversed, and starts a sequence where it ends.
///
/// - Shapes: `P` rows in all, `D` inputs, `H` hidden units. Input `[P, D]`,
///   gates `[P, 4H]` in the order input, forget, cell, output; cells `[P, H]`;
///   states `[P, H]`, with a stride of their own. Weights `[4H, D]` and
///   `[4H, H]`, two bias vectors `[4H]`.
/// - Source: Hochreiter & Schmidhuber 1997; forget gate, Gers et al. 2000.
package struct Recurrence: Sendable {
  /// Where each time step's rows start; one more than there are steps.
  package let starts: [Int]
  package let reversed: Bool
  package let hidden: Int
  private let profiler: Profiler?

  package init(
    starts: [Int], reversed: Bool, hidden: Int, profiler: Profiler? = nil
  ) {
    self.starts = starts
    self.reversed = reversed
    self.hidden = hidden
    self.profiler = profiler
  }

  /// What a forward run leaves for the way back.
  package struct Trace: Sendable {
    /// `[P, 4H]`: sums of the gates before, activated gates after `forward`,
    /// gradients of the sums after `backward`.
    package var gates: Block
    package var cells: Block
    package init(gates: Block, cells: Block) {
      self.gates = gates
      self.cells = cells
    }
  }

  private var steps: Int { starts.count - 1 }

  /// The rows of step `t`.
  private func rows(_ t: Int) -> Range<Int> { starts[t]..<starts[t + 1] }

  /// The step read by step `t`, if there is one.
  private func before(_ t: Int) -> Int? {
    let other = reversed ? t + 1 : t - 1
    return other >= 0 && other < steps ? other : nil
  }

  /// Rows of step `t` that have a row one step before: all forward ones but
  /// the first step's, and the backward ones whose sequence goes on.
  private func carried(_ t: Int) -> Int {
    guard let other = before(t) else { return 0 }
    return min(rows(t).count, rows(other).count)
  }

  /// Runs over time.
  ///
  /// - Parameters:
  ///   - trace: Its gates hold the input products and biases.
  ///   - states: `[P, H]`, written.
  ///   - recurrent: `[H, 4H]`, the recurrent weights transposed.
  /// - Complexity: 8·P·H² floating-point operations.
  package func forward(_ trace: Trace, states: Block, recurrent: Block) {
    for step in 0..<steps {
      let t = reversed ? steps - 1 - step : step
      let now = rows(t), with = carried(t)
      let gates = trace.gates.rows(now)
      if with > 0, let t0 = before(t) {
        let previous = rows(t0).lowerBound
        profiler.measure(.recurrence) {
          multiply(
            .asIs(states.rows(previous..<previous + with)), .asIs(recurrent),
            into: gates.rows(0..<with), keep: 1)
        }
        advance(
          trace, states, rows: now.lowerBound..<now.lowerBound + with,
          previous: previous)
      }
      if with < now.count {
        advance(
          trace, states, rows: now.lowerBound + with..<now.upperBound,
          previous: nil)
      }
    }
  }

  private func advance(
    _ trace: Trace, _ states: Block, rows: Range<Int>, previous: Int?
  ) {
    profiler.measure(.gates) {
      sluice_lstm_forward(
        trace.gates.rows(rows).base,
        previous.map { UnsafePointer(trace.cells.base + $0 * hidden) },
        trace.cells.rows(rows).base, states.rows(rows).base, states.stride,
        rows.count, hidden)
    }
  }

  /// Runs back over time and turns the gates into the gradients of their sums.
  ///
  /// - Parameters:
  ///   - trace: What `forward` left.
  ///   - stateGradient: `[P, H]`: comes in as the gradient from above, leaves
  ///     with that from the recurrence added.
  ///   - weights: `[4H, H]`, the recurrent weights.
  ///   - carry: `[longest step, H]`, memory for the cells' gradient.
  /// - Complexity: 8·P·H² floating-point operations.
  package func backward(
    _ trace: Trace, stateGradient: Block, weights: Block, carry: Block
  ) {
    carry.clear()
    for step in 0..<steps {
      let t = reversed ? step : steps - 1 - step
      let now = rows(t), with = carried(t)
      if with > 0, let t0 = before(t) {
        let previous = rows(t0).lowerBound
        retreat(
          trace, stateGradient, carry,
          rows: now.lowerBound..<now.lowerBound + with, at: 0,
          previous: previous)
        profiler.measure(.recurrence) {
          multiply(
            .asIs(trace.gates.rows(now.lowerBound..<now.lowerBound + with)),
            .asIs(weights),
            into: stateGradient.rows(previous..<previous + with), keep: 1)
        }
      }
      if with < now.count {
        retreat(
          trace, stateGradient, carry,
          rows: now.lowerBound + with..<now.upperBound, at: with,
          previous: nil)
      }
    }
  }

  private func retreat(
    _ trace: Trace, _ stateGradient: Block, _ carry: Block, rows: Range<Int>,
    at first: Int, previous: Int?
  ) {
    profiler.measure(.gates) {
      sluice_lstm_backward(
        trace.gates.rows(rows).base,
        previous.map { UnsafePointer(trace.cells.base + $0 * hidden) },
        trace.cells.rows(rows).base, stateGradient.rows(rows).base,
        stateGradient.stride, carry.rows(first..<first + rows.count).base,
        rows.count, hidden)
    }
  }

  /// Sets the recurrent weights' gradient, `Σ gate gradient · state readᵀ`.
  ///
  /// Where the same sequences go on for several steps, their rows and the rows
  /// they read both follow each other, so that one product does them all.
  ///
  /// - Parameters:
  ///   - trace: What `backward` left.
  ///   - states: What `forward` wrote.
  ///   - gradient: `[4H, H]`.
  package func weightGradient(
    _ trace: Trace, states: Block, into gradient: Block
  ) {
    var runs: [(now: Range<Int>, read: Range<Int>)] = []
    for t in 0..<steps {
      let with = carried(t)
      guard with > 0, let t0 = before(t) else { continue }
      let now = rows(t).lowerBound..<rows(t).lowerBound + with
      let read = rows(t0).lowerBound..<rows(t0).lowerBound + with
      if let last = runs.last, last.now.upperBound == now.lowerBound,
        last.read.upperBound == read.lowerBound
      {
        runs[runs.count - 1] = (
          last.now.lowerBound..<now.upperBound,
          last.read.lowerBound..<read.upperBound
        )
      } else {
        runs.append((now, read))
      }
    }
    if runs.isEmpty { gradient.clear() }
    profiler.measure(.recurrence) {
      for (index, run) in runs.enumerated() {
        multiply(
          .transposed(trace.gates.rows(run.now)), .asIs(states.rows(run.read)),
          into: gradient, keep: index == 0 ? 0 : 1)
      }
    }
  }
}
