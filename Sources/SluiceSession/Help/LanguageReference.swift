/// The reference page of the language, written from its declarations.
package struct LanguageReference: Sendable {
  private let registry: Registry

  package init(_ registry: Registry = .standard) { self.registry = registry }

  /// All statements, commands and functions, as Markdown.
  package func markdown() -> String {
    var parts = ["## Statements"]
    for form in LanguageForm.all {
      parts += section(
        Signature(
          name: form.name, summary: form.summary, usage: form.usage,
          fields: [], examples: form.examples))
    }
    for topic in Topic.allCases {
      let commands = registry.commands.filter { $0.topic == topic }
      if commands.isEmpty { continue }
      parts.append("## \(topic.title)")
      for command in commands { parts += section(command.signature) }
    }
    parts.append("## Functions")
    for function in registry.functions { parts += section(function.signature) }
    parts.append("## Ideas")
    for idea in Idea.all { parts += section(idea) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// A page with its reference section made anew; nil if it has none.
  ///
  /// The section lies between ``start`` and ``end``, each a line of its own.
  package func updated(_ page: String) -> String? {
    guard let start = page.firstRange(of: LanguageReference.start + "\n"),
      let end = page.firstRange(of: LanguageReference.end),
      start.upperBound <= end.lowerBound
    else { return nil }
    return page[..<start.upperBound] + "\n" + markdown() + "\n"
      + page[end.lowerBound...]
  }

  package static let start = "<!-- reference: made by `sluice reference` -->"
  package static let end = "<!-- end of the reference -->"

  private func section(_ idea: Idea) -> [String] {
    var parts = ["### \(idea.name)", idea.summary]
    if let formula = idea.formula { parts.append("```text\n\(formula)\n```") }
    parts.append(idea.text)
    if let source = idea.source { parts.append(source + ".") }
    return parts + examples(idea.examples)
  }

  private func examples(_ lines: [String]) -> [String] {
    lines.isEmpty
      ? [] : ["```sluice no-run\n\(lines.joined(separator: "\n"))\n```"]
  }

  private func section(_ signature: Signature) -> [String] {
    var parts = [
      "### `\(signature.name)`", signature.summary,
      "```text\n\(signature.usage)\n```",
    ]
    if !signature.fields.isEmpty {
      let rows = signature.fields.map { written, info in
        "| `\(cell(written))` | \(cell(info.type.name)) "
          + "| \(cell(info.explained)) |"
      }
      parts.append(
        "| written | is | meaning |\n|---|---|---|\n"
          + rows.joined(separator: "\n"))
    }
    return parts + examples(signature.examples)
  }

  private func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|")
  }
}
