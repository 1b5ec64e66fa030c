@testable import SluiceLearning

/// A sentence with its parse, written `Anna/NNP/(S(NP*) left/VBD/(VP*))`.
struct ParsedSentence {
  var tree: ParseTree

  init(_ text: String) throws {
    let fields = text.split(separator: " ").map { $0.split(separator: "/") }
    tree = try ParseTree(
      fields.map { ArraySlice($0[2].utf8) },
      of: fields.map { .init(text: String($0[0]), tag: String($0[1])) })
  }

  /// Words with tags beside them, as `Anna/B-NP left/B-VP`.
  func text(_ tags: [String]) -> String {
    zip(tree.words, tags).map { "\($0.text)/\($1)" }.joined(separator: " ")
  }
}
