import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput
import SluiceTensor

/// A network as a drawing, with what passes its sluices and, where anything is
/// held fast, what is free.
struct NetworkReport {
  let object: Reference<NetworkObject>

  init(_ object: Reference<NetworkObject>) { self.object = object }

  var output: Output {
    let method = object.network.method
    return .text("\(object.name): \(object.summary)")
      + .drawing(NetworkDrawing(object.object).drawing)
      + .text(SharingReport(object).state) + received
      + (isConstrained
        ? ConstraintReport(object.object).output + SharingReport(object).freedom
        : .note("nothing is frozen, fixed or tied"))
      + (object.network.epochs > 0 ? object.untrainedTasks : .nothing)
      + .note("as it was set up, \(method.title): \(method.idea)")
  }

  private var isConstrained: Bool {
    let network = object.network
    return network.constraints != Constraints() || network.method != .sluice
      || network.architecture.sluice != .trained
  }

  /// What each task receives of each, where a drawing cannot say it.
  private var received: Output {
    let a = object.network.architecture
    guard a.hasAlpha, a.stacks > 2 else { return .nothing }
    let names = object.stackNames
    let values = names.indices.map { row in
      names.indices.map { column in
        (0..<a.layers).map {
          object.object.passage(from: column, to: row, layer: $0)
        }
        .reduce(0, +) / Double(a.layers)
      }
    }
    return .matrix(
      LabelledMatrix(
        "mean |alpha| over layers", rows: names, columns: names, values: values,
        caption: "row receives, column sends"))
  }
}

extension NetworkObject {
  /// How far the sluices from one stack to another are open after a layer:
  /// the mean of |α| over their streams.
  ///
  /// - Parameters:
  ///   - sender: A stack, from 0.
  ///   - receiver: Another, or the same.
  ///   - layer: From 0.
  /// - Returns: 0 where there is no α.
  func passage(from sender: Int, to receiver: Int, layer: Int) -> Double {
    guard let alpha = network.tensor(.alpha(layer)) else {
      return 0
    }
    let s = network.architecture.subspaces
    let block = alpha.rows[receiver * s..<(receiver + 1) * s].flatMap {
      $0[sender * s..<(sender + 1) * s]
    }
    return block.reduce(0) { $0 + abs($1) } / Double(block.count)
  }
}
