/// What a phrase is to the rule of base chunks, by its label in the Penn
/// Treebank.
enum PhraseType {
  case noun, verb, adjective, adverb, preposition, subordinate, particle
  case conjunction, interjection, listMark
  /// A part of a noun phrase that can be its head: NML, NX, NAC, QP.
  case nominal
  /// Parts of different types joined into one.
  case mixed
  /// A clause of a verb alone may go on with the verbs before it.
  case clause
  /// A question or another clause whose verb stands before its subject.
  case inverted
  case other

  init(label: String) {
    switch label {
    case "NP", "WHNP": self = .noun
    case "NML", "NX", "NAC", "QP": self = .nominal
    case "VP": self = .verb
    case "ADJP", "WHADJP": self = .adjective
    case "ADVP", "WHADVP": self = .adverb
    case "PP", "WHPP": self = .preposition
    case "SBAR": self = .subordinate
    case "PRT": self = .particle
    case "CONJP": self = .conjunction
    case "INTJ": self = .interjection
    case "LST": self = .listMark
    case "UCP": self = .mixed
    case "S": self = .clause
    case "SQ", "SINV": self = .inverted
    default: self = .other
    }
  }

  /// The type of its chunks; nil for what is none itself.
  var chunk: String? {
    switch self {
    case .noun, .nominal: "NP"
    case .verb: "VP"
    case .adjective: "ADJP"
    case .adverb: "ADVP"
    case .preposition: "PP"
    case .subordinate: "SBAR"
    case .particle: "PRT"
    case .conjunction: "CONJP"
    case .interjection: "INTJ"
    case .listMark: "LST"
    case .mixed, .clause, .inverted, .other: nil
    }
  }

  /// Whether it belongs to the chunk of the phrase around it where a head
  /// follows: `(NP the (ADJP very old) man)`.
  var isModifier: Bool {
    switch self {
    case .adjective, .adverb, .nominal, .mixed: true
    default: false
    }
  }
}

/// What a word is to the rule of base chunks, by its tag in the Penn Treebank.
enum WordClass {
  case noun, pronoun, verb, adjective, adverb, preposition, particle
  case interjection, conjunction, punctuation, possessive, other

  init(tag: String) {
    switch tag {
    case "NN", "NNS", "NNP", "NNPS", "CD", "DT", "PDT", "WDT", "PRP$", "WP$",
      "FW", "ADD", "$", "#":
      self = .noun
    case "PRP", "EX", "WP": self = .pronoun
    case "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "TO": self = .verb
    case "JJ", "JJR", "JJS": self = .adjective
    case "RB", "RBR", "RBS", "WRB": self = .adverb
    case "IN": self = .preposition
    case "RP": self = .particle
    case "UH": self = .interjection
    case "CC": self = .conjunction
    case "POS": self = .possessive
    case ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH":
      self = .punctuation
    default: self = .other
    }
  }

  /// The phrase that such a word stands for where it is in none.
  var phrase: PhraseType? {
    switch self {
    case .noun, .pronoun: .noun
    case .verb: .verb
    case .adjective: .adjective
    case .adverb: .adverb
    case .preposition: .preposition
    case .particle: .particle
    case .interjection: .interjection
    case .conjunction, .punctuation, .possessive, .other: nil
    }
  }

  /// How well it heads a noun phrase: the last of the best does.
  var headship: Int {
    switch self {
    case .noun, .adjective, .adverb, .verb, .interjection: 3
    case .pronoun: 2
    case .preposition, .other: 1
    case .particle, .conjunction, .punctuation, .possessive: 0
    }
  }
}
