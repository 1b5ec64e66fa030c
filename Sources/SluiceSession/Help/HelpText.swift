import SluiceDiagnostics

/// Help as text that fits a width.
struct HelpText {
  private let registry: Registry
  private let width: Int

  /// - Parameters:
  ///   - registry: What there is to explain.
  ///   - width: Columns there are.
  init(_ registry: Registry, width: Int = 80) {
    self.registry = registry
    self.width = max(30, width)
  }

  /// All commands by topic.
  var overview: String {
    let first =
      "A line is a command: a verb, names, then option=value."
      + " `help WORD` tells more, with examples that run."
    var parts = [wrapped(first, by: 0)]
    for topic in Topic.allCases {
      if let section = section(topic) { parts.append(section) }
    }
    parts.append(
      "Statements\n" + table(LanguageForm.all.map { ($0.name, $0.summary) }))
    parts.append(
      wrapped(
        "`help ideas` explains α, β and what else is learned, `help functions`"
          + " lists the functions of expressions, `help prompt` what the prompt"
          + " itself understands.", by: 0))
    return parts.joined(separator: "\n\n")
  }

  /// What is known of a word; nil if nothing is.
  func entry(_ word: String) -> String? {
    // A word may be an idea and a command: `subspaces`.
    let known = [idea(word), explained(word), list(word)].compactMap { $0 }
    return known.isEmpty ? options(word) : known.joined(separator: "\n\n")
  }

  /// The commands and functions that have an option or a choice of this name.
  private func options(_ word: String) -> String? {
    let all =
      registry.commands.map { $0.signature }
      + registry.functions.map { $0.signature }
    let rows = all.flatMap { signature in
      signature.fields.filter { field in
        field.info.name == word && !field.info.isPositional
          || field.info.type.words.contains(word)
      }.map { ("\(signature.name) \($0.written)", $0.info.explained) }
    }
    guard !rows.isEmpty else { return nil }
    return "`\(word)` belongs to\n" + table(rows)
  }

  /// Every word that `help` knows, with what it is.
  var summaries: [(word: String, summary: String)] {
    registry.commands.map { ($0.name, $0.summary) }
      + registry.functions.map { ($0.name, $0.summary) }
      + LanguageForm.all.map { ($0.name, $0.summary) }
      + Idea.all.map { ($0.name, $0.summary) }
      + PromptVerb.all.filter { !$0.name.hasPrefix(":") }
      .map { ($0.name, $0.summary) }
      + Topic.allCases.map { ($0.rawValue, $0.title) }
      + Self.lists.map { ($0.name, $0.title) }
  }

  // MARK: - Lists

  private static let lists = [
    (name: "functions", title: "The functions of expressions"),
    (name: "ideas", title: "What sharing between tasks is, and how to read it"),
    (name: "prompt", title: "What the prompt itself understands"),
  ]

  private func list(_ word: String) -> String? {
    if let topic = Topic(rawValue: word), let section = section(topic) {
      return section
    }
    guard let list = Self.lists.first(where: { $0.name == word }) else {
      return nil
    }
    let rows: [(String, String)]
    switch word {
    case "functions":
      rows = registry.functions.map { ($0.signature.usage, $0.summary) }
    case "ideas": rows = Idea.all.map { ($0.name, $0.summary) }
    default: rows = PromptVerb.all.map { ($0.usage, $0.summary) }
    }
    return list.title + "\n" + table(rows)
  }

  private func section(_ topic: Topic) -> String? {
    let commands = registry.commands.filter { $0.topic == topic }
    return commands.isEmpty
      ? nil
      : topic.title + "\n" + table(commands.map { ($0.name, $0.summary) })
  }

  // MARK: - Entries

  private func idea(_ word: String) -> String? {
    guard let idea = Idea.all.first(where: { $0.name == word }) else {
      return nil
    }
    var parts = ["\(idea.name)\n" + wrapped(idea.summary, by: 2)]
    if let formula = idea.formula { parts.append("    \(formula)") }
    parts.append(wrapped(idea.text, by: 2))
    if let source = idea.source { parts.append(wrapped(source, by: 2)) }
    if !idea.see.isEmpty {
      parts.append(
        wrapped(
          "See also: "
            + idea.see.map { "`help \($0)`" }.joined(separator: ", "),
          by: 2))
    }
    return (parts + examples(idea.examples)).joined(separator: "\n\n")
  }

  private func explained(_ word: String) -> String? {
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
    return PromptVerb.all.first { $0.name == word }.map {
      "\($0.usage)\n" + wrapped("At the prompt: \($0.summary).", by: 2)
    }
  }

  private func entry(_ signature: Signature) -> String {
    var parts = [signature.usage + "\n" + wrapped(signature.summary, by: 2)]
    if !signature.fields.isEmpty {
      parts.append(
        table(
          signature.fields.map {
            ($0.written, $0.info.explained + $0.info.typed)
          }))
    }
    return (parts + examples(signature.examples)).joined(separator: "\n\n")
  }

  private func examples(_ lines: [String]) -> [String] {
    lines.isEmpty
      ? []
      : ["For example\n" + lines.map { "  " + $0 }.joined(separator: "\n")]
  }

  // MARK: - Layout

  /// Two columns, the second wrapped.
  private func table(_ rows: [(String, String)]) -> String {
    let left = min(
      width * 28 / 80, rows.map(\.0.terminalWidth).max() ?? 0)
    return rows.map { name, text in
      let text = wrapped(text, by: left + 4)
      if name.terminalWidth > left { return "  \(name)\n\(text)" }
      let gap = left + 2 - name.terminalWidth
      return "  " + name + String(repeating: " ", count: gap)
        + text.dropFirst(left + 4)
    }.joined(separator: "\n")
  }

  private func wrapped(_ text: String, by indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = margin
    for word in text.split(separator: " ") {
      if line.terminalWidth + 1 + word.terminalWidth > width,
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

extension FieldInfo {
  /// Its type, after what it is for; nothing where that says it.
  fileprivate var typed: String {
    let noun = ["a number": "number", "a whole number": "number"][type.name]
    guard let noun, !doc.contains(noun) else { return "" }
    return "; \(type.name)"
  }
}
