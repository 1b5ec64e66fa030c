/// What the reader of a corpus has to say of its files: how many lines were no
/// tokens, and what it took for granted.
struct ReadingNotes {
  /// What is no token, in the order in which it is told.
  enum PassedOver: CaseIterable {
    case comment, documentMark, wordRange, emptyNode

    fileprivate func counted(_ count: Int) -> String {
      let name =
        switch self {
        case .comment: "comment line"
        case .documentMark: "document mark"
        case .wordRange: "range of tokens"
        case .emptyNode: "empty node"
        }
      guard count > 1 else { return "1 \(name)" }
      return self == .wordRange
        ? "\(count) ranges of tokens" : "\(count) \(name)s"
    }
  }

  private var counts: [PassedOver: Int] = [:]
  private var texts: [String] = []

  mutating func passedOver(_ what: PassedOver) {
    counts[what, default: 0] += 1
  }

  /// Says something, once.
  mutating func add(_ text: String) {
    if !texts.contains(text) { texts.append(text) }
  }

  /// All of them.
  var all: [String] {
    let counted = PassedOver.allCases.compactMap { what in
      counts[what].map(what.counted)
    }
    return
      (counted.isEmpty
      ? [] : ["passed over: " + counted.joined(separator: ", ")]) + texts
  }
}
