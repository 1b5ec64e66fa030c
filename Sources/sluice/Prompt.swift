import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceLanguage

/// The prompt, a line from the command line, or lines from a pipe.
struct Prompt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.prompt.rawValue,
    abstract: "Read commands (the default).",
    discussion: """
        sluice
        sluice -c 'print 2 + 2'
        sluice -i notebook.sluice
        sluice --plain
        sluice --keep-going < commands.txt
      """)

  @Option(
    name: [.customShort("c"), .customLong("command")],
    help: "run these commands and exit")
  var command: String?

  @Option(
    name: [.customShort("i"), .customLong("notebook")],
    help: .init(
      "run this notebook first, and begin with its state", valueName: "file"))
  var notebook: String?

  @Option(help: "threads to train on; the results do not depend on it")
  var threads: Int?

  @OptionGroup var plain: PlainOption

  @Flag(help: "from a pipe: continue after a mistake; exit as the first says")
  var keepGoing = false

  @Argument(help: .hidden)
  var words: [String] = []

  func validate() throws {
    if let word = words.first {
      let hint =
        FileManager.default.fileExists(atPath: word)
        ? "a notebook is run by `sluice run \(word)`"
        : didYouMean(
          word, in: ProgramVerb.allCases.map(\.rawValue),
          otherwise: "commands of the language follow -c, or come from a pipe")
      throw ValidationError(
        "there is no `sluice \(word)`" + (hint.map { "; \($0)" } ?? ""))
    }
    if let threads, threads < 1 {
      throw ValidationError("--threads must be at least 1, not \(threads)")
    }
  }

  func run() throws {
    try Self.start(
      command, after: notebook, threads: threads, keepGoing: keepGoing)
  }

  /// Runs commands and leaves, or reads them: at a terminal by the prompt, else
  /// from a pipe.
  ///
  /// - Parameters:
  ///   - command: Commands to run; nil to read them.
  ///   - notebook: What is run before.
  ///   - threads: To train on.
  ///   - keepGoing: Whether a mistake in commands ends nothing.
  /// - Throws: The exit code.
  static func start(
    _ command: String? = nil, after notebook: String? = nil,
    threads: Int? = nil, keepGoing: Bool = false
  ) throws {
    let interrupt = Interrupt()
    let environment = Environment(
      registry: .program,
      interrupt: interrupt, threads: threads, progress: Terminal.progress())
    if let command {
      Signals.watch(interrupt)
      let source = SourceText(command, name: "-c")
      try Failure.leaving {
        try finish(
          try session(environment, notebook), source, keepGoing)
      }
    } else if !Terminal.isTerminal(STDIN_FILENO) {
      Signals.watch(interrupt)
      try Failure.leaving {
        let bytes = try Terminal.readPipe()
        let source = try SourceText(bytes: bytes, name: "<stdin>")
        try finish(try session(environment, notebook), source, keepGoing)
      }
    } else {
      try Failure.leaving {
        if let notebook {
          _ = try NotebookFiles.open(file: notebook).notebook.get()
        }
      }
      var repl = Repl(
        session: Session(environment), interrupt: interrupt, notebook: notebook)
      repl.run()
    }
  }

  /// A session with the state that a notebook leaves, or a new one.
  ///
  /// - Throws: What stopped the notebook: there is nobody to go on from there.
  private static func session(
    _ environment: Environment, _ notebook: String?
  ) throws -> Session {
    var session = Session(environment)
    guard let notebook else { return session }
    let loaded = try LoadedNotebook(notebook, in: environment)
    guard loaded.mistakes.isEmpty else { throw Failure(loaded.mistakes) }
    session.state = loaded.state
    return session
  }

  /// Runs a whole text as a file and leaves with its status.
  private static func finish(
    _ session: Session, _ source: SourceText, _ keepGoing: Bool
  ) throws {
    var session = session
    var steps = StepCounter()
    var said = 0
    let tell = { (mistake: Diagnostic) in
      Terminal.printError([mistake])
      said += 1
    }
    let outcome = session.run(
      source, mode: .file, identity: { _, text in steps.next(text) },
      goOn: keepGoing ? tell : nil,
      emit: Terminal.show)
    Terminal.printError(Array(outcome.diagnostics.dropFirst(said)))
    if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
  }
}

/// Prints the reference of the language, as `docs/language.md` has it.
struct ReferencePage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.reference.rawValue,
    abstract: "Print the language reference, or bring a page up to date.",
    discussion: "  sluice reference docs/language.md")

  @Argument(help: "a page whose generated part is to be replaced")
  var page: String?

  func run() throws {
    guard let page else {
      return Terminal.print(LanguageReference(.program).markdown())
    }
    guard let data = try? WholeFile.read(page),
      let old = String(validating: data, as: UTF8.self),
      let new = LanguageReference(.program).updated(old)
    else {
      throw ValidationError("\(page) cannot be read or has no generated part")
    }
    try Failure.leaving { try WholeFile.write(new, to: page) }
  }
}
