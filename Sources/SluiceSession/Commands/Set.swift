import SluiceDiagnostics
import SluiceLanguage

package struct SetCommand: Command {
  package static let name = "set"
  package static let summary = "Sets the seed, or a part of a network."
  package static let topic = Topic.networks
  package static let changesFirst = true
  package static let form = CommandShape.Form.setting
  package static let examples = ["set seed = 7"]

  /// What is set are numbers; the shape stays.
  package static func remains(of value: Value) -> Value {
    guard case .object(let object) = value,
      var network = object as? NetworkObject
    else { return .unknown(kind: value.knownKind) }
    network.isRehearsed = true
    return .object(network)
  }

  var path: Expression?
  var value: Expression?
  var isFixed = false

  package init() {}

  package static var fields: [Field<Self>] {
    [
      .argument(
        \.path, "path", "`seed`, or a part such as `net.alpha[1]`",
        suggest: .networks),
      .argument(\.value, "value", "its new value"),
      .flag(\.isFixed, "fixed", "training leaves the entry as it is"),
    ]
  }

  package func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let path, let value else { return .nothing }
    var steps: [PathStep] = []
    let root = root(of: path, &steps)
    guard case .name(let name) = root.kind else {
      throw context.fail(
        .wrongType, "only a named value has parts to set", at: root.span)
    }
    if name == "seed", steps.isEmpty {
      return try setSeed(value, &context)
    }
    guard case .object(let object)? = context.state.values[name] else {
      guard let other = context.state.values[name] else {
        throw context.unknownName(name, at: root.span)
      }
      if other.mayHaveParts { throw .undecided }
      throw context.fail(
        .wrongType, "`set` does not change \(other.kind)", at: root.span,
        hint: "define it again: let \(name) = …")
    }
    let (changed, output) = try object.setting(
      steps, to: value, isFixed: isFixed, in: context)
    context.state.values[name] = .object(changed)
    return output
  }

  private func setSeed(
    _ value: Expression, _ context: inout Context
  ) throws(Diagnostic) -> Output {
    let seed = try Int.read(value, in: context)
    guard seed >= 0, !isFixed else {
      throw context.fail(
        .outOfRange, "a seed is a whole number, 0 or more", at: value.span)
    }
    context.state.seed = UInt64(seed)
    return .nothing
  }

  /// What the path starts from; the steps from there are appended in order.
  private func root(
    of path: Expression, _ steps: inout [PathStep]
  ) -> Expression {
    switch path.kind {
    case .member(let whole, let name):
      let root = root(of: whole, &steps)
      steps.append(.member(name))
      return root
    case .index(let whole, let places):
      let root = root(of: whole, &steps)
      steps.append(.element(places, span: path.span))
      return root
    default: return path
    }
  }
}
