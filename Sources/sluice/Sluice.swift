import ArgumentParser
import Foundation
import SluiceSession

/// The program: an option parser in front of the session.
@main
struct Sluice: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sluice",
    abstract: "Multi-task architecture learning, at a prompt or in notebooks.",
    discussion: """
      Without a subcommand, commands are read from a prompt, or from a pipe.

        sluice                                the prompt
        sluice -c 'print 2 + 2'               one line
        sluice run notebooks/quickstart.sluice
        echo 'print 2 + 2' | sluice
      """,
    version: "0.1.0",
    subcommands: [
      Prompt.self, Run.self, Test.self, Accept.self, Walk.self, Check.self,
      Params.self, Fmt.self, Strip.self, Bench.self, ReferencePage.self,
    ],
    defaultSubcommand: Prompt.self)

  /// Parses and runs; mistakes of usage end with 2, not the parser's 64.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      let status = exitCode(for: error)
      let text = fullMessage(for: error)
      if status == .success {
        if !text.isEmpty { print(text) }
        Foundation.exit(0)
      }
      Terminal.complain(text)
      Foundation.exit(status == .validationFailure ? 2 : status.rawValue)
    }
  }
}
