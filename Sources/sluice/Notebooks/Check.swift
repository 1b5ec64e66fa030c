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
    let start = ContinuousClock.now
    try Failure.leaving {
      let files = NotebookFiles.open(self.files)
      let setup: NotebookSetup
      do throws(Diagnostic) { setup = try options.setup(files) } catch {
        // It hides no file that is missing.
        let unread = files.compactMap(CheckedNotebook.init(unread:))
        unread.forEach(report.show)
        Terminal.printError([error])
        throw ExitCode(unread.first?.status ?? error.code.exitStatus)
      }
      for file in files {
        let found = check(file, setup, interrupt)
        report.show(found)
        checked.append(found)
        if interrupt.isRequested { break }
      }
    }
    report.summarize(checked, ContinuousClock.now - start)
    if interrupt.isRequested { throw ExitCode(Code.interrupted.exitStatus) }
    if let status = checked.map(\.status).first(where: { $0 != 0 }) {
      throw ExitCode(status)
    }
  }

  private func check(
    _ file: NotebookFile, _ setup: NotebookSetup, _ interrupt: Interrupt
  ) -> CheckedNotebook {
    do throws(Diagnostic) {
      let notebook = try file.notebook.get()
      var check = NotebookCheck(setup.run(notebook, interrupt: interrupt))
      var mistakes = check.findings()
      // What was found until then is not all that there is.
      if interrupt.isRequested {
        mistakes = [
          Diagnostic(
            .interrupted, "the check was stopped",
            hint: "run it again for what is wrong with \(file.name)")
        ]
      }
      return CheckedNotebook(
        name: file.name, cells: notebook.cells.count, mistakes: mistakes)
    } catch {
      return CheckedNotebook(name: file.name, mistakes: [error])
    }
  }
}

/// What a check found in one notebook.
struct CheckedNotebook {
  /// As the user named it.
  var name: String
  var cells = 0
  var mistakes: [Diagnostic]

  init(name: String, cells: Int = 0, mistakes: [Diagnostic]) {
    self.name = name
    self.cells = cells
    self.mistakes = mistakes
  }

  /// - Returns: Nil if it can be read.
  init?(unread file: NotebookFile) {
    guard case .failure(let mistake) = file.notebook else { return nil }
    self.init(name: file.name, mistakes: [mistake])
  }

  /// Whatever is wrong with a notebook is a finding; one that is not there, or
  /// may not be read, ends the process as it does any command.
  var status: Int32 {
    guard let first = mistakes.first else { return 0 }
    let isNone: [Code] = [.fileNotFound, .notAFile, .unreadable, .interrupted]
    let isOfTheFile = first.place == nil && isNone.contains(first.code)
    return isOfTheFile ? first.code.exitStatus : 2
  }
}
