import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

struct CorpusCommand: Command {
  static let name = "corpus"
  static let summary = "Reads or makes a corpus and gives it a name."
  static let topic = Topic.data
  static let form = CommandShape.Form.binding
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "show toy",
    "show toy[mail].train",
  ]

  @Required var target: Name
  @Required var source: Reference<CorpusObject>

  static var fields: [Field<Self>] {
    [
      .newName(\.$target),
      .argument(
        \.$source, "source",
        "where it comes from: `columns(\"folder\")`, `toy_english()`, …"),
    ]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    var corpus = source.object
    corpus.selection.corpus.name = target.text
    let note = try context.define(target, as: .object(corpus))
    return note + .text(corpus.summary)
  }
}
