import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluicePrompt

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
  case hint
  case solution
  case reset
  case list
  case help
  case quit
  /// Anything else is tried on the side.
  case aside(String)

  /// A verb as it is written, explained and read.
  struct Form {
    let usage: String
    let summary: String
    /// Other words for it.
    let otherNames: [String]
    /// The verb by the words after its name; nil where it takes no such words,
    /// so that the line is a command of the language.
    fileprivate let read: ([String]) -> Result<WalkVerb, Mistake>?

    fileprivate init(
      _ usage: String, _ summary: String, or otherNames: [String] = [],
      read: @escaping ([String]) -> Result<WalkVerb, Mistake>?
    ) {
      self.usage = usage
      self.summary = summary
      self.otherNames = otherNames
      self.read = read
    }

    fileprivate init(
      _ usage: String, _ summary: String, or otherNames: [String] = [],
      _ verb: WalkVerb
    ) {
      self.init(usage, summary, or: otherNames) { rest in
        rest.isEmpty ? .success(verb) : nil
      }
    }

    var name: String { String(usage.prefix { $0 != " " }) }
  }

  /// The verbs that are words, in the order of help.
  private static var words: [Form] {
    [
      Form("back [N]", "go back one step, or N, and restore its state") {
        rest in
        guard rest.count < 2 else { return nil }
        guard let count = Int(rest.first ?? "1"), count > 0 else {
          return .failure(
            Mistake(
              "back takes a number of steps, as in: back"
                + " 2"))
        }
        return .success(.back(count))
      },
      Form(
        "until HEADING",
        "run all steps before a heading; `until end` runs the rest"
      ) { rest in
        rest.isEmpty
          ? .failure(
            Mistake(
              "until takes a heading, as in: until Training; `outline` lists"
                + " them"
            ))
          : .success(.until(rest.joined(separator: " ")))
      },
      Form(
        "skip", "skip the step shown; of an exercise, run its solution", .skip),
      Form("hint", "give a hint to the exercise, and then the next", .hint),
      Form("solution", "show the solution, once you have tried", .solution),
      Form("reset", "discard what you typed of an answer", .reset),
      Form("list", "list the exercises and how you fare with them", .list),
      Form("where", "say where you are", .whereAmI),
      Form("outline", "list the headings", .outline),
      Form("restart", "go back to the first step", .restart),
      Form(
        "quit", "leave; the next visit continues here", or: ["exit"], .quit),
      Form("resume", "discard what was tried on the side", .resume),
    ]
  }

  private static var asking: Form {
    Form("help", "list these", or: ["?"], .help)
  }

  /// What help lists: the words, between a key and what is none of them.
  static var listed: [(usage: String, summary: String)] {
    [("Enter", "run the step shown; at an exercise, check your answer")]
      + words.map { ($0.usage, $0.summary) }
      + [
        (
          "any command",
          "answer the exercise; elsewhere, try it on the side"
        )
      ]
  }

  /// The verbs as completion sees them.
  static func completed(headings: [String]) -> [OwnVerb] {
    words.map { form in
      let ends = headings + ["end"]
      return OwnVerb(
        form.name, form.summary,
        form.name == "until" ? .words(ends.map { Candidate($0) }) : .nothing)
    }
  }

  /// Reads a line. A word that is also a command of the language, such as
  /// `skip net off`, is the command if something follows.
  ///
  /// - Returns: The verb, or what is wrong with it.
  static func read(_ line: String) -> Result<WalkVerb, Mistake> {
    let typed = line.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = typed.first else { return .success(.next) }
    let form = (words + [asking]).first {
      $0.name == first || $0.otherNames.contains(first)
    }
    if let verb = form?.read(Array(typed.dropFirst())) { return verb }
    let names = words.map(\.name)
    let commands = Registry.program.commandNames
    // A misspelt verb is no command to try on the side.
    guard !commands.contains(first), !names.contains(first),
      !statementKeywords.contains(first),
      let near = nearest(to: first, in: names)
    else { return .success(.aside(line)) }
    return .failure(
      Mistake("There is no `\(first)`: did you mean `\(near)`?"))
  }

  struct Mistake: Error, Equatable {
    var text: String
    init(_ text: String) { self.text = text }
  }
}
