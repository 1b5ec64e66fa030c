import Foundation

/// What in a corpus looks like a mistake of its files, or of how they are read,
/// and cannot be told for sure.
struct Suspicions {
  private(set) var notes: [String] = []

  init(_ corpus: Corpus) {
    notes = Self.numbers(corpus) + Self.names(corpus)
    for layer in corpus.layers { notes += Self.twins(layer) }
  }

  /// Words that count the tokens of each sentence.
  private static func numbers(_ corpus: Corpus) -> [String] {
    guard corpus.words.count > 1 else { return [] }
    let values = corpus.spellings.map { Int($0) }
    var first: Int?
    for sentence in 0..<corpus.sentenceCount {
      for (place, token) in corpus.tokens(ofSentence: sentence).enumerated() {
        guard let value = values[Int(corpus.words[token])],
          (0...1).contains(first ?? value), value == place + (first ?? value)
        else { return [] }
        first = first ?? value
      }
    }
    let layers = corpus.layers.map(\.name)
    let columns = ["_", "form"] + layers.dropFirst()
    return [
      "the words count from \(first ?? 1) in each sentence, so they may be the"
        + " tokens' numbers: "
        + (layers.first == "c2"
          ? "columns=[\(columns.joined(separator: ", "))] takes the words from"
            + " the second column"
          : "columns=[…] with _ for that column takes the words from another")
    ]
  }

  /// A first token that may be a line of names.
  private static func names(_ corpus: Corpus) -> [String] {
    guard let word = corpus.words.first.map({ corpus.spellings[Int($0)] }),
      ["form", "word", "token", "words", "tokens"].contains(word.lowercased()),
      !corpus.layers.isEmpty,
      corpus.layers.allSatisfy({ layer in
        let label = layer.labels[0]
        return label < 0 || layer.labels.count { $0 == label } == 1
      })
    else { return [] }
    return [
      "the first token is \(word), and no other has its labels: if that line"
        + " names the columns, begin it with `# columns =`"
    ]
  }

  /// Groups of labels that are told.
  private static let shown = 4
  /// Distinct labels above which case tells words apart, as in lemmas.
  private static let most = 200

  /// Labels that differ in nothing but blanks, case or width.
  private static func twins(_ layer: Corpus.Layer) -> [String] {
    var groups: [String: [String]] = [:]
    for label in layer.inventory {
      groups[key(label, layer.inventory.count <= most), default: []]
        .append(label)
    }
    let twins = groups.values.filter { $0.count > 1 }.map { $0.sorted() }
      .sorted { $0[0].utf8.lexicographicallyPrecedes($1[0].utf8) }
    guard !twins.isEmpty else { return [] }
    let shown = twins.prefix(Self.shown).map { group in
      group.map(Self.visible).joined(separator: " and ")
    }
    return [
      "\(layer.name) has labels that differ only in blanks, case or width:"
        + " \(shown.joined(separator: "; "))"
        + (twins.count > Self.shown
          ? "; and \(twins.count - Self.shown) more such" : "")
    ]
  }

  private static func key(_ label: String, _ foldsCase: Bool) -> String {
    let folded = label.precomposedStringWithCompatibilityMapping
    let seen = String(
      String.UnicodeScalarView(
        folded.unicodeScalars.filter {
          !$0.properties.isWhitespace
            && $0.properties.generalCategory != .format
        }))
    return foldsCase ? seen.lowercased() : seen
  }

  /// A label with what cannot be seen written out: `NOUN\u{A0}`.
  private static func visible(_ label: String) -> String {
    label.unicodeScalars.map { scalar in
      let isSeen =
        scalar.isASCII
        ? scalar.value > 32
        : !scalar.properties.isWhitespace
          && ![.format, .control].contains(scalar.properties.generalCategory)
      return isSeen
        ? String(Character(scalar))
        : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }.joined()
  }
}
