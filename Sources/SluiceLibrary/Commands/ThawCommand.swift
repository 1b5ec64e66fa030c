import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

struct ThawCommand: Command {
  static let name = "thaw"
  static let summary = "Lets a frozen or fixed part be trained again."
  static let topic = Topic.networks
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "freeze net.alpha", "thaw net.alpha",
  ]

  /// What is frozen is neither shape nor number.
  static func remains(of value: Value) -> Value { value }

  @Required var path: Path<NetworkObject>

  static var fields: [Field<Self>] {
    [
      .argument(
        \.$path, "part", "what was frozen, such as net.alpha",
        suggest: .changeable(.freeze))
    ]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    try constrain(path, isFrozen: false, &context)
    return .text("\(path.text) is trained again")
  }
}
