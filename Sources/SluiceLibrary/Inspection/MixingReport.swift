import Foundation
import SluiceDiagnostics
import SluiceLearning
import SluiceOutput
import SluiceTensor

/// What stacks pass on where not α does.
extension SharingReport {
  /// Matrices' sizes, choices' shares, or where gates can be seen.
  var mixing: Output {
    let a = network.architecture
    guard a.sluice != .off else {
      return .text(
        "the sluices of \(object.name) are off: stacks read nothing"
          + " of each other")
    }
    switch a.mixing {
    case .alpha: return alpha
    case .matrices:
      return layers { layer in
        LabelledMatrix(
          "size of the matrices, layer \(layer + 1)", rows: object.stackNames,
          columns: object.stackNames,
          values: object.stackNames.indices.map { receiver in
            object.stackNames.indices.map {
              object.object.passage(from: $0, to: receiver, layer: layer)
            }
          })
      }
        + .note(
          "the root of a matrix's mean squared singular value, |a| for a · I; row"
            + " receives, column sends")
    case .gates:
      return .text(
        "\(object.name) weighs its stacks anew for each token: `inspect"
          + " \(object.name) flow` shows what each task takes on average")
    case .choices:
      return layers { layer in
        var shares = LabelledMatrix(
          "shares by the scores, layer \(layer + 1)",
          rows: network.tasks.map(\.name),
          columns: Array(
            ["own", "shared", "below"].prefix(layer == 0 ? 2 : 3)),
          values: choiceShares(layer))
        shares.isOfShares = true
        return shares
      } + .text(choices)
    }
  }

  /// What each task takes at each layer, in words.
  var choices: String {
    let words = ["its own stack", "the shared stack", "what is below"]
    return network.tasks.indices.map { task in
      network.tasks[task].name + ": "
        + (0..<network.architecture.layers).map { layer in
          "layer \(layer + 1) "
            + words[network.choice(task: task, layer: layer) ?? 0]
        }.joined(separator: ", ")
    }.joined(separator: "\n")
  }

  private func choiceShares(_ layer: Int) -> [[Double]] {
    (network.tensor(.choices(layer))?.rows ?? []).map { row in
      let powers = row.map { exp($0 - (row.max() ?? 0)) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }

  /// What gates give each stack, mean over the tokens of some sentences.
  ///
  /// - Throws: That the work is to stop.
  func gates(_ probe: inout SharingProbe) throws(Diagnostic) -> Output {
    let means = try probe.gateMeans()
    let rows = object.object.gateNames
    return means.enumerated().reduce(.nothing) { output, layer in
      guard layer.element.contains(where: { $0.contains { $0 > 0 } }) else {
        return output
      }
      return output
        + .matrix(
          LabelledMatrix(
            "mean gates, layer \(layer.offset + 1)", rows: rows,
            columns: object.stackNames, values: layer.element))
    } + .note("row receives, column sends; each row adds up to 1")
  }

  private func layers(_ matrix: (Int) -> LabelledMatrix) -> Output {
    (0..<network.architecture.layers).reduce(.nothing) {
      $0 + .matrix(matrix($1))
    }
  }
}

extension NetworkObject {
  /// Who has a gate: the tasks, and the experts together where they read one.
  var gateNames: [String] {
    network.tasks.map(\.name)
      + (network.architecture.gating?.hasOwn == true ? ["experts"] : [])
  }
}
