/// An idea behind the language, as help explains it: in words, as a
/// formula, with its source and lines that show it.
package struct Idea: Sendable {
  /// The word one asks for: `alpha`.
  package var name: String
  /// What it is, as one sentence.
  package var summary: String
  /// In plain characters.
  package var formula: String?
  package var text: String
  /// Who described it, and where.
  package var source: String?
  /// Words to ask for next.
  package var see: [String] = []
  package var examples: [String] = []

  package init(
    name: String, summary: String, formula: String? = nil, text: String,
    source: String? = nil, see: [String] = [], examples: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.formula = formula
    self.text = text
    self.source = source
    self.see = see
    self.examples = examples
  }
}
