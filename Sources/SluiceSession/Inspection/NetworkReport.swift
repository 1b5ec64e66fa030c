import SluiceDiagnostics
import SluiceLearning

/// A network as a drawing: its streams from the words up, and what joins them.
struct NetworkReport {
  let object: NetworkObject
  private var network: Network { object.network }

  init(_ object: NetworkObject) { self.object = object }

  var output: Output {
    .text(object.summary) + .text(drawing)
      + .text(SharingReport(object).state) + ConstraintReport(object).output
      + SharingReport(object).freedom
      + .note("as it was set up, \(network.method.reason)")
  }

  /// One box a column, from the heads down to the words.
  private var drawing: String {
    let a = network.architecture
    let boxes = object.stackNames
    let width = max(12, (boxes.map(\.terminalWidth).max() ?? 0) + 4)
    func gap(_ layer: Int) -> String {
      network.isTied(layer: layer - 1)
        ? "═══" : a.hasAlpha && a.columns > 1 ? "═α═" : "   "
    }
    let blank = "   "
    func row(_ texts: [String], _ between: String) -> String {
      "  "
        + texts.map { centred($0, width) }.joined(separator: between)
    }
    func frame(_ left: String, _ right: String, _ line: String) -> String {
      "  "
        + boxes.map { _ in
          left + String(repeating: line, count: width - 2) + right
        }.joined(separator: blank)
    }
    var lines = [row(boxes.map { "[\($0)]" }, blank)]
    lines.append(row(boxes.map { _ in skipSign(a) }, blank))
    for layer in (1...a.layers).reversed() {
      lines.append(frame("┌", "┐", "─"))
      lines.append(
        "  "
          + boxes.map { _ in
            "│" + centred("\(layer): \(parts(a))", width - 2) + "│"
          }.joined(separator: gap(layer)))
      lines.append(frame("└", "┘", "─"))
    }
    let words =
      "words \(NumberText.count(network.vocabulary.words.count)) × "
      + "\(a.wordWidth), characters \(network.vocabulary.characters.count) → "
      + "2 × \(a.characterHidden)"
    lines.append("  " + words)
    return lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  private func parts(_ a: Architecture) -> String {
    a.subspaces == 1
      ? "\(a.hidden)"
      : "\(a.streamWidth)" + "|\(a.streamWidth)"
        + (a.subspaces > 2 ? "|…" : "")
  }

  private func skipSign(_ a: Architecture) -> String {
    a.hasBeta ? "β" : a.skip == .off || a.layers == 1 ? "│" : a.skip.rawValue
  }

  private func centred(_ text: String, _ width: Int) -> String {
    let blanks = max(0, width - text.terminalWidth)
    return String(repeating: " ", count: blanks / 2) + text
      + String(repeating: " ", count: blanks - blanks / 2)
  }
}
