import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput
import SluiceTensor

/// What changed in the sharing of a network, in one sentence.
struct SharingChange {
  /// Movements below this are not worth a word.
  private static let least = 0.005

  /// - Returns: nil if neither alpha nor beta moved.
  static func movement(
    of now: NetworkObject, since old: NetworkObject?, called name: String
  ) -> Movement? {
    let parts = [
      alpha(name, now, old?.network), beta(name, now, old?.network),
    ].compactMap { $0 }
    return parts.map(\.size).max().map {
      Movement(
        size: $0, sentence: parts.map(\.text).joined(separator: ", and "))
    }
  }

  private typealias Part = (size: Double, text: String)

  /// The entry of alpha that moved most, one between tasks if there is one.
  private static func alpha(
    _ name: String, _ now: NetworkObject, _ old: Network?
  ) -> Part? {
    let names = now.streamNames
    let subspaces = now.network.architecture.subspaces
    let moves = (0..<now.network.architecture.layers).flatMap { layer in
      Self.moves(.alpha(layer), now.network, old).map {
        (layer: layer, move: $0)
      }
    }.filter { abs($0.move.change) >= least }
    let between = moves.filter {
      $0.move.row / subspaces != $0.move.column / subspaces
    }
    guard
      let most = (between.isEmpty ? moves : between).max(by: {
        abs($0.move.change) < abs($1.move.change)
      })
    else { return nil }
    let (move, layer) = (most.move, most.layer + 1)
    return (
      abs(move.change),
      "α of \(name) moved most at layer \(layer), where \(names[move.row]) now takes"
        + " \(NumberText.entry(move.now)) of \(names[move.column])"
        + " (\(NumberText.entry(move.now - move.change)) before)"
    )
  }

  /// The entry of beta that moved most.
  private static func beta(
    _ name: String, _ now: NetworkObject, _ old: Network?
  ) -> Part? {
    let moves = moves(.beta, now.network, old)
    guard let most = moves.max(by: { abs($0.change) < abs($1.change) }),
      abs(most.change) >= least
    else { return nil }
    let task = now.network.tasks[most.row].name
    return (
      abs(most.change),
      "by β of \(name) \(task) now reads \(NumberText.entry(most.now)) of"
        + " \(now.readLayerNames[most.column])"
        + " (\(NumberText.entry(most.now - most.change)) before)"
    )
  }

  private struct Move {
    var row, column: Int
    var now, change: Double
  }

  private static func moves(
    _ weight: Weight, _ now: Network, _ old: Network?
  ) -> [Move] {
    guard let new = now.tensor(weight),
      let start = old?.tensor(weight) ?? now.sharing.start.tensors[weight],
      start.shape == new.shape
    else { return [] }
    return zip(new.rows, start.rows).enumerated().flatMap { row, pair in
      zip(pair.0, pair.1).enumerated().map { column, values in
        Move(
          row: row, column: column, now: values.0, change: values.0 - values.1)
      }
    }
  }
}

extension NetworkObject {
  func movement(
    since old: (any SessionObject)?, called name: String
  ) -> Movement? {
    SharingChange.movement(
      of: self, since: old as? NetworkObject, called: name)
  }
}
