import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook

/// Finds what is wrong with notebooks without running them.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.check.rawValue,
    abstract: "Find what is wrong with notebooks without running them.",
    discussion: """
        sluice check notebooks
        sluice check -p partner=other notebooks/quickstart.sluice
        sluice check --annotations notebooks
      """)

  @Argument(help: "notebooks, or folders of them; `-` reads one from a pipe")
  var files: [String]

  @OptionGroup var options: NotebookOptions

  @Flag(help: "print one event a line, as JSON")
  var json = false

  @Flag(help: "print one `::error` a line, as code hosts read them")
  var annotations = false

  func validate() throws {
    if json, annotations {
      throw ValidationError("choose --json or --annotations")
    }
  }

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    let report = CheckReport(
      form: json ? .json : annotations ? .annotations : .text)
    var checked: [CheckedNotebook] = []
    try Failure.leaving {
      let notebooks = read()
      do throws(Diagnostic) {
        try NotebookFiles.check(
          profile: options.profile, of: notebooks.compactMap(\.notebook))
      } catch {
        let unread = notebooks.filter { $0.notebook == nil }
        unread.forEach(report.show)
        Terminal.printError([error])
        throw ExitCode(unread.first?.status ?? error.code.exitStatus)
      }
      for var notebook in notebooks {
        try check(&notebook, interrupt)
        report.show(notebook)
        checked.append(notebook)
        if interrupt.isRequested { break }
      }
    }
    report.summarize(checked)
    if interrupt.isRequested { throw ExitCode(Code.interrupted.exitStatus) }
    if let status = checked.map(\.status).first(where: { $0 != 0 }) {
      throw ExitCode(status)
    }
  }

  /// All notebooks that are meant; what cannot be read is a mistake of its own.
  private func read() -> [CheckedNotebook] {
    files.flatMap { name in
      do throws(Diagnostic) {
        return try NotebookFiles.expand([name]).map { file in
          do throws(Diagnostic) {
            let notebook = try NotebookFiles.read(file)
            return CheckedNotebook(name: notebook.name, notebook: notebook)
          } catch { return CheckedNotebook(name: file, unread: error) }
        }
      } catch { return [CheckedNotebook(name: name, unread: error)] }
    }
  }

  private func check(
    _ checked: inout CheckedNotebook, _ interrupt: Interrupt
  ) throws(Diagnostic) {
    guard let notebook = checked.notebook else { return }
    var check = NotebookCheck(
      try options.run(notebook, interrupt: interrupt))
    checked.mistakes = check.findings()
    // What was found until then is not all that there is.
    if interrupt.isRequested {
      checked.mistakes = [
        Diagnostic(
          .interrupted, "the check was stopped",
          hint: "run it again for what is wrong with \(checked.name)")
      ]
    }
  }
}

/// What a check found in one notebook.
struct CheckedNotebook {
  /// As the user named it.
  var name: String
  /// Nil if it cannot be read.
  var notebook: Notebook?
  var mistakes: [Diagnostic] = []

  init(name: String, notebook: Notebook) {
    self.name = name
    self.notebook = notebook
  }

  init(name: String, unread mistake: Diagnostic) {
    self.name = name
    mistakes = [mistake]
  }

  /// A notebook that cannot be read ends the process as it does any command;
  /// whatever is wrong with one that can is a finding.
  var status: Int32 {
    guard let first = mistakes.first else { return 0 }
    let isFinding = notebook != nil && first.code != .interrupted
    return isFinding ? 2 : first.code.exitStatus
  }
}
