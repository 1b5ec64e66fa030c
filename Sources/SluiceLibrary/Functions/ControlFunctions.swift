import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

struct ExceptFunction: Function {
  static let name = "except"
  static let result: Kind? = .corpusPart
  static let summary = "A corpus without some of its domains."
  static let examples = [
    "corpus toy = toy_english(sentences=60)",
    "show except(toy, mail).test",
  ]

  @Required var data: Sentences
  @Required var domains: Located<[Symbol]>

  static var fields: [Field<Self>] {
    [
      .argument(\.$data, "corpus", "the corpus"),
      .argument(
        \.$domains, "domains", "the domains to leave out", suggest: .places),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    var part = CorpusObject(selection: data.selection)
    let left = try part.domains(named: domains.value, in: context)
    let kept = part.selection.domains ?? part.domains
    part.selection.domains = kept.filter { !left.contains($0) }
    guard !part.selection.sentences.isEmpty else {
      throw context.fail(
        .unknownDomain, "this leaves no domain of \(part.corpus.name)",
        at: domains.span,
        hint: "it has \(part.domains.joined(separator: ", "))")
    }
    return .object(part)
  }
}

struct ShuffledFunction: Function {
  static let name = "shuffled"
  static let result: Kind? = .corpus
  static let summary =
    "A corpus with one layer's labels in random places: a partner that can"
    + " teach nothing."
  static let examples = [
    "corpus control = shuffled(toy_english(sentences=60), pos)",
    "task names = control.ner", "task noise = control.pos",
  ]

  @Required var data: Sentences
  @Required var layer: Symbol
  var seed = 1

  static var fields: [Field<Self>] {
    [
      .argument(\.$data, "corpus", "the corpus"),
      .argument(
        \.$layer, "layer", "the layer's name", suggest: .parts(.layer)),
      .option(\.seed, "seed", "where the order is drawn from", atLeast: 0),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    var selection = data.selection
    let name = try context.layer(layer, of: selection)
    selection.corpus = selection.corpus.shuffled(
      layer: name, seed: UInt64(seed))
    return .object(CorpusObject(selection: selection))
  }
}

struct SampleFunction: Function {
  static let name = "sample"
  static let result: Kind? = .corpusPart
  static let summary =
    "A corpus with a random share of its training sentences; dev and test stay"
    + " whole."
  static let examples = [
    "corpus toy = toy_english(sentences=60)",
    "corpus half = sample(toy, 0.5)",
    "corpus other = sample(toy, 0.5, rest=yes)",
  ]

  @Required var data: Sentences
  @Required var share: Located<Double>
  var rest = false
  var seed = 1

  static var fields: [Field<Self>] {
    [
      .argument(\.$data, "corpus", "the corpus"),
      .argument(
        \.$share, "share",
        "how many of each domain's training sentences, 0 to 1"
      ),
      .option(\.rest, "rest", "take those that the sample leaves out"),
      .option(\.seed, "seed", "where they are drawn from", atLeast: 0),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    guard (0...1).contains(share.value) else {
      throw context.fail(
        .outOfRange, "a share is from 0 to 1, not \(share.value)",
        at: share.span)
    }
    var selection = data.selection
    selection.corpus = selection.corpus.sampled(
      share: share.value, isRest: rest, seed: UInt64(seed))
    guard
      selection.portions.contains(where: {
        $0.split == "train" && !$0.sentences.isEmpty
      })
    else {
      throw context.fail(
        .unknownSplit, "this leaves nothing to train on", at: data.span,
        hint: selection.splits.contains("train")
          ? "take a larger share"
          : "a sample is of the train part, and \(data.selection.path) has"
            + " none; `cut(\(data.selection.path))` gives it one")
    }
    return .object(CorpusObject(selection: selection))
  }
}
