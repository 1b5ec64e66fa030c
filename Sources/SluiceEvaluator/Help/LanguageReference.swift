import SluiceOutput

/// The reference of the language, from its declarations.
package struct LanguageReference: Sendable {
  private let registry: Registry

  package init(_ registry: Registry) { self.registry = registry }

  /// All statements, commands, functions and ideas.
  package var output: Output {
    let topics = Topic.allCases.map { topic in
      (
        topic.title,
        registry.commands.filter { $0.topic == topic }
          .map { section($0.signature) }
      )
    }
    let chapters =
      [("Statements", LanguageForm.all.map { section($0.signature) })] + topics
      + [
        ("Functions", registry.functions.map { section($0.signature) }),
        ("Ideas", registry.ideas.map(section)),
      ]
    return .parts(
      chapters.filter { !$0.1.isEmpty }.map { title, sections in
        .section(StyledText(title), .parts(sections))
      })
  }

  /// The same as `docs/language.md` has it.
  package func markdown() -> String { MarkdownRenderer().render(output) }

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

  private func section(_ idea: Idea) -> Output {
    .section(
      StyledText(idea.name),
      .parts([
        marked(idea.summary), idea.formula.map(Output.formula) ?? .nothing,
        marked(idea.text), idea.source.map { marked($0 + ".") } ?? .nothing,
        examples(idea.examples),
      ]))
  }

  private func section(_ signature: Signature) -> Output {
    let fields = signature.fields.map { written, info in
      [
        StyledText(written, .code), StyledText(marked: info.type.name),
        StyledText(marked: info.explained),
      ]
    }
    return .section(
      StyledText(signature.name, .code),
      .parts([
        marked(signature.summary),
        .preformatted(Preformatted(StyledText(signature.usage))),
        fields.isEmpty
          ? .nothing
          : .table(Table(styled: ["written", "is", "meaning"], fields)),
        examples(signature.examples),
      ]))
  }

  private func examples(_ lines: [String]) -> Output {
    lines.isEmpty
      ? .nothing
      : .preformatted(.commands(lines, shapes: registry.shapes))
  }

  private func marked(_ text: String) -> Output {
    .paragraph(StyledText(marked: text))
  }
}
