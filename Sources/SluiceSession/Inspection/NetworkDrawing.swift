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

  var text: String {
    let names = object.stackNames
    var lines = [
      row(names.indices.map { centred("[\(names[$0])]", width) }),
      row(names.indices.map { centred(reading($0), width) }),
    ]
    for layer in (0..<a.layers).reversed() {
      let box = centred("\(layer + 1): \(parts)", width - 2)
      lines.append(
        row(names.map { _ in frame("┌", "┐") }, between: layer) { left in
          "←\(amount(from: left + 1, to: left, layer))"
        })
      lines.append(
        row(names.map { _ in "│\(box)│" }, between: layer) { _ in
          network.isTied(layer: layer) ? "═══" : "══α══"
        })
      lines.append(
        row(names.map { _ in frame("└", "┘") }, between: layer) { left in
          "\(amount(from: left, to: left + 1, layer))→"
        })
    }
    lines.append(
      "  words \(NumberText.count(network.vocabulary.words.count)) × "
        + "\(a.wordWidth), characters \(network.vocabulary.characters.count) → "
        + "2 × \(a.characterHidden)")
    return lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
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
    guard let beta = network.tensor(ParameterLayout.beta), a.layers <= 4,
      let task = network.tasks.indices.first(where: {
        a.columns(ofTask: $0).contains(stack)
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

  private var isOpen: Bool { a.hasAlpha && a.columns > 1 }

  private func amount(from sender: Int, to receiver: Int, _ layer: Int)
    -> String
  {
    NumberText.decimals(
      object.passage(from: sender, to: receiver, layer: layer), 2)
  }

  /// Texts side by side, with what stands between each two at a layer.
  private func row(
    _ texts: [String], between layer: Int? = nil,
    _ sluice: (Int) -> String = { _ in "" }
  ) -> String {
    var line = "  "
    for (index, text) in texts.enumerated() {
      line += text
      guard index + 1 < texts.count else { break }
      let isTied = layer.map(network.isTied) ?? false
      let between = layer != nil && (isOpen || isTied) ? sluice(index) : ""
      let room = isOpen ? 9 : 3
      // Of tied layers the boxes alone are joined.
      line += centred(
        isTied && !between.hasPrefix("═") ? "" : between, room)
    }
    return line
  }

  private func centred(_ text: String, _ width: Int) -> String {
    let blanks = max(0, width - text.terminalWidth)
    return String(repeating: " ", count: blanks / 2) + text
      + String(repeating: " ", count: blanks - blanks / 2)
  }
}
