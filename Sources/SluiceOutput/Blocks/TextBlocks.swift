/// A term and what it stands for.
package struct Definition: Sendable, Equatable, Codable {
  package var term: StyledText
  package var text: StyledText

  package init(_ term: StyledText, _ text: StyledText) {
    self.term = term
    self.text = text
  }
}

/// Blocks under a title of their own.
package struct Section: Sendable, Equatable, Codable {
  package var title: StyledText
  package var body: Output

  package init(_ title: StyledText, _ body: Output) {
    self.title = title
    self.body = body
  }
}

/// Items one under the other.
package struct List: Sendable, Equatable, Codable {
  package var items: [Output]
  /// The number of the first; nil where they have none.
  package var start: Int?
  /// Whether they stand close together.
  package var isTight: Bool

  package init(_ items: [Output], start: Int? = nil, isTight: Bool = true) {
    self.items = items
    self.start = start
    self.isTight = isTight
  }
}

/// Lines of a program, or anything else whose blanks count.
package struct Preformatted: Sendable, Equatable, Codable {
  package var text: StyledText
  /// What it is written in: `sluice`, `text`.
  package var language: String
  /// Whether it is what comes next, which should catch the eye.
  package var isNext: Bool

  package init(
    _ text: StyledText, language: String = "text", isNext: Bool = false
  ) {
    self.text = text
    self.language = language
    self.isNext = isNext
  }
}
