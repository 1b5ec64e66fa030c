import SluiceTensor

/// One direction of one recurrent layer: its weights' places and how it runs
/// over a packed batch. Forward beside backward.
///
/// - Shapes: `P` rows, `D` inputs, `H` hidden units; weights `[4H, D]`,
///   `[4H, H]`, two biases `[4H]`.
struct LSTMLayer: Sendable {
  let input, recurrent, inputBias, recurrentBias: Slot
  let direction: Direction
  private let profiler: Profiler?
  private let isStopped: @Sendable () -> Bool

  init(
    _ layout: ParameterLayout, _ weights: Weight.LSTM, _ direction: Direction,
    profiler: Profiler? = nil,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    input = Slot(layout, weights.input)
    recurrent = Slot(layout, weights.recurrent)
    inputBias = Slot(layout, weights.inputBias)
    recurrentBias = Slot(layout, weights.recurrentBias)
    self.direction = direction
    self.profiler = profiler
    self.isStopped = isStopped
  }

  var hidden: Int { recurrent.columns }
  var slots: [Slot] { [input, recurrent, inputBias, recurrentBias] }

  /// Memory for one run, used again every step.
  struct Memory: Sendable {
    let trace: Recurrence.Trace
    let scratch: Scratch
    /// Which recurrent weights this run goes without, and `[4H, H]`, what is
    /// left of them; nil if it has them all.
    let dropped: (mask: Mask, kept: Block)?

    init(
      _ workspace: Workspace, rows: Int, hidden: Int, _ scratch: Scratch,
      dropped mask: Mask? = nil
    ) {
      dropped = mask.map {
        ($0, workspace.block(rows: 4 * hidden, columns: hidden))
      }
      trace = Recurrence.Trace(
        gates: workspace.block(rows: rows, columns: 4 * hidden),
        cells: scratch.cells)
      self.scratch = scratch
    }
  }

  /// Memory that one layer after the other may work in.
  struct Scratch: Sendable {
    /// Whether several layers do: then the way back works out the cells again.
    let isShared: Bool
    /// `[P, H]`
    let cells: Block
    /// `[1, 4H]`
    let bias: Block
    /// `[H, 4H]`
    let transposed: Block
    /// `[widest step, H]`
    let carry: Block

    init(
      _ workspace: Workspace, rows: Int, widest: Int, hidden: Int,
      isShared: Bool
    ) {
      self.isShared = isShared
      cells = workspace.block(rows: rows, columns: hidden)
      bias = workspace.block(rows: 1, columns: 4 * hidden)
      transposed = workspace.block(rows: hidden, columns: 4 * hidden)
      carry = workspace.block(rows: widest, columns: hidden)
    }
  }

  /// Fills the gates with the input's part: `x·Wᵀ + b + b′`.
  func feed(_ x: Block, _ memory: Memory, _ weights: Weights) {
    profiler.measure(.inputProducts) {
      project(
        x, into: memory.trace.gates, bias: memory.scratch.bias, weights)
    }
  }

  /// `out = x·Wᵀ + b + b′`; `bias`, `[1, 4H]`, is to work in.
  func project(
    _ x: Block, into out: Block, bias: Block, _ weights: Weights
  ) {
    bias.copy(weights[inputBias])
    Kernels.add(weights[recurrentBias], to: bias)
    multiply(.asIs(x), .transposed(weights[input]), plus: bias, into: out)
  }

  /// Runs over time.
  func run(
    _ memory: Memory, from start: Recurrence.Start = .fed,
    states: Recurrence.States, starts: [Int], _ weights: Weights
  ) {
    if let (mask, kept) = memory.dropped {
      profiler.measure(.dropout) {
        mask.apply(to: weights[recurrent], into: kept)
      }
    }
    profiler.measure(.recurrence) {
      transpose(
        memory.dropped?.kept ?? weights[recurrent],
        into: memory.scratch.transposed)
    }
    recurrence(starts).forward(
      memory.trace, from: start, states: states,
      recurrent: memory.scratch.transposed)
  }

