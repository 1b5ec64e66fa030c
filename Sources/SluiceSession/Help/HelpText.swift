import SluiceDiagnostics

/// Help as text of 80 columns.
struct HelpText {
  private let registry: Registry

  init(_ registry: Registry) { self.registry = registry }

  /// All commands by topic.
  var overview: String {
    var parts = [
      "A line is a command: a verb, names, then option=value. "
        + "`help WORD` tells more."
    ]
    for topic in Topic.allCases {
      let commands = registry.commands.filter { $0.topic == topic }
      if commands.isEmpty { continue }
      parts.append(
        topic.title + "\n" + table(commands.map { ($0.name, $0.summary) }))
    }
    parts.append(
      "Statements\n" + table(LanguageForm.all.map { ($0.name, $0.summary) }))
    parts.append("`help functions` lists the functions of expressions.")
    return parts.joined(separator: "\n\n")
  }

  /// What is known of a word; nil if nothing is.
  func entry(_ word: String) -> String? {
    if let command = registry.command(word) { return entry(command.signature) }
    if let function = registry.function(word) {
      return entry(function.signature)
    }
    if let form = LanguageForm.all.first(where: { $0.name == word }) {
      return entry(
        Signature(
          name: form.name, summary: form.summary, usage: form.usage,
          fields: [], examples: form.examples))
    }
    if let topic = Topic(rawValue: word) {
      let commands = registry.commands.filter { $0.topic == topic }
      return topic.title + "\n"
        + table(commands.map { ($0.name, $0.summary) })
    }
    if word == "functions" {
      return "Functions\n"
        + table(
          registry.functions.map { $0.signature }.map {
            ($0.usage, $0.summary)
          })
    }
    return nil
  }

  /// Every word that `help` knows, with what it is.
  var summaries: [(word: String, summary: String)] {
    registry.commands.map { ($0.name, $0.summary) }
      + registry.functions.map { ($0.name, $0.summary) }
      + LanguageForm.all.map { ($0.name, $0.summary) }
      + Topic.allCases.map { ($0.rawValue, $0.title) }
      + [("functions", "The functions of expressions.")]
  }

  private func entry(_ signature: Signature) -> String {
    var parts = [signature.usage + "\n" + wrapped(signature.summary, by: 2)]
    if !signature.fields.isEmpty {
      parts.append(
        table(signature.fields.map { ($0.written, $0.info.explained) }))
    }
    if !signature.examples.isEmpty {
      parts.append(
        "For example\n"
          + signature.examples.map { "  " + $0 }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  /// Two columns, the second wrapped.
  private func table(_ rows: [(String, String)]) -> String {
    let width = min(28, rows.map(\.0.terminalWidth).max() ?? 0)
    return rows.map { left, right in
      let text = wrapped(right, by: width + 4)
      if left.terminalWidth > width { return "  \(left)\n\(text)" }
      let gap = width + 2 - left.terminalWidth
      return "  " + left + String(repeating: " ", count: gap)
        + text.dropFirst(width + 4)
    }.joined(separator: "\n")
  }

  private func wrapped(_ text: String, by indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = margin
    for word in text.split(separator: " ") {
      if line.terminalWidth + 1 + word.terminalWidth > 80,
        line.count > indent
      {
        lines.append(line)
        line = margin
      }
      line += (line.count > indent ? " " : "") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
