import SluiceDiagnostics
import SluiceLearning
import SluiceTensor

/// A network's stacks, one box a layer, from the heads down to the words;
/// between two neighbours what the sluices let through.
struct NetworkDrawing {
  private let object: NetworkObject
  private var network: Network { object.network }
  private var a: Architecture { network.architecture }

  init(_ object: NetworkObject) { self.object = object }

  var drawing: Drawing { Drawing(lines: lines, said: said) }

  private var lines: [String] {
    let stacks = object.stackNames.indices
    var lines = [
      row(stacks.map { centred("[\(object.stackNames[$0])]", width) }),
      row(stacks.map { centred(reading($0), width) }),
    ]
    for layer in (0..<a.layers).reversed() {
      let box = "│" + centred("\(layer + 1): \(parts)", width - 2) + "│"
      let joint = joint(layer)
      lines += [
        row(stacks.map { _ in frame("┌", "┐") }) { left in
          joint == .open
            ? "←" + amount(from: left + 1, to: left, layer) : ""
        },
        row(stacks.map { _ in box }) { _ in joint.rawValue },
        row(stacks.map { _ in frame("└", "┘") }) { left in
          joint == .open
            ? amount(from: left, to: left + 1, layer) + "→" : ""
        },
      ]
    }
    return (lines + ["  " + input]).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// What the drawing shows, in words.
  private var said: [String] {
    let names = object.stackNames
    let layers = (0..<a.layers).reversed().map { layer in
      let passed = names.indices.dropLast().flatMap { left in
        [(left + 1, left), (left, left + 1)].map { sender, receiver in
          "\(names[receiver]) takes \(amount(from: sender, to: receiver, layer))"
            + " of \(names[sender])"
        }
      }
      let between =
        switch joint(layer) {
        case .none: ""
        case .tied: ", one for all"
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
  }

  // MARK: - Boxes

  private var width: Int {
    let names = object.stackNames.map(\.terminalWidth).max() ?? 0
    let readings = object.stackNames.indices.map { reading($0).terminalWidth }
    return max(12, names + 4, (readings.max() ?? 0) + 2)
  }

  private func frame(_ left: String, _ right: String) -> String {
    left + String(repeating: "─", count: width - 2) + right
  }

  /// A layer's width, cut into its subspaces.
  private var parts: String {
    a.subspaces == 1
      ? "\(a.hidden)"
      : "\(a.streamWidth)|\(a.streamWidth)" + (a.subspaces > 2 ? "|…" : "")
  }

  /// What the heads of a stack's task read of its layers.
  private func reading(_ stack: Int) -> String {
    guard let beta = network.tensor(.beta), a.layers <= 4,
      let task = network.tasks.indices.first(where: {
        a.stacks(ofTask: $0).contains(stack)
      })
    else {
      return a.hasBeta
        ? "β" : a.skip == .off || a.layers == 1 ? "│" : a.skip.rawValue
    }
    return "β "
      + beta.rows[task].map { NumberText.decimals($0, 2) }
      .joined(separator: " ")
  }

  // MARK: - Sluices

  /// What joins the stacks at a layer.
  private enum Joint: String {
    case none = ""
    case tied = "═══"
    case open = "══α══"
  }

  private func joint(_ layer: Int) -> Joint {
    network.isTied(layer: layer)
      ? .tied : a.hasAlpha && a.stacks > 1 ? .open : .none
  }

  private func amount(
    from sender: Int, to receiver: Int, _ layer: Int
  ) -> String {
    NumberText.decimals(
      object.passage(from: sender, to: receiver, layer: layer), 2)
  }

  /// Texts side by side, with what stands between each two.
  private func row(
    _ texts: [String], between: (Int) -> String = { _ in "" }
  ) -> String {
    let room = (0..<a.layers).contains { joint($0) == .open } ? 9 : 3
    return texts.indices.dropLast().reduce("  ") { line, index in
      line + texts[index] + centred(between(index), room)
    } + (texts.last ?? "")
  }

  private func centred(_ text: String, _ width: Int) -> String {
    let blanks = max(0, width - text.terminalWidth)
    return String(repeating: " ", count: blanks / 2) + text
      + String(repeating: " ", count: blanks - blanks / 2)
  }
}
