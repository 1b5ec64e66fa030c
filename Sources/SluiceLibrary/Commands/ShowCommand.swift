import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

struct ShowCommand: WorkingCommand {
  static let name = "show"
  static let summary =
    "Shows a value in full, or lists everything that is defined."
  static let topic = Topic.session
  static let examples = ["let rates = [0.1, 0.01]", "show rates", "show"]

  var value: Located<Value>?

  static var fields: [Field<Self>] {
    [
      .argument(
        \.value, "value", "what to show; by default all names")
    ]
  }

  func check(_ context: Context) {}

  func run(_ plan: Void, _ context: inout Context) throws(Stop) -> Output {
    if let value {
      return try context.shown(
        value.value, as: context.source.text(value.span))
    }
    let values = context.state.values.sorted { $0.key < $1.key }
    guard !values.isEmpty else {
      return .text("nothing is defined yet; `help` lists the commands")
    }
    return .table(
      Table(
        [],
        values.map { name, value in
          // Some say their name themselves.
          let text = value.written.trimmingPrefix("\(name): ")
          return [name, text.count > 60 ? text.prefix(59) + "…" : String(text)]
        })) + context.state.oldUsesNote()
  }
}
