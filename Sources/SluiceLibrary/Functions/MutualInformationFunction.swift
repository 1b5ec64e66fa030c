import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct MutualInformationFunction: Function {
  static let name = "mutual_information"
  static let summary =
    "What the labels of two layers say of each other, in bits: 0 where they are"
    + " independent, at most the smaller entropy. The bias of counting is taken"
    + " off."
  static let result: Kind? = .number
  static let examples = [
    "corpus toy = toy_english(sentences=60)",
    "mutual_information(toy.train.pos, toy.train.ner)",
  ]

  @Required var one: Reference<LayerObject>
  @Required var other: Reference<LayerObject>

  static var fields: [Field<Self>] {
    [
      .argument(\.$one, "one", "a layer, of a corpus or a part of one"),
      .argument(\.$other, "other", "another layer of the same sentences"),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let selection = one.object.selection
    guard selection == other.object.selection else {
      throw context.fail(
        .wrongType,
        "\(one.name) and \(other.name) are not layers of the same sentences",
        at: other.span,
        hint: "a token needs both labels: write two layers of one corpus or of"
          + " one part of it, as toy.train.pos and toy.train.ner")
    }
    guard !selection.corpus.isSketch else { throw .undecided }
    let stream = context.random.split("mutual information")
    let found = try stopping { () throws(Diagnostic) in
      try selection.mutualInformation(
        ofLayers: one.layer, other.layer, stream)
    }
    guard let found else {
      throw context.fail(
        .noLabels,
        "no token of \(selection.path) has labels of both \(one.layer) and"
          + " \(other.layer)", at: other.span,
        hint: "show it: another part of the corpus may have some")
    }
    context.caution(
      "over \(NumberText.count(found.tokens)) tokens with both labels; counting"
        + " alone gives \(NumberText.decimals(found.counted, 4)) bits, and"
        + " \(NumberText.decimals(found.shuffled, 4)) where one layer's labels"
        + " are in random places")
    return .number(found.value)
  }
}