  /// The way back over time: the gates become the gradients of their sums, and
  /// the recurrent weights' and the biases' gradients are set.
  ///
  /// - Parameters:
  ///   - memory: What `run` left.
  ///   - stateGradient: `[P, H]`, the gradient from above; overwritten.
  ///   - starts: The batch's rows by time step.
  ///   - weights: The weights.
  ///   - gradients: Where their gradients go; each is set, not added to.
  func runBackward(
    _ memory: Memory, stateGradient: Block, starts: [Int],
    _ weights: Weights, gradients: Gradients
  ) {
    let time = recurrence(starts)
    if memory.scratch.isShared { time.restoreCells(memory.trace) }
    time.backward(
      memory.trace, stateGradient: stateGradient,
      weights: memory.dropped?.kept ?? weights[recurrent],
      carry: memory.scratch.carry)
    time.weightGradient(
      memory.trace, states: stateGradient, into: gradients[recurrent])
    if let mask = memory.dropped?.mask {
      profiler.measure(.dropout) { mask.apply(to: gradients[recurrent]) }
    }
    profiler.measure(.gates) {
      Kernels.sumRows(memory.trace.gates, into: gradients[inputBias])
      gradients[recurrentBias].copy(gradients[inputBias])
    }
  }

  /// The input weights' gradient, once the gates hold theirs; set, not added.
  func feedBackward(
    _ x: Block, _ memory: Memory, gradients: Gradients
  ) {
    profiler.measure(.inputProducts) {
      multiply(
        .transposed(memory.trace.gates), .asIs(x), into: gradients[input])
    }
  }

  /// Adds the input's gradient, for some rows, to `gradient`; with `keep` 0 it
  /// is set.
  func inputGradient(
    _ memory: Memory, rows: Range<Int>, into gradient: Block, keep: Float,
    _ weights: Weights
  ) {
    profiler.measure(.inputProducts) {
      multiply(
        .asIs(memory.trace.gates.rows(rows)), .asIs(weights[input]),
        into: gradient, keep: keep)
    }
  }

  private func recurrence(_ starts: [Int]) -> Recurrence {
    Recurrence(
      starts: starts, reversed: direction == .backward, hidden: hidden,
      profiler: profiler, isStopped: isStopped)
  }
}

extension LSTMLayer {
  /// The weights of one direction, with their shapes.
  static func parameters(
    _ weights: Weight.LSTM, inputs: Int, hidden: Int
  ) -> [Parameter] {
    let shapes = [
      [4 * hidden, inputs], [4 * hidden, hidden], [4 * hidden], [4 * hidden],
    ]
    return zip(weights.all, shapes).map {
      Parameter($0, $1, start: .uniform(inputs: hidden))
    }
  }
}

/// Which way an LSTM runs over a sentence or a word.
package enum Direction: Int, CaseIterable, Sendable {
  case forward, backward
  /// What files call it.
  var name: String { self == .forward ? "fwd" : "bwd" }
}

extension Weight {
  /// The four weights of one direction of an LSTM.
  package struct LSTM: Sendable {
    package let input, recurrent, inputBias, recurrentBias: Weight

    /// - Parameters:
    ///   - part: Whose LSTM it is.
    ///   - name: What their names in files start with.
    init(_ part: Part, name: String) {
      input = Weight(part, .inputWeights, name: "\(name).weight_ih_l0")
      recurrent = Weight(part, .recurrentWeights, name: "\(name).weight_hh_l0")
      inputBias = Weight(part, .inputBias, name: "\(name).bias_ih_l0")
      recurrentBias = Weight(part, .recurrentBias, name: "\(name).bias_hh_l0")
    }

    package var all: [Weight] { [input, recurrent, inputBias, recurrentBias] }

    /// Those of a layer of a stack, both from 0.
    package static func layer(
      _ layer: Int, stack: Int, _ direction: Direction
    ) -> LSTM {
      LSTM(
        Part("layer", .layer(layer)),
        name: "rnn.\(stack).\(layer).\(direction.name)")
    }
  }
}
