import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook

/// What the notebooks of a command are run with, read once for all of them.
struct NotebookSetup: Sendable {
  private let options: NotebookOptions
  /// What the user gave, in the order in which it was typed.
  let given: [(name: String, value: Given)]
  /// Parameters that one of the notebooks has, or all where there is but one:
  /// in a folder, a value is for those that know it.
  private let known: Set<String>?

  init(
    _ options: NotebookOptions, given: [(String, Given)],
    for files: [NotebookFile]
  ) {
    self.options = options
    self.given = given
    let notebooks = files.compactMap { try? $0.notebook.get() }
    known =
      given.isEmpty || notebooks.count < 2
      ? nil : Set(notebooks.flatMap(Self.parameters))
  }

  private static func parameters(of notebook: Notebook) -> [String] {
    NotebookRun(notebook, in: Session(Environment(registry: .program)))
      .parameters.map(\.name)
  }

  /// A notebook in a fresh session.
  ///
  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - interrupt: Stops it.
  ///   - threads: To train on, if `--threads` does not say.
  ///   - seconds: How long it may take, from now.
  ///   - isFresh: Whether rows that sweeps kept earlier are neither read nor
  ///     touched.
  ///   - keeper: Keeps what steps did, and takes it over.
  ///   - varied: Values in place of those that were given; nil to give none.
  ///   - progress: Takes news of the work.
  /// - Returns: The notebook, nothing of it run.
  func run(
    _ notebook: Notebook, interrupt: Interrupt, threads: Int? = nil,
    seconds: Double? = nil, isFresh: Bool = false, keeper: StepKeeper? = nil,
    varied: [String: Given?] = [:],
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) -> NotebookRun {
    let folder =
      notebook.name == NotebookFiles.pipe
      ? "." : URL(filePath: notebook.name).deletingLastPathComponent().path
    var values = profile(of: notebook)?.given ?? [:]
    let own = known.map { _ in Set(Self.parameters(of: notebook)) }
    for (name, value) in given {
      guard let own, let known, known.contains(name), !own.contains(name)
      else {
        values[name] = value
        continue
      }
    }
    for (name, value) in varied { values[name] = value }
    var environment = Environment(
      registry: .program,
      interrupt: Interrupt(within: interrupt), folder: folder,
      access: .notebook(
        in: folder, reading: options.allowRead, writing: options.allowWrite,
        out: options.out),
      threads: options.threads ?? threads, progress: progress)
    if isFresh { environment.scratch = Scratch() }
    var session = Session(environment)
    session.given = values
    var run = NotebookRun(notebook, in: session, seconds: seconds)
    run.keeper = keeper
    return run
  }

  /// The profile under which a notebook runs, if it is one of its own.
  func profile(of notebook: Notebook) -> NotebookSettings.Profile? {
    notebook.settings.profiles.first { $0.name == options.profile }
  }
}
