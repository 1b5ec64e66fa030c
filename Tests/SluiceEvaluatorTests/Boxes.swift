import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

/// A language of two commands about boxes: all that the evaluator does can be
/// seen with it, and nothing of it knows what a network is.
struct Box: FieldObject {
  var items: Int
  var isForeseen = false

  static let kinds = Kinds(.box)
  static let hint = "make one: box mine = 3"
  var kind: Kind { .box }
  var summary: String { "a box of \(items)" }
  var fingerprint: String { summary }
  var memberNames: [String] { ["items"] }

  func member(
    _ name: Name, of whole: Expression, in context: Context
  ) throws(Stop) -> Value? {
    guard name.text == "items" else { return nil }
    return isForeseen ? .unknownNumber : .number(Double(items))
  }
}

extension Kind {
  static let box = Kind("box", "a box")
}

/// `box mine = 3`
struct BoxCommand: Command {
  static let name = "box"
  static let summary = "Makes a box."
  static let topic = Topic.data
  static let form = CommandShape.Form.binding

  @Required var target: Name
  @Required var items: Int

  static var fields: [Field<Self>] {
    [.newName(\.$target), .argument(\.$items, "items", "how many are in it")]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    try context.define(target, as: .object(Box(items: items)))
  }
}

/// `fill mine`: work, of which a dry run looks at the beginning only.
struct FillCommand: WorkingCommand {
  static let name = "fill"
  static let summary = "Puts more into a box."
  static let topic = Topic.training

  @Required var box: Variable<Box>
  var more = 1

  static var fields: [Field<Self>] {
    [
      .argument(\.$box, "box", "the box"),
      .option(\.more, "more", "how many are added", atLeast: 0),
    ]
  }

  func check(_ context: Context) throws(Stop) -> Int {
    guard more <= 10 else {
      throw context.fail(
        .outOfRange, "\(box.name) has no room for \(more)", at: box.span)
    }
    return box.items + more
  }

  func foresee(_ plan: Int, _ context: inout Context) {
    context.assign(Box(items: box.items, isForeseen: true), to: box)
  }

  func run(_ plan: Int, _ context: inout Context) throws(Stop) -> Output {
    context.assign(Box(items: plan), to: box)
    return .text("\(box.name) holds \(plan)")
  }
}

extension Environment {
  static let boxes = Environment(
    registry: Registry(
      commands: [BoxCommand.self, FillCommand.self], functions: []))
}
