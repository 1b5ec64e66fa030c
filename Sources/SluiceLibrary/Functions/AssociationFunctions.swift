import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct CorrelationFunction: Function {
  static let name = "correlation"
  static let summary =
    "How far two lists of numbers rise and fall together, −1 to 1."
  static let result: Kind? = .number
  static let examples = [
    "correlation([1, 2, 3, 4], [2, 4, 5, 9])",
    "correlation([1, 2, 3, 4], [1, 4, 9, 16], rank=yes)",
  ]

  @Required var x: Located<Numbers>
  @Required var y: Located<Numbers>
  var rank = false

  static var fields: [Field<Self>] {
    [
      .argument(\.$x, "x", "numbers, such as a column of a table"),
      .argument(\.$y, "y", "as many others"),
      .option(
        \.rank, "rank", "by their order alone (Spearman's), not their size"),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let (x, y) = (self.x.value.numbers, self.y.value.numbers)
    guard x.count == y.count, x.count > 1 else {
      throw context.fail(
        .outOfRange,
        x.count == y.count
          ? "two pairs of numbers are the least that can correlate"
          : "the lists have \(x.count) and \(y.count) numbers",
        at: self.y.span, hint: "both need as many, and two or more")
    }
    let correlation = try stopping { () throws(Diagnostic) in
      try Correlation(
        zip(x, y).map { ($0, $1) }, byRank: rank,
        context.random.split("correlation"))
    }
    guard let correlation else {
      throw context.fail(
        .outOfRange, "numbers that are all the same correlate with nothing",
        at: self.x.span, hint: "look at both lists: print them")
    }
    context.caution(Self.note(correlation, x.count))
    return .number(correlation.value)
  }

  private static func note(_ correlation: Correlation, _ count: Int) -> String {
    let interval =
      correlation.interval.map {
        ", 95% interval \(NumberText.decimals($0.lowerBound, 3)) to"
          + " \(NumberText.decimals($0.upperBound, 3))"
      } ?? ""
    return "a correlation of \(count) pairs: p"
      + " \(NumberText.decimals(correlation.p, 3)) by permutation\(interval)"
  }
}

struct EntropyFunction: Function {
  static let name = "entropy"
  static let summary =
    "The entropy of a layer's labels, in bits: 0 where all are the same."
  static let result: Kind? = .number
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "entropy(toy.train.pos)",
  ]

  @Required var layer: Reference<LayerObject>

  static var fields: [Field<Self>] {
    [.argument(\.$layer, "layer", "the layer, of a corpus or a part of one")]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let selection = layer.object.selection
    guard !selection.corpus.isSketch else { throw .undecided }
    guard let bits = selection.entropy(ofLayer: layer.layer) else {
      throw context.fail(
        .noLabels, "\(selection.path) has no label of \(layer.layer)",
        at: layer.span,
        hint: "show it: another part of the corpus may have some")
    }
    return .number(bits)
  }
}
