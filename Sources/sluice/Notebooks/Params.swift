import ArgumentParser
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

/// Lists what can be set with `-p`.
struct Params: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.params.rawValue,
    abstract: "List a notebook's parameters.",
    discussion: "  sluice params notebooks/quickstart.sluice")

  @Argument(help: "the notebook")
  var file: String

  func run() throws {
    try Failure.leaving {
      let notebook = try NotebookFiles.read(file)
      let run = NotebookRun(
        notebook, in: Session(Environment(registry: .program)))
      let mistakes = run.check()
      guard mistakes.isEmpty else { throw Failure(mistakes) }
      guard !run.parameters.isEmpty else {
        return Terminal.print("\(notebook.name) has no parameters")
      }
      let profiles = notebook.settings.profiles
      Terminal.show(
        .table(
          Table(
            ["parameter", "type", "value", "in"] + profiles.map(\.name)
              + ["what it is"],
            run.parameters.map { parameter in
              [
                parameter.name, parameter.type ?? "", parameter.standard,
                parameter.bounds ?? "",
              ]
                + profiles.map { profile in
                  profile.values.last { $0.name == parameter.name }?.value ?? ""
                } + [parameter.description ?? ""]
            })))
    }
  }
}
