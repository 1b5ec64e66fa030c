import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct SaveCommand: WorkingCommand {
  static let name = "save"
  static let summary =
    "Writes a network as safetensors, or a table or a training's epochs as CSV."
  static let topic = Topic.files
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "network net tasks=[pos] layers=1 hidden=16 spelling=8",
    "save net \"out/net.safetensors\"",
    "load again \"out/net.safetensors\"",
    "sweep squares side=1..3 { let area = side * side }",
    "save squares \"out/squares.csv\"",
    "train net epochs=2", "save net.run \"out/epochs.csv\"",
  ]

  @Required var saved: Saved
  @Required var file: OutputFile

  static var fields: [Field<Self>] {
    [
      .argument(
        \.$saved, "what",
        "the network, its last training as `net.run`, or the table"),
      .argument(\.$file, "file", "the file, between quotes", suggest: .paths),
    ]
  }

  func check(_ context: Context) {}

  func foresee(_ plan: Void, _ context: inout Context) {
    if case .network(let network) = saved {
      context.foreseeWriting(network.object, to: file)
    }
  }

  func run(_ plan: Void, _ context: inout Context) throws(Stop) -> Output {
    switch saved {
    case .table(let table):
      try context.write(table.csv, to: file)
      return .text("saved \(table.name) in \(file.path)")
    case .run(let run):
      try context.write(run.csv, to: file)
      return .text("saved the epochs of \(run.name) in \(file.path)")
    case .network(let network):
      try context.write(to: file) { full throws(Diagnostic) in
        try Checkpoint.encode(network.network).write(to: full)
      }
      return .text("saved \(network.name) in \(file.path)")
    }
  }
}

/// What can be saved.
enum Saved: FieldValue {
  case network(Reference<NetworkObject>)
  case table(Reference<TableObject>)
  case run(Reference<RunObject>)

  static var fieldType: FieldType {
    FieldType(
      Kinds("a network, a run or a table", .network, .run, .table))
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Saved {
    let value = try context.value(of: expression)
    guard case .object(let object) = value else {
      throw context.mismatch(
        value, at: expression.span, wanted: fieldType.kinds)
    }
    if object is TableObject {
      return .table(try Reference.read(expression, in: context))
    }
    if object is RunObject {
      return .run(try Reference.read(expression, in: context))
    }
    guard object is NetworkObject else {
      throw context.mismatch(
        value, at: expression.span, wanted: fieldType.kinds)
    }
    return .network(try Reference.read(expression, in: context))
  }

  var spelled: String? { nil }
}
