import SluiceTensor

/// A task's head: one hidden layer of ReLU units, then the labels.
///
/// - Shapes: input `[P, W]`, hidden `[P, F]`, logits `[P, L]`; weights `[F, W]`,
///   `[F]`, `[L, F]`, `[L]`.
struct OutputHead: Sendable {
  let hidden, hiddenBias, out, outBias: Slot

  init(_ layout: ParameterLayout, task: Int) {
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

  /// Its weights, with their shapes.
  static func parameters(
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

  func forward(
    _ x: Block, units: Block, logits: Block,
    _ weights: Weights
  ) {
    multiply(
      .asIs(x), .transposed(weights[hidden]), plus: weights[hiddenBias],
      into: units)
    Kernels.relu(units)
    multiply(
      .asIs(units), .transposed(weights[out]), plus: weights[outBias],
      into: logits)
  }

  /// Sets the head's gradients and the input's.
  ///
  /// - Parameters:
  ///   - x: The head's input.
  ///   - units: The hidden units as `forward` left them.
  ///   - logitGradient: `[P, L]`.
  ///   - unitGradient: `[P, F]`, memory.
  ///   - inputGradient: `[P, W]`, set.
  ///   - weights: The weights.
  ///   - gradients: Where their gradients go.
  func backward(
    _ x: Block, units: Block, logitGradient: Block, unitGradient: Block,
    inputGradient: Block, _ weights: Weights,
    gradients: Gradients
  ) {
    multiply(
      .transposed(logitGradient), .asIs(units), into: gradients[out])
    Kernels.sumRows(logitGradient, into: gradients[outBias])
    multiply(
      .asIs(logitGradient), .asIs(weights[out]), into: unitGradient)
    Kernels.reluBackward(units, unitGradient)
    multiply(
      .transposed(unitGradient), .asIs(x), into: gradients[hidden])
    Kernels.sumRows(unitGradient, into: gradients[hiddenBias])
    multiply(
      .asIs(unitGradient), .asIs(weights[hidden]), into: inputGradient)
  }
}
