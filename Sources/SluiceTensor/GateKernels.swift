internal import CKernels

/// What gates do that have a value for each token and sender; see `GateUnit` for
/// the mathematics.
package enum GateKernels {
  /// `out[r] = Σⱼ gates[r, j] · in[j][r]`
  ///
  /// - Parameters:
  ///   - input: `[n, m]` each.
  ///   - gates: `[n, senders]`.
  ///   - output: `[n, m]`; set.
  package static func mix(
    _ input: [Block], _ gates: Block, into output: Block
  ) {
    check(input, gates, output)
    let from = input.map { UnsafePointer($0.base) as UnsafePointer<Float>? }
    sluice_gate_mix(
      from, gates.base, output.base, input.count, output.columns, output.rows)
  }

  /// The way back through a mix whose gates are a softmax: they become the
  /// gradient of what the softmax was taken of.
  ///
  /// - Parameters:
  ///   - input: `[n, m]` each, as they were mixed.
  ///   - gates: `[n, senders]`; replaced.
  ///   - gradient: `[n, m]`, the gradient of what was mixed.
  ///   - output: `[n, m]` each, the inputs' gradients; added to.
  package static func backward(
    _ input: [Block], _ gates: Block, _ gradient: Block, into output: [Block]
  ) {
    check(input, gates, gradient)
    check(output, gates, gradient)
    let from = input.map { UnsafePointer($0.base) as UnsafePointer<Float>? }
    let to = output.map { $0.base as UnsafeMutablePointer<Float>? }
    sluice_gate_backward(
      from, gates.base, gradient.base, to, input.count, gradient.columns,
      gradient.rows)
  }

  private static func check(_ blocks: [Block], _ gates: Block, _ one: Block) {
    precondition(
      one.isContiguous && gates.isContiguous && gates.rows == one.rows
        && gates.columns == blocks.count
        && blocks.allSatisfy {
          $0.isContiguous && $0.rows == one.rows && $0.columns == one.columns
        }, "blocks of one shape, without gaps")
  }
}
