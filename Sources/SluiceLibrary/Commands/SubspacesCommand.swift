import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

struct SubspacesCommand: Command {
  static let name = "subspaces"
  static let summary =
    "Cuts each layer into equal parts that share"
    + " independently."
  static let topic = Topic.networks
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "subspaces net 4", "subspaces net off rebuild=yes",
  ]

  @Required var network: Variable<NetworkObject>
  @Required var count: SubspaceCount
  var rebuild = false

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .argument(\.$count, "count", "how many; `on` is 2, `off` is 1"),
      .option(
        \.rebuild, "rebuild", "whether α may be reset if necessary"),
    ]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    return try reshape(network, rebuild: rebuild, &context) {
      $0.subspaces = count.count
    }
  }
}

/// A number of subspaces; `on` is 2, `off` is 1.
struct SubspaceCount: FieldValue {
  var count: Int

  static var fieldType: FieldType {
    FieldType(
      Kinds("a whole number, on or off", .number), examples: ["on", "off"])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> SubspaceCount {
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
