import SluiceTensor

/// A task's head: one hidden layer of ReLU units, then the labels.
///
/// - Shapes: input `[P, W]`, hidden `[P, F]`, logits `[P, L]`; weights `[F, W]`,
///   `[F]`, `[L, F]`, `[L]`.
struct OutputHead: Sendable {
  let hidden, hiddenBias, out, outBias: Slot

  init(_ layout: ParameterLayout, task: Int) {
    hidden = Slot(layout, "head.\(task).hidden.weight")
    hiddenBias = Slot(layout, "head.\(task).hidden.bias")
    out = Slot(layout, "head.\(task).out.weight")
    outBias = Slot(layout, "head.\(task).out.bias")
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
