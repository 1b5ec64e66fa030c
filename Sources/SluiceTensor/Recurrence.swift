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
  private let isStopped: @Sendable () -> Bool

  /// - Parameters:
  ///   - starts: Where each time step's rows start.
  ///   - reversed: Whether it runs back over time.
  ///   - hidden: `H`.
  ///   - profiler: Where to add up what its parts take.
  ///   - isStopped: Whether the work is to stop, asked before each step: then
  ///     nothing that it leaves may be used.
  package init(
    starts: [Int], reversed: Bool, hidden: Int, profiler: Profiler? = nil,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    self.starts = starts
    self.reversed = reversed
    self.hidden = hidden
    self.profiler = profiler
    self.isStopped = isStopped
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

  /// What the sums of the gates start from.
  package enum Start: Sendable {
    /// The gates hold the input products and biases.
    case fed
    /// Each row of the gates starts from a row of a table `[any, 4H]`.
    case table(Block, rows: [Int32])
  }

  /// Where the states go.
  package enum States: Sendable {
    /// `[P, H]`: a row for each row of the gates.
    case all(Block)
    /// `[sequences, H]`: each sequence's state so far, in the end its last.
    case last(Block)
  }

  /// The rows of the states that belong to some of step `t`'s.
  private func states(_ all: States, _ t: Int, _ rows: Range<Int>) -> Block {
    switch all {
    case .all(let block): block.rows(rows)
    case .last(let block):
      block.rows(
        rows.lowerBound - starts[t]..<rows.upperBound - starts[t])
    }
  }

  /// Rows are done some at a time, so that their gates are still near when
  /// they are activated.
  private func inParts(_ rows: Range<Int>, _ work: (Range<Int>) -> Void) {
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: 64) {
      work(first..<min(first + 64, rows.upperBound))
    }
  }

  /// Runs over time.
  ///
  /// - Parameters:
  ///   - trace: Its gates are written, or read and written where `start` says
  ///     that they are fed.
  ///   - start: What the sums of the gates start from.
  ///   - states: Written.
  ///   - recurrent: `[H, 4H]`, the recurrent weights transposed.
  /// - Complexity: 8·P·H² floating-point operations.
  package func forward(
    _ trace: Trace, from start: Start, states: States, recurrent: Block
  ) {
    for step in 0..<steps where !isStopped() {
      let t = reversed ? steps - 1 - step : step
      let now = rows(t), fresh = now.lowerBound + carried(t)
      if let t0 = before(t) {
        let shift = rows(t0).lowerBound - now.lowerBound
        inParts(now.lowerBound..<fresh) { rows in
          profiler.measure(.recurrence) {
            let read = self.states(
              states, t0, rows.lowerBound + shift..<rows.upperBound + shift)
            let gates = trace.gates.rows(rows)
            switch start {
            case .fed:
              multiply(.asIs(read), .asIs(recurrent), into: gates, keep: 1)
            case .table(let table, rows: let numbers):
              multiply(
                .asIs(read), .asIs(recurrent), plus: table,
                rows: numbers[rows], into: gates)
            }
          }
          advance(
            trace, self.states(states, t, rows), rows: rows,
            previous: rows.lowerBound + shift)
        }
      }
      inParts(fresh..<now.upperBound) { rows in
        if case .table(let table, rows: let numbers) = start {
          Kernels.gather(table, numbers[rows], into: trace.gates.rows(rows))
        }
        advance(
          trace, self.states(states, t, rows), rows: rows, previous: nil)
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
        trace.cells.rows(rows).base, states.base, states.stride, rows.count,
        hidden)
    }
  }

  /// Works out the cells again from the activated gates, bit for bit, where
  /// other layers have used their memory since `forward`.
  package func restoreCells(_ trace: Trace) {
    profiler.measure(.gates) {
      for step in 0..<steps {
        let t = reversed ? steps - 1 - step : step
        let now = rows(t), fresh = now.lowerBound + carried(t)
        if let t0 = before(t) {
          setCells(
            trace, now.lowerBound..<fresh, previous: rows(t0).lowerBound)
        }
        setCells(trace, fresh..<now.upperBound, previous: nil)
      }
    }
  }

  private func setCells(_ trace: Trace, _ rows: Range<Int>, previous: Int?) {
    sluice_lstm_cells(
      trace.gates.rows(rows).base,
      previous.map { UnsafePointer(trace.cells.base + $0 * hidden) },
      trace.cells.rows(rows).base, rows.count, hidden)
  }

  /// Runs back over time and turns the gates into the gradients of their sums.
  ///
  /// - Parameters:
  ///   - trace: What `forward` left.
  ///   - stateGradient: `[P, H]`: comes in as the gradient from above, leaves
  ///     as the states themselves, for ``weightGradient(_:states:into:)``.
  ///   - weights: `[4H, H]`, the recurrent weights.
  ///   - carry: `[longest step, H]`, memory for the cells' gradient.
  /// - Complexity: 8·P·H² floating-point operations.
  package func backward(
    _ trace: Trace, stateGradient: Block, weights: Block, carry: Block
  ) {
    carry.clear()
    for step in 0..<steps where !isStopped() {
      let t = reversed ? step : steps - 1 - step
      let now = rows(t), fresh = now.lowerBound + carried(t)
      if let t0 = before(t) {
        let shift = rows(t0).lowerBound - now.lowerBound
        inParts(now.lowerBound..<fresh) { rows in
          let read = rows.lowerBound + shift..<rows.upperBound + shift
          retreat(
            trace, stateGradient, carry, rows: rows,
            at: rows.lowerBound - now.lowerBound, previous: read.lowerBound)
          profiler.measure(.recurrence) {
            multiply(
              .asIs(trace.gates.rows(rows)), .asIs(weights),
              into: stateGradient.rows(read), keep: 1)
          }
        }
      }
      if fresh < now.upperBound {
        retreat(
          trace, stateGradient, carry, rows: fresh..<now.upperBound,
          at: fresh - now.lowerBound, previous: nil)
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
  ///   - states: `[P, H]`, as `backward` left them.
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
