import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct CutFunction: Function {
  static let name = "cut"
  static let result: Kind? = .corpus
  static let summary =
    "A corpus with a dev and a test part, cut off its training sentences or off"
    + " a file without parts."
  static let examples = [
    "corpus toy = toy_english(sentences=60)",
    "corpus parts = cut(toy.train, dev=0.2, test=0)", "show parts",
  ]

  @Required var data: Sentences
  var dev: Located<Double>?
  var test: Located<Double>?
  var unit: CorpusCut.Unit?
  var seed = 1

  static var fields: [Field<Self>] {
    [
      .argument(\.$data, "corpus", "the corpus, or a part of one"),
      .option(
        \.dev, "dev",
        "the share of each domain's sentences for the dev part; by default 0.1,"
          + " or none if there is such a part"),
      .option(\.test, "test", "that for the test part, likewise"),
      .option(
        \.unit, "by",
        "what stays together; by default documents, where the files mark ten or"
          + " more in each part that is cut"),
      .option(\.seed, "seed", "where they are drawn from", atLeast: 0),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let selection = data.selection
    guard selection.splits.contains(where: { ["train", "all"].contains($0) })
    else {
      throw context.fail(
        .unknownSplit, "\(selection.path) has no train part to cut",
        at: data.span,
        hint: "it has \(enumeration(selection.splits)): name the sentences to"
          + " cut, as \(selection.corpus.name).\(selection.splits[0]), where they"
          + " may be trained on")
    }
    let dev = try share(self.dev, "dev", context)
    let test = try share(self.test, "test", context)
    if dev + test >= 1 {
      throw context.fail(
        .outOfRange,
        "dev and test take all sentences, and none is left to train on",
        at: self.dev?.span ?? self.test?.span ?? data.span,
        hint: "choose shares whose sum is below 1")
    }
    if dev + test == 0 {
      let isWhole = self.dev == nil && self.test == nil
      throw context.fail(
        .outOfRange,
        isWhole
          ? "\(selection.path) has a dev and a test part already"
          : "this cuts nothing off", at: data.span,
        hint: isWhole
          ? "its train part alone can be cut: cut(\(selection.path).train)"
          : "give dev= or test= a share above 0")
    }
    let documents = selection.fewestDocuments
    if unit == .document, documents == nil, !selection.corpus.isSketch {
      throw context.fail(
        .wrongType, "the files of \(selection.corpus.name) mark no documents",
        at: data.span,
        hint:
          "by=sentence cuts between sentences; lines -DOCSTART- or `# newdoc`"
          + " would begin documents")
    }
    // Fewer than ten have no tenth.
    let standard: CorpusCut.Unit = documents ?? 0 < 10 ? .sentence : .document
    if unit == nil, let documents, documents < 10 {
      context.caution(
        "cut between sentences: \(selection.path) has only"
          + " \(NumberText.count(documents, of: "document")) in a part that is cut,"
          + " and by=document would keep these whole")
    }
    let cut = CorpusCut(
      dev: dev, test: test, by: unit ?? standard, seed: UInt64(seed))
    do throws(Diagnostic) {
      return .object(
        CorpusObject(selection: Selection(try selection.cut(cut))))
    } catch { throw context.placed(error, at: data.span) }
  }

  /// The share for a part: a tenth, if there is none and nobody says more.
  private func share(
    _ given: Located<Double>?, _ split: String, _ context: Context
  ) throws(Stop) -> Double {
    let exists = data.selection.splits.contains(split)
    guard let given else { return exists ? 0 : 0.1 }
    guard (0..<1).contains(given.value) else {
      throw context.fail(
        .outOfRange,
        "a part's share is at least 0 and below 1, not \(given.value)",
        at: given.span)
    }
    if exists, given.value > 0 {
      throw context.fail(
        .extraArgument, "\(data.selection.path) has a \(split) part already",
        at: given.span,
        hint: "leave out \(split)=, or cut the train part alone:"
          + " cut(\(data.selection.path).train, …)")
    }
    return given.value
  }
}

extension CorpusCut.Unit: FieldValue {}

struct JoinFunction: Function {
  static let name = "join"
  static let result: Kind? = .corpus
  static let summary =
    "The sentences of a corpus with the layers of another one, where their words"
    + " are the same."
  static let examples = [
    "corpus toy = toy_english(sentences=60)",
    "corpus both = join(toy, toy_english(sentences=40))",
  ]

  @Required var first: Sentences
  @Required var second: Sentences

  static var fields: [Field<Self>] {
    [
      .argument(\.$first, "one", "whose sentences and parts are kept"),
      .argument(\.$second, "two", "whose layers are added"),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let join = CorpusJoin(first.selection, second.selection)
    let names = (first.selection.path, second.selection.path)
    if !join.corpus.isSketch, !second.selection.corpus.isSketch {
      guard join.joined > 0 else {
        throw context.fail(
          .noLabels,
          "no sentence of \(names.0) has the words of one of \(names.1)",
          at: second.span,
          hint: "both are to have the same tokens: show them, and look whether"
            + " one takes another column for the words")
      }
      for note in join.notes(names) { context.caution(note) }
    }
    return .object(CorpusObject(selection: Selection(join.corpus)))
  }
}

extension CorpusJoin {
  /// What did not fit.
  fileprivate func notes(_ names: (String, String)) -> [String] {
    let all = NumberText.count(corpus.sentenceCount, of: "sentence")
    var notes = [
      missing == 0
        ? "all \(all) of \(names.0) have their words in \(names.1)"
        : "\(NumberText.count(joined)) of \(all) of \(names.0) have their words in"
          + " \(names.1); the others have no label of it"
    ]
    if left > 0 {
      notes.append(
        "\(NumberText.count(left, of: "sentence")) of \(names.1)"
          + " \(left == 1 ? "has no such partner and is" : "have no such partners and are")"
          + " left out")
    }
    if moved > 0 {
      notes.append(
        "\(NumberText.count(moved, of: "sentence"))"
          + " \(moved == 1 ? "stands" : "stand") in another part of \(names.1):"
          + " the parts of \(names.0) count")
    }
    if !repeated.isEmpty {
      notes.append(
        "both have \(enumeration(repeated)): \(repeated.count == 1 ? "that" : "those")"
          + " of \(names.0) \(repeated.count == 1 ? "is" : "are") kept")
    }
    return notes
  }
}
