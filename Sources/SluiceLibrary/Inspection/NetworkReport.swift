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
      + HeadReport(object.network).output
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
        "size of α between stacks, mean over layers", rows: names,
        columns: names, values: values, caption: "row receives, column sends"))
  }
}

extension NetworkObject {
  /// How far the sluices from one stack to another are open after a layer.
  ///
  /// - Parameters:
  ///   - sender: A stack, from 0.
  ///   - receiver: Another, or the same.
  ///   - layer: From 0.
  /// - Returns: The size of their block of α, or of their matrix, so that it is
  ///   |a| for a · I; 0 where there is none.
  func passage(from sender: Int, to receiver: Int, layer: Int) -> Double {
    if let alpha = network.tensor(.alpha(layer)) {
      return network.blockSize(alpha, from: sender, to: receiver)
    }
    guard
      let matrices = network.tensor(.matrices(layer, stack: receiver))
    else { return 0 }
    let width = 2 * network.architecture.hidden
    let square = matrices.rows.reduce(0.0) { sum, row in
      sum
        + row[sender * width..<(sender + 1) * width].reduce(0) { $0 + $1 * $1 }
    }
    return (square / Double(width)).squareRoot()
  }
}

extension Network {
  /// The size of α's block between two stacks: the root of its summed squares
  /// over the number of subspaces. It is |α| with one subspace, and stays when
  /// subspaces are cut, which makes `α ⊗ I` of it.
  func blockSize(_ alpha: Tensor, from sender: Int, to receiver: Int) -> Double
  {
    let s = architecture.subspaces
    let n = architecture.streams
    guard alpha.values.count == n * n else { return 0 }
    let squares = (0..<s * s).reduce(0.0) { sum, entry in
      let value = Double(
        alpha.values[
          (receiver * s + entry / s) * n + sender * s + entry % s])
      return sum + value * value
    }
    return (squares / Double(s)).squareRoot()
  }
}
