import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

package struct SetCommand: Command {
  package static let name = "set"
  package static let summary = "Sets the seed, or a part of a network."
  package static let topic = Topic.networks
  package static let form = CommandShape.Form.setting
  package static let examples = ["set seed = 7"]

  /// What is set are numbers; the shape stays.
  package static func remains(of value: Value) -> Value {
    guard case .object(let object) = value else {
      return .unknown(kind: value.kind)
    }
    return .object(object.withUnknownNumbers)
  }

  @Required var target: SettingTarget
  @Required var value: Expression
  var isFixed = false

  package init() {}

  package static var fields: [Field<Self>] {
    [
      .argument(
        \.$target, "path", "`seed`, or a part such as `net.alpha[1]`",
        suggest: .changeable(.set)),
      .argument(\.$value, "value", "its new value"),
      .flag(\.isFixed, "fixed", "training leaves the entry as it is"),
    ]
  }

  package func run(_ context: inout Context) throws(Stop) -> Output {
    switch target {
    case .seed: return try setSeed(&context)
    case .part(let object, let place, let name, let steps):
      let (changed, output) = try object.setting(
        steps, of: name, to: value, isFixed: isFixed, in: context)
      context.state.assign(.object(changed), to: place)
      return output
    }
  }

  private func setSeed(
    _ context: inout Context
  ) throws(Stop) -> Output {
    let seed = try Int.read(value, in: context)
    guard seed >= 0, !isFixed else {
      throw context.fail(
        .outOfRange, "a seed is a whole number, 0 or more", at: value.span)
    }
    context.state.seed = UInt64(seed)
    return .nothing
  }
}

/// What `set` can set.
enum SettingTarget: FieldValue {
  case seed
  /// A part of the object that a place holds, under the name it is called by.
  case part(any SessionObject, place: String, name: String, [PathStep])

  static var fieldType: FieldType {
    FieldType(.any("seed, or a part of a network"), use: .changePart)
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> SettingTarget {
    let (root, steps) = expression.steps
    guard case .name(let name) = root.kind else {
      throw context.fail(
        .wrongType, "only a named value has parts to set", at: root.span)
    }
    if name == "seed", steps.isEmpty { return .seed }
    switch context.state[name] {
    case .object(let object)?:
      return .part(
        object, place: try context.place(of: root),
        name: context.name(of: root), steps)
    case let other?:
      if other.mayHaveParts { throw .undecided }
      throw context.fail(
        .wrongType, "`set` does not change \(other.phrase)", at: root.span,
        hint: "define it again: let \(name) = …")
    case nil: throw context.unknownName(name, at: root.span)
    }
  }

  var spelled: String? { nil }
}
