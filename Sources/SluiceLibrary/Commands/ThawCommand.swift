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
    var object = path.variable.object
    let part = try path.variable.reference.part(
      path.steps, at: path.span, in: context)
    let text = part.written(path.steps, of: path.variable.name, context)
    let before = PartState(part, of: object.network)
    guard before.heldCount > 0 else {
      return .text("\(text) was trained already: nothing of it is frozen")
    }
    object.network.constrain(part, isFrozen: false)
    let after = PartState(part, of: object.network)
    guard after.heldCount < before.heldCount else {
      throw context.fail(
        .wrongType, "\(text) stays as it is", at: path.span,
        label: reason, hint: advice)
    }
    context.assign(object, to: path.variable)
    let freed = before.heldCount - after.heldCount
    let left =
      after.heldCount == 0
      ? ""
      : "; \(after.phrase(after.heldCount)) \(reason)"
    return .text(
      "\(text) is trained again: \(before.phrase(freed))\(left)")
  }

  private var isFrozenWhole: Bool {
    path.variable.object.network.architecture.sluice == .frozen
  }

  /// Why something is not trained all the same.
  private var reason: String {
    isFrozenWhole
      ? "all α is frozen" : "tied to entries that are fixed"
  }

  private var advice: String {
    isFrozenWhole
      ? "`sluice \(path.variable.name) on` trains α again"
      : "untie them, or thaw all that are tied: `show \(path.variable.name)`"
        + " says which"
  }
}
