import SluiceTensor

/// Memory for the way back over one batch.
///
/// The gradients of inputs take the place of the inputs, which are not needed
/// any more when they are set: those of heads, of the first layer, and of what
/// alpha reads.
struct BackwardMemory: Sendable {
  /// For each task, `[P, head width]`.
  let headGradient: [Block]
  /// For each task, what its head works in.
  let headScratch: [[Block]]
  /// By stack, `[P, 2H]`: two of them, since a layer reads its own while it
  /// writes that of the layer below.
  private let mixedGradients: [[Block]]
  /// `[P, input width]`
  let featureGradient: Block
  /// For each layer of an encoder, `[P, 2H]`.
  let projectedGradient: [Block]
  /// `[chunks, N·N]`: each chunk of rows' share of alpha's gradient.
  let alphaParts: Block
  /// What was asked for since then the characters' way back and regularizers
  /// may have.
  let mark: Workspace.Mark
  /// `[M]`
  let taskLosses: Block

  init(_ runner: NetworkRunner, _ pass: ForwardPass, _ batch: Batch) {
    let a = runner.architecture, workspace = runner.workspace
    let rows = batch.tokens
    taskLosses = workspace.block(rows: 1, columns: a.tasks)
    featureGradient = pass.features
    headGradient = pass.read
    projectedGradient = pass.projection.projected.map {
      workspace.block(rows: $0.rows, columns: $0.columns)
    }
    mark = workspace.mark
    headScratch = runner.heads.map {
      $0.scratch.map { workspace.block(rows: rows, columns: $0) }
    }
    mixedGradients = (0..<min(2, a.layers)).map { _ in
      (0..<a.stacks).map { _ in
        workspace.block(rows: rows, columns: 2 * a.hidden)
      }
    }
    alphaParts = workspace.block(
      rows: runner.alphas.isEmpty ? 0 : (rows - 1) / NetworkRunner.chunk + 1,
      columns: a.streams * a.streams)
  }

  /// The gradients of the states of a layer that alpha has mixed, by stack.
  func mixedGradient(_ layer: Int) -> [Block] { mixedGradients[layer % 2] }
}
