import SluiceDiagnostics

/// How a layer's labels mark spans.
package enum TagScheme: String, Sendable, Equatable {
  /// Labels of tokens, no spans.
  case plain = "plain"
  /// A span begins with I-; B- only parts neighbours of one type.
  case iob1 = "IOB1"
  /// Every span begins with B-.
  case iob2 = "IOB2"
  /// As IOB2, with E- at the end and S- for a span of one token.
  case bioes = "BIOES"

  /// The scheme of some sentences' labels.
  ///
  /// - Parameters:
  ///   - name: The layer's name, for the message.
  ///   - sentences: Each sentence's labels, nil for none.
  /// - Throws: ``Diagnostic`` where labels with and without B-, I- … are mixed.
  package static func detect(
    _ name: String, _ sentences: [[String?]]
  ) throws(Diagnostic) -> TagScheme {
    var kinds: Set<Character> = []
    var plain: String?
    var startsWithInside = false
    var needlessB = false
    for sentence in sentences {
      var previous = "O"
      for label in sentence {
        guard let label else {
          previous = "O"
          continue
        }
        defer { previous = label }
        guard label != "O" else { continue }
        guard let kind = kind(of: label) else {
          plain = plain ?? label
          continue
        }
        kinds.insert(kind)
        let follows = previous.dropFirst(1) == label.dropFirst(1)
        if kind == "I", !follows { startsWithInside = true }
        if kind == "B", !follows { needlessB = true }
      }
    }
    guard !kinds.isEmpty else { return .plain }
    if let plain {
      // Plain labels may hold a hyphen; a few B- among them are no scheme.
      if !kinds.contains("B") || kinds == ["B"] { return .plain }
      throw Diagnostic(
        .mixedScheme,
        "the layer \(name) mixes span tags with the label \(plain)",
        hint: "a layer has either plain labels or B-, I- and O throughout")
    }
    if kinds.contains("E") || kinds.contains("S") { return .bioes }
    return startsWithInside && !needlessB ? .iob1 : .iob2
  }

  /// IOB1 as IOB2: an inside tag that opens a span becomes a beginning tag.
  package static func iob2(fromIOB1 labels: [String]) -> [String] {
    var previous = "O"
    return labels.map { label in
      defer { previous = label }
      let opens =
        label.hasPrefix("I-") && previous.dropFirst(1) != label.dropFirst(1)
      return opens ? "B" + label.dropFirst(1) : label
    }
  }

  /// Inside tags of IOB2 or BIOES with nothing before them to be inside of.
  package func brokenSpans(_ sentences: [[String?]]) -> Int {
    guard self == .iob2 || self == .bioes else { return 0 }
    return sentences.reduce(0) { total, sentence in
      var previous = "O"
      return total
        + sentence.count { label in
          defer { previous = label ?? "O" }
          guard let label, label.hasPrefix("I-") || label.hasPrefix("E-") else {
            return false
          }
          return previous == "O" || previous.hasPrefix("E-")
            || previous.hasPrefix("S-")
            || previous.dropFirst(1) != label.dropFirst(1)
        }
    }
  }

  private static func kind(of label: String) -> Character? {
    guard let first = label.first, "BIES".contains(first),
      label.dropFirst().first == "-"
    else { return nil }
    return first
  }
}
