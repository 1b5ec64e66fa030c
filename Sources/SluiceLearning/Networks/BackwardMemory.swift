import SluiceTensor

/// Memory for the way back over one batch.
///
/// The gradients of inputs take the place of the inputs, which are not needed
/// any more when they are set: those of heads, of the first layer, and, where as
/// many receive as send, of what is mixed.
struct BackwardMemory: Sendable {
  /// For each task, `[P, head width]`.
  let headGradient: [Block]
  /// For each task, what its head works in.
  let headScratch: [[Block]]
  /// By receiver, `[P, 2H]`: two of them, since a layer reads its own while it
  /// writes that of the layer below.
  private let mixedGradients: [[Block]]
  /// `[P, input width]`, for each table of word embeddings.
  let featureGradient: [Block]
  /// For each layer of an encoder, `[P, 2H]`.
  let projectedGradient: [Block]
  /// By stack, `[P, 2H]`, where they cannot take the place of mixed states.
  private let senderGradients: [Block]
  /// By layer, `[chunks, any]`: each chunk of rows' share of the gradient of what
  /// mixes its states. They lie in one place.
  let parts: [Block]
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
      (0..<a.receivers).map { _ in
        workspace.block(rows: rows, columns: 2 * a.hidden)
      }
    }
    senderGradients =
      a.mixing == .alpha || runner.mixers.isEmpty
      ? []
      : (0..<a.stacks).map { _ in
        workspace.block(rows: rows, columns: 2 * a.hidden)
      }
    let counts = runner.mixers.map(\.partCount)
    let most = counts.max() ?? 0
    let rowsOfParts = most == 0 ? 0 : (rows - 1) / NetworkRunner.chunk + 1
    let memory = workspace.block(rows: rowsOfParts, columns: most)
    parts = counts.map {
      Block(memory.base, rows: rowsOfParts, columns: $0)
    }
  }

  /// The gradients of what a layer hands on, by receiver.
  func mixedGradient(_ layer: Int) -> [Block] { mixedGradients[layer % 2] }

  /// The gradients of what is mixed after a layer. With an alpha those of the
  /// senders take the place of the mixed states, which the layer above has read
  /// by now.
  func mixed(_ k: Int, _ layer: ForwardPass.Layer? = nil) -> MixedGradients {
    let receivers = mixedGradient(k)
    let senders =
      layer?.mixing == nil
      ? receivers : senderGradients.isEmpty ? layer?.mixed : senderGradients
    return MixedGradients(senders: senders ?? receivers, receivers: receivers)
  }
}
