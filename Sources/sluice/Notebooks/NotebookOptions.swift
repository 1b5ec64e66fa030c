import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook

/// What all commands take that run a notebook.
struct NotebookOptions: ParsableArguments {
  @Option(
    name: .short,
    help: .init("a parameter's value: epochs=3", valueName: "name=value"))
  var parameter: [String] = []

  @Option(help: "a YAML file of parameters' values")
  var params: String?

  @Option(help: "a profile of the notebook, with its own recorded outputs")
  var profile: String?

  @Option(help: "threads to train on; the results do not depend on it")
  var threads: Int?

  @Option(help: "a folder that notebooks may read besides their own")
  var allowRead: [String] = []

  @Option(help: "a folder that notebooks may write besides their out/")
  var allowWrite: [String] = []

  @Option(
    help:
      "a folder in place of out/ beside notebooks, for one that is read-only"
  )
  var out: String?

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads must be at least 1, not \(threads)")
    }
    for text in parameter where !text.contains("=") || text.hasPrefix("=") {
      throw ValidationError("-p takes NAME=VALUE, not `\(text)`")
    }
    var seen: Set<String> = []
    for name in parameter.map({ String($0.prefix { $0 != "=" }) })
    where !seen.insert(name).inserted {
      throw ValidationError("-p \(name)= is given twice: remove one of the two")
    }
  }

  /// Reads what all notebooks of a command are run with.
  ///
  /// - Throws: What is wrong with the file of `--params`, or that nobody has
  ///   the profile.
  func setup(_ files: [NotebookFile]) throws(Diagnostic) -> NotebookSetup {
    try NotebookFiles.check(profile: profile, of: files)
    return NotebookSetup(self, given: try fromUser(), for: files)
  }

  /// Values from `--params` and, above them, from `-p`.
  private func fromUser() throws(Diagnostic) -> [(String, Given)] {
    let typed = parameter.map { text in
      let parts = text.split(separator: "=", maxSplits: 1)
      let value = parts.count > 1 ? String(parts[1]) : ""
      return (String(parts[0]), Self.given(value, from: "-p"))
    }
    guard let params else { return typed }
    return try ParameterFile(params).values() + typed
  }

  private static func given(_ text: String, from source: String) -> Given {
    Given(
      text, from: source, in: FileManager.default.currentDirectoryPath)
  }
}
