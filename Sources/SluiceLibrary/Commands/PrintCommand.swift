import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

struct PrintCommand: Command {
  static let name = "print"
  static let summary = "Prints values on one line, separated by blanks."
  static let topic = Topic.session
  static let examples = ["print \"two and two is\" 2 + 2"]

  var values: [Value] = []

  static var fields: [Field<Self>] {
    [.rest(\.values, "values", "what to print")]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    .text(values.map(\.text).joined(separator: " "))
  }
}
