import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning
import SluiceTensor

/// What the three toggles have in common: they change a live network's shape,
/// keep its weights, and rebuild trained ones only when told to.
private func reshape(
  _ value: Located<Value>, rebuild: Bool, _ context: inout Context,
  _ change: (inout Architecture) -> Void
) throws(Diagnostic) -> Output {
  var object = try context.network(value)
  var next = object.network.architecture
  change(&next)
  try checkSubspaces(next, name: object.name, at: context.span, context)
  guard context.canOutline(next) else { throw .undecided }
  let wasTrained = object.network.epochs > 0
  let lost = object.network.reshape(change)
  guard lost.isEmpty || !wasTrained || rebuild else {
    throw context.fail(
      .needsRebuild,
      "this would throw away what \(object.name) has learned in"
        + " \(object.network.phrase(for: lost))",
      at: context.span,
      hint: "add rebuild=yes to start those weights anew")
  }
  context.replace(object)
  var said = Output.text(SharingReport(object).state)
  if wasTrained, !lost.isEmpty {
    said =
      said
      + .note("started anew: \(object.network.phrase(for: lost)); train again")
  }
  return said
}

struct SubspacesCommand: Command {
  static let name = "subspaces"
  static let summary = "Cuts each layer into equal parts that share alone."
  static let topic = Topic.networks
  static let changesFirst = true
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "subspaces net 4", "subspaces net off rebuild=yes",
  ]

  var network: Located<Value>?
  var count = SubspaceCount()
  var rebuild = false

  static var fields: [Field<Self>] {
    [
      .argument(\.network, "net", "the network", suggest: .networks),
      .argument(\.count, "count", "how many; `on` is 2, `off` is 1"),
      .option(
        \.rebuild, "rebuild", "whether α may start anew if it must"),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let network else { return .nothing }
    return try reshape(network, rebuild: rebuild, &context) {
      $0.subspaces = count.count
    }
  }
}

/// A number of subspaces; `on` is 2, `off` is 1.
struct SubspaceCount: FieldValue {
  var count = 2

  static var fieldType: FieldType {
    FieldType("a whole number, on or off", examples: ["on", "off"])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> SubspaceCount {
    switch expression.kind {
    case .name("on"): return SubspaceCount(count: 2)
    case .name("off"): return SubspaceCount(count: 1)
    default: break
    }
    let count = try Int.read(expression, in: context)
    guard (1...8192).contains(count) else {
      throw context.fail(
        .outOfRange, "a layer has 1 subspace or more, not \(count)",
        at: expression.span, hint: "write 1, 2, 4 … or `on` or `off`")
    }
    return SubspaceCount(count: count)
  }

  var spelled: String? { String(count) }
}

struct SkipCommand: Command {
  static let name = "skip"
  static let summary = "Says which layers reach the output heads."
  static let topic = Topic.networks
  static let changesFirst = true
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "skip net off", "skip net mean", "skip net on",
  ]

  var network: Located<Value>?
  var skip = SkipChoice.on
  var rebuild = false

  static var fields: [Field<Self>] {
    [
      .argument(\.network, "net", "the network", suggest: .networks),
      .argument(
        \.skip, "layers",
        "`off` is the last layer, `on` all layers by trained β"),
      .option(
        \.rebuild, "rebuild", "whether the heads may start anew if they must"),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let network else { return .nothing }
    return try reshape(network, rebuild: rebuild, &context) {
      $0.skip = skip.skip
    }
  }
}

struct SluiceCommand: Command {
  static let name = "sluice"
  static let summary = "Opens, freezes or closes the sluices between streams."
  static let topic = Topic.networks
  static let changesFirst = true
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "sluice net off", "sluice net on", "sluice net on init=balanced",
    "sluice net frozen",
  ]

  enum Choice: String, FieldValue, CaseIterable { case on, frozen, off }

  var network: Located<Value>?
  var choice = Choice.on
  var start: AlphaStart?

  static var fields: [Field<Self>] {
    [
      .argument(\.network, "net", "the network", suggest: .networks),
      .argument(
        \.choice, "state",
        "`on` trains α, `frozen` keeps it, `off` makes it the identity"),
      .option(
        \.start, "init",
        "sets α anew: imbalanced, balanced, identity or a number"),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let network else { return .nothing }
    let said = try reshape(network, rebuild: true, &context) {
      switch choice {
      case .on: $0.sluice = .trained
      case .frozen: $0.sluice = .frozen
      case .off: $0.sluice = .off
      }
    }
    guard let start,
      case .object(let object)? = context.state.values[
        (try context.network(network)).name],
      var changed = object as? NetworkObject
    else { return said }
    guard choice != .off else {
      throw context.fail(
        .wrongType, "a closed sluice has no α to set", at: context.span,
        hint: "write `on` or `frozen` with init=")
    }
    changed.network.setAlpha(start.alpha)
    context.replace(changed)
    return said
  }
}
