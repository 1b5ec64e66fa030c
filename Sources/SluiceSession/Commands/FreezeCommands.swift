import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

struct FreezeCommand: Command {
  static let name = "freeze"
  static let summary = "Keeps a part of a network from being trained."
  static let topic = Topic.networks
  static let changesFirst = true
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "freeze net.beta", "freeze net.words", "freeze net.alpha[1]",
    "freeze net.alpha[2][names.1, pos.1]", "inspect net free",
  ]

  /// What is frozen is neither shape nor number.
  static func remains(of value: Value) -> Value { value }

  var path: Expression?

  static var fields: [Field<Self>] {
    [
      .argument(
        \.path, "part",
        "net.alpha, net.alpha[1], net.beta, net.words, net.characters,"
          + " net.input, net.layer[1], net.heads or one entry",
        suggest: .networks)
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    try constrain(path, isFrozen: true, &context)
  }
}

struct ThawCommand: Command {
  static let name = "thaw"
  static let summary = "Lets a frozen or fixed part be trained again."
  static let topic = Topic.networks
  static let changesFirst = true
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "freeze net.alpha", "thaw net.alpha",
  ]

  /// What is frozen is neither shape nor number.
  static func remains(of value: Value) -> Value { value }

  var path: Expression?

  static var fields: [Field<Self>] {
    [
      .argument(
        \.path, "part", "what was frozen, such as net.alpha",
        suggest: .networks)
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    try constrain(path, isFrozen: false, &context)
  }
}

private func constrain(
  _ path: Expression?, isFrozen: Bool, _ context: inout Context
) throws(Diagnostic) -> Output {
  guard let path else { return .nothing }
  let (root, steps) = path.steps
  let value = Located(
    value: try context.value(of: root), span: root.span)
  var object = try context.network(value)
  let part = try object.part(steps, at: path.span, in: context)
  object.network.constraints.constrain(part, isFrozen: isFrozen)
  context.replace(object)
  return .text(
    "\(context.source.text(path.span)) is"
      + (isFrozen ? " frozen" : " trained again"))
}
