import SluiceTensor

/// Memory for the way back over one batch.
struct BackwardMemory: Sendable {
  /// For each task, `[P, head width]`.
  let headGradient: [Block]
  /// For each task, what its head works in.
  let headScratch: [[Block]]
  /// By layer and stack, `[P, 2H]`.
  let mixedGradient: [[Block]]
  /// By stack, `[P, 2H]`; used again for every layer.
  let activeGradient: [Block]
  /// `[P, input width]`
  let featureGradient: Block
  /// `[chunks, N·N]`: each chunk of rows' share of alpha's gradient.
  let alphaParts: Block
  /// What was asked for since then the characters' way back and regularizers
  /// may have.
  let mark: Workspace.Mark
  /// `[M]`
  let taskLosses: Block

  init(_ runner: NetworkRunner, _ batch: Batch) {
    let a = runner.architecture, workspace = runner.workspace
    let rows = batch.tokens
    taskLosses = workspace.block(rows: 1, columns: a.tasks)
    featureGradient = workspace.block(rows: rows, columns: a.inputWidth)
    mark = workspace.mark
    headGradient = runner.heads.map { _ in
      workspace.block(rows: rows, columns: a.headWidth)
    }
    headScratch = runner.heads.map {
      $0.scratch.map { workspace.block(rows: rows, columns: $0) }
    }
    func perStack() -> [Block] {
      (0..<a.stacks).map { _ in
        workspace.block(rows: rows, columns: 2 * a.hidden)
      }
    }
    mixedGradient = (0..<a.layers).map { _ in perStack() }
    activeGradient = perStack()
    alphaParts = workspace.block(
      rows: runner.alphas.isEmpty ? 0 : (rows - 1) / NetworkRunner.chunk + 1,
      columns: a.streams * a.streams)
  }
}
