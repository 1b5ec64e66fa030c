import SluiceTensor

/// Memory for the way back over one batch.
struct BackwardMemory: Sendable {
  /// For each task, `[P, head width]` and `[P, F]`.
  let headGradient, unitGradient: [Block]
  /// By layer and stack, `[P, 2H]`.
  let mixedGradient: [[Block]]
  /// By stack, `[P, 2H]`; used again for every layer.
  let activeGradient: [Block]
  /// `[P, input width]`
  let featureGradient: Block
  /// `[chunks, N·N]`: each chunk of rows' share of alpha's gradient.
  let alphaParts: Block
  /// By stack and direction, the penalty's products.
  let products: [Block]
  /// What was asked for since then the characters' way back may have.
  let mark: Workspace.Mark
  /// `[M]`, and by layer, stack and direction.
  let taskLosses, penalties, distances, lassos: Block
  /// What the private stacks and the shared one have in common, `[1]`, and
  /// `[2H, 2H]` to work it out in.
  let orthogonality, stackProducts: Block

  init(_ runner: NetworkRunner, _ pass: ForwardPass, _ batch: Batch) {
    let a = runner.architecture, workspace = runner.workspace
    let rows = batch.tokens
    taskLosses = workspace.block(rows: 1, columns: a.tasks)
    func perDirection() -> Block {
      let block = workspace.block(rows: 1, columns: 2 * a.layers * a.stacks)
      block.clear()
      return block
    }
    penalties = perDirection()
    distances = perDirection()
    lassos = perDirection()
    orthogonality = workspace.block(rows: 1, columns: 1)
    orthogonality.clear()
    let width = a.hasOrthogonalStacks ? 2 * a.hidden : 0
    stackProducts = workspace.block(rows: width, columns: width)
    featureGradient = workspace.block(rows: rows, columns: a.inputWidth)
    mark = workspace.mark
    headGradient = pass.heads.map {
      workspace.block(rows: rows, columns: $0.input.columns)
    }
    unitGradient = pass.heads.map {
      workspace.block(rows: rows, columns: $0.units.columns)
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
    let side =
      runner.penalty.isActive
      ? runner.lstm.joined().joined().reduce(0) {
        max(
          $0, runner.penalty.side($1.input), runner.penalty.side($1.recurrent))
      } : 0
    products = (0..<2 * a.stacks).map { _ in
      workspace.block(rows: side, columns: side)
    }
  }

  /// The batch's losses, once all pieces are done.
  func losses(_ weights: LossWeights, _ a: Architecture) -> Losses {
    let tasks = taskLosses.row(0).map(Double.init)
    func sum(_ parts: Block) -> Double {
      parts.row(0).reduce(0.0) { $0 + Double($1) }
    }
    var losses = Losses(
      tasks: tasks, penalty: sum(penalties), distance: sum(distances),
      lasso: sum(lassos), orthogonality: sum(orthogonality), total: 0)
    losses.total =
      zip(tasks, weights.tasks).reduce(0.0) { $0 + $1.0 * Double($1.1) }
      + Double(a.penalty.weight) * losses.penalty
      + Double(a.distance) * losses.distance + Double(a.lasso) * losses.lasso
      + Double(a.orthogonal) * losses.orthogonality
    return losses
  }
}
