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
  /// - Returns: The scheme; plain if fewer labels look like tags than not.
  /// - Throws: ``Diagnostic`` where plain labels stand among tags, or spans of
  ///   two schemes.
  package static func detect(
    _ name: String, _ sentences: [[String?]]
  ) throws(Diagnostic) -> TagScheme {
    var tags: Set<String> = []
    var plain: Set<String> = []
    var opensInside = false
    var opensWithB = false
    var unclosed: String?
    for sentence in sentences {
      var previous = "O"
      for label in sentence.map({ $0 ?? "O" }) + ["O"] {
        defer { previous = label }
        let kind = kind(of: label)
        let follows = kind != nil && previous.dropFirst() == label.dropFirst()
        if "BI".contains(self.kind(of: previous) ?? "O"),
          !(follows && "IE".contains(kind ?? "O"))
        {
          unclosed = previous
        }
        guard label != "O" else { continue }
        if kind == nil { plain.insert(label) } else { tags.insert(label) }
        if kind == "I", !follows { opensInside = true }
        if kind == "B", !follows { opensWithB = true }
      }
    }
    // Lemmas such as `B-52` among words make no scheme.
    guard !tags.isEmpty, tags.count >= plain.count else { return .plain }
    if let example = plain.min() {
      throw Diagnostic(
        .mixedScheme,
        "the layer \(name) mixes span tags with the label \(example)",
        hint: "a layer has either plain labels or B-, I- and O throughout")
    }
    guard tags.contains(where: { "ES".contains(kind(of: $0) ?? "O") }) else {
      return opensInside && !opensWithB ? .iob1 : .iob2
    }
    if let unclosed {
      throw Diagnostic(
        .mixedScheme,
        "the layer \(name) mixes IOB2 with BIOES: a span ends in"
          + " \(unclosed), others in E- or S-",
        hint: "bring all its files to one scheme")
    }
    return .bioes
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
