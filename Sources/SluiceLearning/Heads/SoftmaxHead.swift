import SluiceTensor

/// Labels each token by itself: one hidden layer of ReLU units, a score for
/// each label, and the cross-entropy of their softmax.
///
/// - Shapes: input `[P, W]`, hidden `[P, F]`, logits `[P, L]`; weights `[F, W]`,
///   `[F]`, `[L, F]`, `[L]`.
package struct SoftmaxHead: Head {
  package static let name = "softmax"

  private let hidden, hiddenBias, out, outBias: Slot

  package init(_ layout: ParameterLayout, task: Int) {
    let weights = Self.weights(task)
    hidden = Slot(layout, weights.hidden)
    hiddenBias = Slot(layout, weights.hiddenBias)
    out = Slot(layout, weights.out)
    outBias = Slot(layout, weights.outBias)
  }

  private static func weights(
    _ task: Int
  ) -> (hidden: Weight, hiddenBias: Weight, out: Weight, outBias: Weight) {
    func weight(_ role: String, _ name: String) -> Weight {
      Weight(
        Weight.Part("heads", .task(task, noun: "head")), Weight.Role(role),
        name: "head.\(task).\(name)")
    }
    return (
      weight("hidden weights", "hidden.weight"),
      weight("hidden bias", "hidden.bias"),
      weight("output weights", "out.weight"),
      weight("output bias", "out.bias")
    )
  }

  package static func parameters(
    _ a: Architecture, task: Int, labels: Int
  ) -> [Parameter] {
    let weights = weights(task)
    let hidden = Parameter.Start.uniform(inputs: a.headWidth)
    let out = Parameter.Start.uniform(inputs: a.headHidden)
    return [
      Parameter(weights.hidden, [a.headHidden, a.headWidth], start: hidden),
      Parameter(weights.hiddenBias, [a.headHidden], start: hidden),
      Parameter(weights.out, [labels, a.headHidden], start: out),
      Parameter(weights.outBias, [labels], start: out),
    ]
  }

  package var labels: Int { out.rows }
  package var kept: [Int] { [hidden.rows] }
  package var scratch: [Int] { [hidden.rows] }

  package func forward(_ pass: HeadPass, _ weights: Weights) {
    let units = pass.kept[0]
    multiply(
      .asIs(pass.input), .transposed(weights[hidden]),
      plus: weights[hiddenBias], into: units)
    Kernels.relu(units)
    multiply(
      .asIs(units), .transposed(weights[out]), plus: weights[outBias],
      into: pass.logits)
  }

  package func loss(
    _ pass: HeadPass, labels: [Int32], scale: Float, _ weights: Weights
  ) -> Double {
    Kernels.crossEntropy(pass.logits, labels: labels, scale: scale)
  }

  package func backward(
    _ pass: HeadPass, scratch: [Block], inputGradient: Block,
    _ weights: Weights, _ gradients: Gradients
  ) {
    let (units, unitGradient) = (pass.kept[0], scratch[0])
    multiply(.transposed(pass.logits), .asIs(units), into: gradients[out])
    Kernels.sumRows(pass.logits, into: gradients[outBias])
    multiply(.asIs(pass.logits), .asIs(weights[out]), into: unitGradient)
    Kernels.reluBackward(units, unitGradient)
    multiply(
      .transposed(unitGradient), .asIs(pass.input), into: gradients[hidden])
    Kernels.sumRows(unitGradient, into: gradients[hiddenBias])
    multiply(
      .asIs(unitGradient), .asIs(weights[hidden]), into: inputGradient)
  }

  /// The label that scores highest, the first among equals.
  package func decode(_ pass: HeadPass, _ weights: Weights) -> [Int32] {
    let logits = pass.logits
    return (0..<logits.rows).map { r in
      let row = logits.base + r * logits.stride
      var best = 0
      for label in 1..<max(1, logits.columns) where row[label] > row[best] {
        best = label
      }
      return Int32(best)
    }
  }
}
