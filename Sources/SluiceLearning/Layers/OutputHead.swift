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
    _ base: UnsafeMutablePointer<Float>
  ) {
    multiply(
      .asIs(x), .transposed(hidden.block(base)), plus: hiddenBias.block(base),
      into: units)
    Kernels.relu(units)
    multiply(
      .asIs(units), .transposed(out.block(base)), plus: outBias.block(base),
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
  ///   - base: The weights.
  ///   - gradients: Where their gradients go.
  func backward(
    _ x: Block, units: Block, logitGradient: Block, unitGradient: Block,
    inputGradient: Block, _ base: UnsafeMutablePointer<Float>,
    gradients: UnsafeMutablePointer<Float>
  ) {
    multiply(
      .transposed(logitGradient), .asIs(units), into: out.block(gradients))
    Kernels.sumRows(logitGradient, into: outBias.block(gradients))
    multiply(
      .asIs(logitGradient), .asIs(out.block(base)), into: unitGradient)
    Kernels.reluBackward(units, unitGradient)
    multiply(
      .transposed(unitGradient), .asIs(x), into: hidden.block(gradients))
    Kernels.sumRows(unitGradient, into: hiddenBias.block(gradients))
    multiply(
      .asIs(unitGradient), .asIs(hidden.block(base)), into: inputGradient)
  }
}
