import SluiceLearning
import SluiceTensor

/// A head that is nobody's: linear scores, with the squared distance from a
/// label's 1 and all others' 0, and from the scores of the token before, so
/// that it looks at whole sentences.
///
/// - Shapes: input `[P, W]`, logits `[P, L]`; weights `[L, W]`, `[L]`.
struct ToyHead: Head {
  static let name = "toy"

  private let weight, bias: Slot

  static func weights(_ task: Int) -> (weight: Weight, bias: Weight) {
    let part = Weight.Part("heads", .task(task, noun: "head"))
    return (
      Weight(part, Weight.Role("weights"), name: "head.\(task).toy.weight"),
      Weight(part, Weight.Role("bias"), name: "head.\(task).toy.bias")
    )
  }

  static func parameters(
    _ architecture: Architecture, task: Int, labels: Int
  ) -> [Parameter] {
    let width = architecture.headWidth
    let weights = weights(task)
    return [
      Parameter(
        weights.weight, [labels, width], start: .uniform(inputs: width)),
      Parameter(weights.bias, [labels], start: .uniform(inputs: width)),
    ]
  }

  init(
    _ architecture: Architecture, _ layout: ParameterLayout, task: Int,
    valid: ValidTransitions?
  ) {
    weight = Slot(layout, Self.weights(task).weight)
    bias = Slot(layout, Self.weights(task).bias)
  }

  var labels: Int { weight.rows }
  /// The scores, of which `loss` makes gradients.
  var kept: [Int] { [labels] }
  var scratch: [Int] { [] }

  func forward(_ pass: HeadPass, _ weights: Weights) {
    multiply(
      .asIs(pass.input), .transposed(weights[weight]), plus: weights[bias],
      into: pass.logits)
    pass.kept[0].copy(pass.logits)
  }

  func loss(
    _ pass: HeadPass, labels: [Int32], scale: Float, _ weights: Weights
  ) -> Double {
    let scores = pass.kept[0]
    pass.logits.clear()
    var sum = 0.0
    for (b, length) in pass.packing.lengths.enumerated() {
      let rows = (0..<length).map { pass.packing.row($0, of: b) }
      for (t, row) in rows.enumerated() {
        for label in 0..<self.labels {
          let z = scores[row, label]
          if labels[row] >= 0 {
            let gap = z - (label == Int(labels[row]) ? 1 : 0)
            sum += Double(gap * gap) / 2
            pass.logits[row, label] += scale * gap
          }
          if t > 0 {
            let gap = z - scores[rows[t - 1], label]
            sum += Double(gap * gap) / 2
            pass.logits[row, label] += scale * gap
            pass.logits[rows[t - 1], label] -= scale * gap
          }
        }
      }
    }
    return sum
  }

  func backward(
    _ pass: HeadPass, scratch: [Block], inputGradient: Block,
    _ weights: Weights, _ gradients: Gradients
  ) {
    multiply(
      .transposed(pass.logits), .asIs(pass.input), into: gradients[weight])
    Kernels.sumRows(pass.logits, into: gradients[bias])
    multiply(.asIs(pass.logits), .asIs(weights[weight]), into: inputGradient)
  }

  /// Its scores are no probabilities: each label is as likely as any other.
  func probabilities(
    _ pass: HeadPass, of labels: [Int32], _ weights: Weights
  ) -> [Float] {
    labels.map { _ in 1 / Float(self.labels) }
  }

  /// One label for a whole sentence: the one that scores highest over all.
  func decode(_ pass: HeadPass, _ weights: Weights) -> [Int32] {
    var result = [Int32](repeating: 0, count: pass.packing.rows)
    for (b, length) in pass.packing.lengths.enumerated() {
      let rows = (0..<length).map { pass.packing.row($0, of: b) }
      let totals = (0..<labels).map { label in
        rows.reduce(Float(0)) { $0 + pass.kept[0][$1, label] }
      }
      let best = totals.firstIndex(of: totals.max() ?? 0) ?? 0
      for row in rows { result[row] = Int32(best) }
    }
    return result
  }
}

extension Block {
  /// One number.
  fileprivate subscript(row: Int, column: Int) -> Float {
    get { base[row * stride + column] }
    nonmutating set { base[row * stride + column] = newValue }
  }
}
