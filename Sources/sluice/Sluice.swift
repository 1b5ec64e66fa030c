import ArgumentParser
import Foundation
import SluiceEvaluator
import SluiceTensor

/// The program: an option parser in front of the session.
@main
struct Sluice: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sluice",
    abstract: "Multi-task architecture learning, at a prompt or in notebooks.",
    discussion: """
        sluice                                    the prompt
        sluice -c 'print 2 + 2'                   one line
        echo 'print 2 + 2' | sluice               lines from a pipe
        sluice run notebooks/quickstart.sluice    a notebook
        sluice walk notebooks/quickstart.sluice   the same, step by step
      """,
    version: release,
    subcommands: [
      Prompt.self, Run.self, Test.self, Accept.self, Walk.self,
      CourseCommand.self, Check.self, Params.self, Fmt.self, Strip.self,
      Diff.self, Export.self, Import.self, Watch.self, Why.self, Cache.self,
      Score.self, Label.self, Bench.self,
      ReferencePage.self,
    ],
    defaultSubcommand: Prompt.self)

  static let release = "0.1.0"

  @Flag(help: "With --version: also what multiplies matrices here.")
  var verbose = false

  /// The whole program has a stack as deep as the language needs.
  static func main() {
    Signals.prepare()
    DeepThreads.start {
      run()
      Foundation.exit(0)
    }
    Signals.leaveToOthers()
  }

  /// Parses and runs; mistakes of usage end with 2, not the parser's 64.
  private static func run() {
    do {
      try OptionList.check(CommandLine.arguments.dropFirst())
      // No argument, nothing to parse: it would be half of the prompt's start.
      let command =
        CommandLine.arguments.count > 1 ? try parseAsRoot() : nil
      if let reason = Products.current.refusal {
        Terminal.printError("error: \(reason)")
        Foundation.exit(1)
      }
      if var command { try command.run() } else { try Prompt.start() }
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      let status = exitCode(for: error)
      let text = fullMessage(for: error)
      if status == .success {
        let arguments = CommandLine.arguments.dropFirst()
        if !text.isEmpty { Terminal.print(withExamplesLast(text, arguments)) }
        if text == release, arguments.contains("--verbose") {
          for line in Products.inventory { print(line) }
        }
        Foundation.exit(0)
      }
      Terminal.printError(text)
      Foundation.exit(status == .validationFailure ? 2 : status.rawValue)
    }
  }

  /// Help with its examples at the end, where the eye is; the manual page has
  /// them where the parser puts them.
  private static func withExamplesLast(
    _ help: String, _ arguments: ArraySlice<String>
  ) -> String {
    let command = arguments.lazy.compactMap { word in
      configuration.subcommands.first { $0.configuration.commandName == word }
    }.first
    let examples = (command ?? Self.self).configuration.discussion
    guard !examples.isEmpty, let place = help.range(of: examples + "\n\n")
    else {
      return help
    }
    var help = help
    help.removeSubrange(place)
    while help.last?.isNewline ?? false { help.removeLast() }
    return help + "\n\nEXAMPLES:\n" + examples + "\n"
  }
}
