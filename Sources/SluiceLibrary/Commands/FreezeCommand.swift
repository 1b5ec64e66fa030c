import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct FreezeCommand: Command {
  static let name = "freeze"
  static let summary = "Keeps a part of a network from being trained."
  static let topic = Topic.networks
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "freeze net.beta", "freeze net.words", "freeze net.alpha[1]",
    "freeze net.alpha[2][names.1, pos.1]", "inspect net free",
  ]

  /// What is frozen is neither shape nor number.
  static func remains(of value: Value) -> Value { value }

  @Required var path: Path<NetworkObject>

  static var fields: [Field<Self>] {
    [
      .argument(
        \.$path, "part",
        "net.alpha, net.alpha[1], net.beta, net.words, net.characters,"
          + " net.input, net.layer[1], net.heads or one entry",
        suggest: .changeable(.freeze))
    ]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    var object = path.variable.object
    let part = try path.variable.reference.part(
      path.steps, at: path.span, in: context)
    let text = part.written(path.steps, of: path.variable.name, context)
    let before = PartState(part, of: object.network)
    object.network.constrain(part, isFrozen: true)
    context.assign(object, to: path.variable)
    let already =
      before.heldCount == 0
      ? ""
      : before.heldCount == before.count
        ? ", as before"
        : ", \(NumberText.count(before.heldCount)) of them already"
    return .text(
      "\(text) is frozen: \(before.phrase(before.count))\(already)")
  }
}
