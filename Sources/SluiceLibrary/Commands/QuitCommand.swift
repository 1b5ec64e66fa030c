import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

struct QuitCommand: Command {
  static let name = "quit"
  static let summary = "Ends the session."
  static let topic = Topic.session
  static let examples = ["quit"]

  static var fields: [Field<Self>] { [] }

  func run(_ context: inout Context) throws(Stop) -> Output {
    context.isQuitting = true
    return .nothing
  }
}
