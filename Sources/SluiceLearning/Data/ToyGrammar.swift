import SluiceRandom
import SluiceTensor

/// A word of toy English with its labels.
struct ToyToken: Equatable {
  var word: String
  var pos: String
  var chunk: String
  var name: String
}

/// Draws sentences.
///
/// ```text
/// sentence  → opening? clause "."
/// clause    → who done what place? when?       Anna signed the old contract
///           | who transfer what "to" whom      she sent a note to Mr Berg
///           | who modal plan what when?        we will book the tour soon
///           | who wish "to" plan what          Omar wants to report the strike
///           | what "was" degree? quality       the soup was too cold
///           | who "and" who done what          Mei and Erik missed the call
/// who       → person | "the" role | pronoun | organisation
/// what      → ("the" | "a") quality? thing
/// place     → preposition (place | organisation)
/// ```
struct ToyGrammar {
  private let lexicon: ToyLexicon
  private var stream: RandomStream

  init(_ lexicon: ToyLexicon, _ stream: RandomStream) {
    self.lexicon = lexicon
    self.stream = stream
  }

  /// One sentence, its first word with a capital.
  mutating func sentence() -> [ToyToken] {
    var tokens: [ToyToken] = []
    if happens(0.12) {
      tokens = when() + [ToyToken(word: ",", pos: "PUNCT")]
    }
    tokens += clause()
    tokens.append(ToyToken(word: ".", pos: "PUNCT"))
    tokens[0].word = tokens[0].word.capitalizedFirst
    return tokens
  }

  private mutating func clause() -> [ToyToken] {
    switch Int.random(in: 0..<10, using: &stream) {
    case 0...2:
      let start = who() + phrase("VP", [(pick(lexicon.actions), "VERB")])
      return start + what() + place() + (happens(0.3) ? when() : [])
    case 3...4:
      let start = who() + phrase("VP", [(pick(lexicon.transfers), "VERB")])
      return start + what() + phrase("PP", [("to", "ADP")]) + whom()
    case 5...6:
      let start =
        who()
        + phrase(
          "VP", [(pick(ToyLexicon.modals), "AUX"), (plan(), "VERB")])
      return start + what() + (happens(0.3) ? when() : [])
    case 7:
      // A pronoun in the plural would need "want", so a person acts.
      let verbs = [
        (pick(ToyLexicon.wishes), "VERB"), ("to", "PART"), (plan(), "VERB"),
      ]
      return whom() + phrase("VP", verbs) + what()
    case 8:
      var quality = [(pick(lexicon.adjectives), "ADJ")]
      if happens(0.5) {
        quality.insert((pick(ToyLexicon.degrees), "ADV"), at: 0)
      }
      return what() + phrase("VP", [("was", "AUX")]) + phrase("ADJP", quality)
    default:
      let pair = person() + [ToyToken(word: "and", pos: "CCONJ")] + person()
      return pair + phrase("VP", [(pick(lexicon.actions), "VERB")]) + what()
    }
  }

  private mutating func who() -> [ToyToken] {
    switch Int.random(in: 0..<10, using: &stream) {
    case 0...3: person()
    case 4...5: phrase("NP", [("the", "DET"), (pick(lexicon.roles), "NOUN")])
    case 6...7: phrase("NP", [(pick(ToyLexicon.pronouns), "PRON")])
    default: named(pick(lexicon.organisations), "ORG")
    }
  }

  private mutating func whom() -> [ToyToken] {
    happens(0.6)
      ? person()
      : phrase("NP", [("the", "DET"), (pick(lexicon.roles), "NOUN")])
  }

  /// `Anna`, `Anna Berg`, or `Mr Berg`, whose title is no part of the name.
  private mutating func person() -> [ToyToken] {
    let family = pick(ToyLexicon.familyNames)
    switch Int.random(in: 0..<4, using: &stream) {
    case 0...1: return named(pick(ToyLexicon.firstNames), "PER")
    case 2: return named(pick(ToyLexicon.firstNames) + " " + family, "PER")
    default:
      var tokens = phrase(
        "NP", [(pick(ToyLexicon.titles), "PROPN"), (family, "PROPN")])
      tokens[1].name = "B-PER"
      return tokens
    }
  }

  private mutating func what() -> [ToyToken] {
    var words = [(pick(lexicon.things), "NOUN")]
    if happens(0.4) { words.insert((pick(lexicon.adjectives), "ADJ"), at: 0) }
    let startsWithVowel = "aeiou".contains(words[0].0.prefix(1))
    let article = happens(0.5) ? "the" : startsWithVowel ? "an" : "a"
    return phrase("NP", [(article, "DET")] + words)
  }

  private mutating func place() -> [ToyToken] {
    guard happens(0.5) else { return [] }
    return phrase("PP", [(pick(ToyLexicon.prepositions), "ADP")])
      + (happens(0.75)
        ? named(pick(lexicon.places), "LOC")
        : named(pick(lexicon.organisations), "ORG"))
  }

  private mutating func when() -> [ToyToken] {
    phrase("ADVP", [(pick(ToyLexicon.times), "ADV")])
  }

  private mutating func plan() -> String { pick(lexicon.plans) }

  /// A noun phrase that is a name.
  private func named(_ text: String, _ type: String) -> [ToyToken] {
    var tokens = phrase(
      "NP", text.split(separator: " ").map { (String($0), "PROPN") })
    for i in tokens.indices { tokens[i].name = (i == 0 ? "B-" : "I-") + type }
    return tokens
  }

  /// Words with their parts of speech, as one chunk.
  private func phrase(
    _ type: String, _ words: [(String, String)]
  ) -> [ToyToken] {
    words.enumerated().map { i, word in
      ToyToken(
        word: word.0, pos: word.1, chunk: (i == 0 ? "B-" : "I-") + type)
    }
  }

  private mutating func pick(_ words: [String]) -> String {
    words.randomElement(using: &stream) ?? ""
  }

  private mutating func happens(_ chance: Float) -> Bool {
    stream.uniform() < chance
  }
}

extension ToyToken {
  /// A word outside all chunks and names unless told otherwise.
  fileprivate init(word: String, pos: String, chunk: String = "O") {
    self.init(word: word, pos: pos, chunk: chunk, name: "O")
  }
}

extension String {
  fileprivate var capitalizedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }
}
