import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceSession

/// Runs notebooks, all at once or a cell at a time.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run notebooks in order, and stop at the first failed cell.",
    discussion: """
      sluice run notebooks/quickstart.sluice
      sluice run --step notebooks/quickstart.sluice
      sluice run -p corpus=data/corpus notebooks/scores.sluice
      """)

  @Argument(help: "notebooks; `-` reads one from a pipe")
  var files: [String]

  @Option(name: .short, help: "a parameter's value, as epochs=3")
  var parameter: [String] = []

  @Flag(help: "show a cell at a time: Enter runs it, back, quit")
  var step = false

  @Flag(help: "print outputs alone, no prose and no code")
  var quiet = false

  @Option(help: "threads to train on; the results do not depend on it")
  var threads: Int?

  @Option(help: "a folder that notebooks may read beside their own")
  var allowRead: [String] = []

  @Option(help: "a folder that notebooks may write beside their out/")
  var allowWrite: [String] = []

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads must be at least 1, not \(threads)")
    }
    for text in parameter where !text.contains("=") || text.hasPrefix("=") {
      throw ValidationError("-p takes NAME=VALUE, not `\(text)`")
    }
    if step, files.count > 1 {
      throw ValidationError("--step takes one notebook")
    }
  }

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    for file in files {
      do {
        let notebook = try read(file)
        var run = NotebookRun(notebook, in: session(file, interrupt))
        let mistakes = run.check()
        try stop(mistakes)
        let article = Article(
          notebook: notebook, isQuiet: quiet, isStepped: step)
        if step {
          var stepper = Stepper(
            article: article, run: run, interrupt: interrupt)
          try stepper.go()
        } else {
          try goThrough(article, &run)
        }
      } catch let diagnostic as Diagnostic {
        try stop([diagnostic])
      }
    }
  }

  private func goThrough(
    _ article: Article, _ run: inout NotebookRun
  ) throws {
    var shown = 0
    while !run.isDone {
      let cell = run.next
      article.show(upTo: cell, from: &shown)
      let mistakes = run.step(Terminal.show)
      try stop(mistakes)
    }
    article.show(upTo: nil, from: &shown)
  }

  /// Complains and leaves with the first mistake's status.
  private func stop(_ mistakes: [Diagnostic]) throws {
    guard let first = mistakes.first else { return }
    Terminal.complain(mistakes)
    throw ExitCode(first.code.exitStatus)
  }

  private func read(_ file: String) throws -> Notebook {
    guard file == "-" else { return try Notebook(contentsOf: file) }
    let data = FileHandle.standardInput.readDataToEndOfFile()
    let source = try SourceText(bytes: [UInt8](data), name: "<stdin>")
    return try Notebook(
      String(decoding: source.bytes, as: UTF8.self), name: "<stdin>")
  }

  private func session(_ file: String, _ interrupt: Interrupt) -> Session {
    let folder =
      file == "-" ? "." : URL(filePath: file).deletingLastPathComponent().path
    // A path that the user gives for a parameter is allowed.
    let given = parameter.map { text -> (String, String) in
      let parts = text.split(separator: "=", maxSplits: 1)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
    let paths = given.map(\.1).filter {
      FileManager.default.fileExists(atPath: $0)
    }
    var environment = Environment(
      interrupt: interrupt, folder: folder,
      access: .notebook(
        in: folder, reading: allowRead + paths, writing: allowWrite),
      progress: Terminal.progress())
    environment.threads = threads ?? environment.threads
    var session = Session(environment)
    session.given = Dictionary(
      given.map { name, value in
        (
          name,
          paths.contains(value)
            ? URL(filePath: value).standardizedFileURL.path : value
        )
      }, uniquingKeysWith: { $1 })
    return session
  }
}
