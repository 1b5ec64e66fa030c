import SluiceDiagnostics
import SluiceOutput

/// What `help` says.
package struct HelpText {
  private let registry: Registry

  /// - Parameter registry: What there is to explain.
  package init(_ registry: Registry) { self.registry = registry }

  /// All commands by topic.
  package var overview: Output {
    let statements = LanguageForm.all.map { ($0.name, $0.summary) }
    return .parts(
      [
        marked(
          "A line is a command: a verb, names, then option=value."
            + " `help WORD` tells more, with examples that run.")
      ] + Topic.allCases.compactMap(section) + [
        section("Statements", statements),
        marked(
          "`help ideas` explains α, β and what else is learned,"
            + " `help functions` lists the functions of expressions,"
            + " `help prompt` what the prompt itself understands."),
      ])
  }

  /// What is known of a word; nil if nothing is.
  package func entry(_ word: String) -> Output? {
    // A word may be an idea and a command: `subspaces`.
    let known = [idea(word), explained(word), list(word)].compactMap { $0 }
    return known.isEmpty ? options(word) : .parts(known)
  }

  /// The same, an option of it first.
  package func entry(_ word: String, option: String?) -> Output? {
    guard let entry = entry(word) else { return nil }
    let signature =
      registry.command(word)?.signature ?? registry.function(word)?.signature
    let field = signature?.fields.first {
      !$0.info.isPositional && $0.info.name == option
    }
    guard let field else { return entry }
    return .parts([definitions([row(field.written, field.info)]), entry])
  }

  /// The commands and functions that have an option or a choice of this name.
  private func options(_ word: String) -> Output? {
    let all =
      registry.commands.map { $0.signature }
      + registry.functions.map { $0.signature }
    let rows = all.flatMap { signature in
      signature.fields.filter { field in
        field.info.name == word && !field.info.isPositional
          || field.info.type.words.contains(word)
      }.map { ("\(signature.name) \($0.written)", $0.info.explained) }
    }
    return rows.isEmpty ? nil : section("`\(word)` belongs to", rows)
  }

  /// Every word that `help` knows, with what it is.
  package var summaries: [(word: String, summary: String)] {
    registry.commands.map { ($0.name, $0.summary) }
      + registry.functions.map { ($0.name, $0.summary) }
      + LanguageForm.all.map { ($0.name, $0.summary) }
      + registry.ideas.map { ($0.name, $0.summary) }
      + registry.ownVerbs.filter { !$0.name.hasPrefix(":") }
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

  private func list(_ word: String) -> Output? {
    if let topic = Topic(rawValue: word), let section = section(topic) {
      return section
    }
    guard let list = Self.lists.first(where: { $0.name == word }) else {
      return nil
    }
    switch word {
    case "functions":
      return section(
        list.title, registry.functions.map { ($0.signature.usage, $0.summary) })
    case "ideas":
      return section(list.title, registry.ideas.map { ($0.name, $0.summary) })
    default:
      return section(
        list.title, registry.ownVerbs.map { ($0.usage, $0.summary) })
    }
  }

  private func section(_ topic: Topic) -> Output? {
    let commands = registry.commands.filter { $0.topic == topic }
    return commands.isEmpty
      ? nil : section(topic.title, commands.map { ($0.name, $0.summary) })
  }

  private func section(_ title: String, _ rows: [(String, String)]) -> Output {
    .section(StyledText(marked: title), definitions(rows))
  }

  // MARK: - Entries

  private func idea(_ word: String) -> Output? {
    guard let idea = registry.ideas.first(where: { $0.name == word }) else {
      return nil
    }
    let see = idea.see.map { "`help \($0)`" }.joined(separator: ", ")
    let body: [Output] = [
      marked(idea.summary), idea.formula.map(Output.formula) ?? .nothing,
      marked(idea.text), idea.source.map(marked) ?? .nothing,
      see.isEmpty ? .nothing : marked("See also: " + see),
    ]
    return .parts(
      [.section(StyledText(idea.name), .parts(body)), examples(idea.examples)])
  }

  private func explained(_ word: String) -> Output? {
    if let command = registry.command(word) { return entry(command.signature) }
    if let function = registry.function(word) {
      return entry(function.signature)
    }
    if let form = LanguageForm.all.first(where: { $0.name == word }) {
      return entry(form.signature)
    }
    return registry.ownVerbs.first { $0.name == word }.map {
      .section(
        StyledText($0.usage), marked("At the prompt: \($0.summary)."))
    }
  }

  private func entry(_ signature: Signature) -> Output {
    let fields = signature.fields.map(row)
    return .parts([
      .section(
        StyledText(signature.usage),
        .parts([
          marked(signature.summary),
          fields.isEmpty ? .nothing : definitions(fields),
        ])),
      examples(signature.examples),
    ])
  }

  private func row(_ written: String, _ info: FieldInfo) -> (String, String) {
    (written, info.explained + info.typed)
  }

  private func examples(_ lines: [String]) -> Output {
    lines.isEmpty
      ? .nothing
      : .section(
        "For example", .preformatted(.commands(lines, shapes: registry.shapes)))
  }

  private func marked(_ text: String) -> Output {
    .paragraph(StyledText(marked: text))
  }

  private func definitions(_ rows: [(String, String)]) -> Output {
    .definitions(
      rows.map { Definition(StyledText($0), StyledText(marked: $1)) })
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
