import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

struct SkipCommand: Command {
  static let name = "skip"
  static let summary = "Says which layers reach the output heads."
  static let topic = Topic.networks
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "skip net off", "skip net mean", "skip net on",
  ]

  @Required var network: Variable<NetworkObject>
  @Required var skip: SkipChoice
  var rebuild = false

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .argument(
        \.$skip, "layers",
        "`off` is the last layer, `on` all layers by trained β"),
      .option(
        \.rebuild, "rebuild", "whether the heads may be reset if necessary"),
    ]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    return try reshape(network, rebuild: rebuild, &context) {
      $0.skip = skip.skip
    }
  }
}
