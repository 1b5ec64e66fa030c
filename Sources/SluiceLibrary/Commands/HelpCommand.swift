import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

struct HelpCommand: Command {
  static let name = "help"
  static let summary = "Explains a command, a function or a topic."
  static let topic = Topic.session
  static let examples = ["help", "help let", "help functions"]

  var word: Name?

  static var fields: [Field<Self>] {
    [
      .word(
        \.word, "word", "what to explain; by default all commands",
        suggest: .helpWords)
    ]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    let help = HelpText(context.environment.registry)
    guard let word else { return help.overview }
    if let entry = help.entry(word.text) { return entry }
    throw context.fail(
      .unknownName, "there is no help on `\(word.text)`", at: word.span,
      hint: didYouMean(
        word.text, in: help.summaries.map(\.word),
        otherwise: "`help` lists the commands"))
  }
}
