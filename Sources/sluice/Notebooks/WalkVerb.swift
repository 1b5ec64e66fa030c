import SluiceDiagnostics
import SluiceLanguage
import SluiceSession

/// What can be said in a walkthrough, beside the commands of the language.
enum WalkVerb: Equatable {
  case next
  case back(Int)
  case until(String)
  case skip
  case resume
  case whereAmI
  case outline
  case restart
  case help
  case quit
  /// Anything else is tried on the side.
  case aside(String)

  /// The verbs as help lists them.
  static let all: [(usage: String, summary: String)] = [
    ("Enter", "run the step that is shown"),
    ("back [N]", "go back over a step, or N; its state comes back, too"),
    (
      "until HEADING",
      "run all steps before a heading; `until end` runs the rest"
    ),
    ("skip", "pass over the step that is shown"),
    ("where", "say where you are"),
    ("outline", "list the headings"),
    ("restart", "go back to the first step"),
    ("quit", "leave; the next visit goes on here"),
    ("resume", "drop what was tried on the side"),
    ("any command", "try it on the side; the walkthrough does not see it"),
  ]

  /// The verbs as completion sees them.
  static func completed(headings: [String]) -> [OwnVerb] {
    // The first is a key, the last anything.
    all.dropFirst().dropLast().map { usage, summary in
      let name = String(usage.prefix { $0 != " " })
      let ends = headings + ["end"]
      return OwnVerb(
        name, summary,
        name == "until" ? .words(ends.map { Candidate($0) }) : .nothing)
    }
  }

  /// Reads a line. A word that is also a command of the language, such as
  /// `skip net off`, is the command if something follows.
  ///
  /// - Returns: The verb, or what is wrong with it.
  static func read(_ line: String) -> Result<WalkVerb, Mistake> {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else { return .success(.next) }
    switch (first, words.count) {
    case ("back", 1): return .success(.back(1))
    case ("back", 2):
      guard let count = Int(words[1]), count > 0 else {
        return .failure(Mistake("back takes a number of steps, as: back 2"))
      }
      return .success(.back(count))
    case ("until", 1):
      return .failure(
        Mistake(
          "until takes a heading, as: until Training; `outline` lists them"))
    case ("until", _):
      return .success(.until(words.dropFirst().joined(separator: " ")))
    case ("skip", 1): return .success(.skip)
    case ("resume", 1): return .success(.resume)
    case ("where", 1): return .success(.whereAmI)
    case ("outline", 1): return .success(.outline)
    case ("restart", 1): return .success(.restart)
    case ("help", 1), ("?", 1): return .success(.help)
    case ("quit", 1), ("exit", 1): return .success(.quit)
    default:
      let verbs = completed(headings: []).map(\.name)
      let commands = Registry.standard.commandNames
      // A misspelt verb is no command to try on the side.
      guard !commands.contains(first), !verbs.contains(first),
        !statementKeywords.contains(first),
        let near = nearest(to: first, in: verbs)
      else { return .success(.aside(line)) }
      return .failure(
        Mistake("There is no `\(first)`: did you mean `\(near)`?"))
    }
  }

  struct Mistake: Error, Equatable {
    var text: String
    init(_ text: String) { self.text = text }
  }
}
