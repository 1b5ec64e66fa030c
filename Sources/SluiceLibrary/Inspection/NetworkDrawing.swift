import SluiceDiagnostics
import SluiceLearning
import SluiceOutput
import SluiceTensor

/// A network's stacks, one box a layer, from the heads down to the words;
/// between two of them what the sluices let through.
struct NetworkDrawing {
  private let object: NetworkObject
  private var network: Network { object.network }
  private var a: Architecture { network.architecture }

  init(_ object: NetworkObject) { self.object = object }

  var drawing: Drawing {
    let stacks = object.stackNames.indices
    let layers = Array((0..<a.layers).reversed())
    return Drawing(
      columns: stacks.map { stack in
        Drawing.Column(
          head: ["[\(object.stackNames[stack])]", reading(stack)],
          boxes: layers.map { "\($0 + 1): \(parts)" })
      },
      edges: layers.enumerated().flatMap { row, layer in
        stacks.flatMap { from in
          stacks.compactMap { to in edge(row, layer, from, to) }
        }
      },
      ground: input, words: words)
  }

  /// What the drawing shows, in words.
  private var words: [String] {
    let names = object.stackNames
    let layers = (0..<a.layers).reversed().map { layer in
      let pairs = names.indices.flatMap { left in
        names.indices.dropFirst(left + 1).map { (left, $0) }
      }
      let passed = pairs.flatMap { left, right in
        [(right, left), (left, right)].map { sender, receiver in
          let amount = NumberText.decimals(
            object.passage(from: sender, to: receiver, layer: layer), 2)
          return "\(names[receiver]) takes \(amount) of \(names[sender])"
        }
      }
      let between =
        switch joint(layer) {
        case .none: ""
        case .tied: ", shared by all"
        case .open: "; " + passed.joined(separator: ", ")
        }
      return "layer \(layer + 1): \(parts)\(between)"
    }
    return ["stacks: " + names.joined(separator: ", ")] + layers + [input]
      + (a.hasBeta
        ? names.indices.map { "\(names[$0]) reads by \(reading($0))" } : [])
  }

  private var input: String {
    "words \(NumberText.count(network.vocabulary.words.count)) × "
      + "\(a.wordWidth), characters \(network.vocabulary.characters.count) → "
      + "2 × \(a.characterHidden)"
      + (a.features.layers == 0
        ? ""
        : ", features \(a.features.layers) × \(a.features.width) → "
          + "2 × \(a.hidden)")
  }

  /// A layer's width, cut into its subspaces.
  private var parts: String {
    a.subspaces == 1
      ? "\(a.hidden)"
      : "\(a.streamWidth)|\(a.streamWidth)" + (a.subspaces > 2 ? "|…" : "")
  }

  /// What the heads of a stack's task read of its layers.
  private func reading(_ stack: Int) -> String {
    guard let beta = network.tensor(.beta), a.readLayers <= 4,
      let task = network.tasks.indices.first(where: {
        a.stacks(ofTask: $0).contains(stack)
      })
    else {
      return a.hasBeta
        ? "β" : a.skip == .off || a.readLayers == 1 ? "│" : a.skip.rawValue
    }
    return "β "
      + beta.rows[task].map { NumberText.decimals($0, 2) }
      .joined(separator: " ")
  }

  // MARK: - Sluices

  /// What joins the stacks at a layer.
  private enum Joint { case none, tied, open }

  private func joint(_ layer: Int) -> Joint {
    let isOpen = a.hasAlpha || network.tensor(.matrices(layer, stack: 0)) != nil
    return network.isTied(layer: layer)
      ? .tied : isOpen && a.stacks > 1 ? .open : .none
  }

  private func edge(
    _ row: Int, _ layer: Int, _ from: Int, _ to: Int
  ) -> Drawing.Edge? {
    guard from != to else { return nil }
    switch joint(layer) {
    case .none: return nil
    case .tied:
      return from < to
        ? Drawing.Edge(row: row, from: from, to: to, .same) : nil
    case .open:
      let amount = object.passage(from: from, to: to, layer: layer)
      return Drawing.Edge(
        row: row, from: from, to: to,
        .flow(amount, gate: a.hasAlpha ? "α" : "P"))
    }
  }
}
