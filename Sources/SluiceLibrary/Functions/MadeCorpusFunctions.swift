import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// A corpus that is made and not read.
protocol CorpusRecipe {
  func sketch(named name: String) throws(Diagnostic) -> Corpus
  func corpus(named name: String) throws(Diagnostic) -> Corpus
}

extension SyntheticCorpus: CorpusRecipe {}
extension ToyEnglish: CorpusRecipe {}

/// A function that makes a corpus.
protocol MadeCorpusFunction: WorkingFunction where Plan: CorpusRecipe {
  /// What the corpus is called before it has a name.
  static var title: String { get }
}

extension MadeCorpusFunction {
  static var result: Kind? { .corpus }

  func foreseen(_ plan: Plan, _ context: Context) throws(Stop) -> Value {
    let corpus = try stopping { () throws(Diagnostic) in
      try plan.sketch(named: Self.title)
    }
    return .object(CorpusObject(selection: Selection(corpus)))
  }

  func value(_ plan: Plan, _ context: Context) throws(Stop) -> Value {
    let corpus = try stopping { () throws(Diagnostic) in
      try plan.corpus(named: Self.title)
    }
    return .object(CorpusObject(selection: Selection(corpus)))
  }
}

struct SyntheticFunction: MadeCorpusFunction {
  static let name = "synthetic"
  static let title = "synthetic"
  static let summary =
    "Makes a corpus of three tasks for which the right sharing is known."
  static let examples = [
    "corpus made = synthetic(partner=helper, sentences=40)", "show made",
  ]

  var partner = SyntheticCorpus.Partner.helper
  var sharing: Float = 1
  var sentences = 400
  var labelled = 30
  var words = 20
  var classes = 2
  var noise: Float = 0
  var seed = 1

  static var fields: [Field<Self>] {
    [
      .option(
        \.partner, "partner", "the task that `main` is made from, or none"),
      .option(
        \.sharing, "sharing", "share of words main has in common with it"),
      .option(\.sentences, "sentences", "sentences to train on"),
      .option(
        \.labelled, "labelled", "training sentences with labels for main"),
      .option(\.words, "words", "words of the vocabulary"),
      .option(
        \.classes, "classes",
        "what counts are taken modulo: the labels of each task"),
      .option(\.noise, "noise", "share of labels drawn at random"),
      .option(\.seed, "seed", "the seed of its random numbers", atLeast: 0),
    ]
  }

  func check(_ context: Context) -> SyntheticCorpus {
    var corpus = SyntheticCorpus()
    corpus.partner = partner
    corpus.sharing = sharing
    corpus.sentences = sentences
    corpus.labelled = labelled
    corpus.words = words
    corpus.classes = classes
    corpus.noise = noise
    corpus.seed = UInt64(seed)
    return corpus
  }
}

extension SyntheticCorpus.Partner: FieldValue {}

struct ToyEnglishFunction: MadeCorpusFunction {
  static let name = "toy_english"
  static let title = "toy"
  static let summary =
    "Makes sentences from a small grammar, with parts of speech, chunks and"
    + " names."
  static let examples = [
    "corpus toy = toy_english(sentences=60, domains=[mail, travel])",
    "show toy",
  ]

  var sentences = 200
  var domains: [Symbol]?
  var seed = 1

  static var fields: [Field<Self>] {
    [
      .option(
        \.sentences, "sentences",
        "sentences of each domain to train on; half as many to develop and to"
          + " test on"),
      .option(
        \.domains, "domains", "some of news, mail, reviews, travel"),
      .option(\.seed, "seed", "the seed of its random numbers", atLeast: 0),
    ]
  }

  func check(_ context: Context) -> ToyEnglish {
    var toy = ToyEnglish()
    toy.sentences = sentences
    toy.seed = UInt64(seed)
    if let domains { toy.domains = domains.map(\.text) }
    return toy
  }
}
