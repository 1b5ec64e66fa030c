import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceLanguage
import SluiceNotebook
import Yams

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

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads must be at least 1, not \(threads)")
    }
    for text in parameter where !text.contains("=") || text.hasPrefix("=") {
      throw ValidationError("-p takes NAME=VALUE, not `\(text)`")
    }
  }

  /// The profile under which a notebook runs, if it is one of its own.
  func profile(of notebook: Notebook) -> String? {
    notebook.settings.profiles.contains { $0.name == profile } ? profile : nil
  }

  /// A notebook in a fresh session.
  ///
  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - interrupt: Stops it.
  ///   - threads: To train on, if `--threads` does not say.
  ///   - seconds: How long it may take.
  ///   - isFresh: Whether rows that sweeps kept earlier are neither read nor
  ///     touched.
  ///   - progress: Takes news of the work.
  /// - Returns: The notebook, nothing of it run.
  /// - Throws: What is wrong with the file of `--params`.
  func run(
    _ notebook: Notebook, interrupt: Interrupt, threads: Int? = nil,
    seconds: Double? = nil, isFresh: Bool = false,
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) throws(Diagnostic) -> NotebookRun {
    let folder =
      notebook.name == NotebookFiles.pipe
      ? "." : URL(filePath: notebook.name).deletingLastPathComponent().path
    var given: [String: Given] = [:]
    if let profile {
      given =
        notebook.settings.profiles.first { $0.name == profile }?.given ?? [:]
    }
    for (name, value) in try fromUser() { given[name] = value }
    var environment = Environment(
      registry: .program,
      interrupt: Interrupt(within: interrupt), folder: folder,
      access: .notebook(
        in: folder, reading: allowRead, writing: allowWrite),
      threads: self.threads ?? threads, progress: progress)
    if isFresh { environment.scratch = Scratch() }
    var session = Session(environment)
    session.given = given
    return NotebookRun(notebook, in: session, seconds: seconds)
  }

  /// Values from `--params` and, above them, from `-p`.
  private func fromUser() throws(Diagnostic) -> [(String, Given)] {
    let typed = parameter.map { text in
      let parts = text.split(separator: "=", maxSplits: 1)
      let value = parts.count > 1 ? String(parts[1]) : ""
      return (String(parts[0]), Self.given(value, from: "-p"))
    }
    guard let params else { return typed }
    return try Self.read(params) + typed
  }

  private static func given(_ text: String, from source: String) -> Given {
    Given(
      text, from: source, in: FileManager.default.currentDirectoryPath)
  }

  /// Values of a YAML file: scalars, and lists of them.
  private static func read(
    _ path: String
  ) throws(Diagnostic) -> [(String, Given)] {
    func wrong(_ why: String) -> Diagnostic {
      Diagnostic(
        .badNotebook, "\(path) holds no parameters: \(why)",
        hint: "write a line for each, such as `epochs: 3`")
    }
    guard let data = try? WholeFile.read(path) else {
      throw Diagnostic(
        .fileNotFound, "there is no file of parameters \(path)",
        hint: "check the name and the folder")
    }
    let source = try SourceText(bytes: [UInt8](data), name: path)
    let node: Node?
    do {
      node = try Yams.compose(
        yaml: String(decoding: source.bytes, as: UTF8.self))
    } catch { throw wrong("it is not YAML (\(error))") }
    guard let node else { return [] }
    guard let values = node.mapping else { throw wrong("it is not a mapping") }
    var given: [(String, Given)] = []
    for (name, value) in values {
      guard let name = name.string else { throw wrong("a name is not a word") }
      if let items = value.sequence {
        let words = items.compactMap(\.scalar).map(item)
        guard words.count == items.count else {
          throw wrong("\(name) is a list of more than words")
        }
        given.append(
          (name, Self.given("[\(words.joined(separator: ", "))]", from: path)))
      } else if let text = value.scalar?.string {
        given.append((name, Self.given(text, from: path)))
      } else {
        throw wrong("\(name) is neither a value nor a list")
      }
    }
    return given
  }
  /// An item of a list as the language writes it: numbers and words as they
  /// are, unless they stand in quotes, all else as text.
  private static func item(_ scalar: Node.Scalar) -> String {
    let text = scalar.string
    let isWord =
      text.first?.isLetter ?? false
      && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    if scalar.style == .plain, isWord || Double(text) != nil { return text }
    return quoted(text)
  }
}
