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
    discussion: """
        sluice params notebooks/quickstart.sluice
        sluice params --json notebooks/quickstart.sluice
      """)

  @Argument(help: "the notebook; `-` reads one from a pipe")
  var file: String

  @Flag(help: "print one parameter a line, as JSON")
  var json = false

  func run() throws {
    try Failure.leaving {
      let notebook = try NotebookFiles.open(file: file).notebook.get()
      let run = NotebookRun(
        notebook, in: Session(Environment(registry: .program)))
      let mistakes = run.check()
      guard mistakes.isEmpty else { throw Failure(mistakes) }
      let profiles = notebook.settings.profiles
      if json {
        return run.parameters.forEach {
          Event.print(Described($0, in: profiles))
        }
      }
      guard !run.parameters.isEmpty else {
        return Terminal.print(
          "\(onOneLine(notebook.name)) has no parameters")
      }
      Terminal.showWhole(.table(table(run.parameters, profiles)))
    }
  }

  private func table(
    _ parameters: [ParameterInfo], _ profiles: [NotebookSettings.Profile]
  ) -> Table {
    Table(
      ["parameter", "type", "value", "in"] + profiles.map(\.name)
        + ["what it is"],
      parameters.map { parameter in
        [
          parameter.name, parameter.type ?? "", parameter.standard,
          parameter.bounds ?? "",
        ]
          + profiles.map { $0.value(of: parameter) ?? "" }
          + [parameter.description ?? ""]
      })
  }

  /// A parameter as one line of JSON, its values as they are written.
  private struct Described: Encodable {
    var name: String
    var type: String?
    var value: String
    var bounds: String?
    var description: String?
    var profiles: [String: String]?

    init(_ parameter: ParameterInfo, in profiles: [NotebookSettings.Profile]) {
      name = parameter.name
      type = parameter.type
      value = parameter.standard
      bounds = parameter.bounds
      description = parameter.description
      var values: [String: String] = [:]
      for profile in profiles {
        values[profile.name] = profile.value(of: parameter)
      }
      self.profiles = values.isEmpty ? nil : values
    }
  }
}

extension NotebookSettings.Profile {
  /// What it sets a parameter to, as it is written; nil if it does not.
  fileprivate func value(of parameter: ParameterInfo) -> String? {
    values.last { $0.name == parameter.name }?.value
  }
}
