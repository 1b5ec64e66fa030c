import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceKeeping
import SluiceLibrary
import SluiceNotebook
import SluiceOutput

/// A folder with a notebook whose steps are kept.
final class KeptFixture {
  let folder: URL
  /// Whose states count.
  var seal = Seal(key: [UInt8](repeating: 1, count: 32))
  var program = "this"
  /// Steps that were kept in the last run, and files that were not used.
  private(set) var kept: [String] = []
  private(set) var unused = (damaged: 0, foreign: 0)
  private(set) var problem: Diagnostic?

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "kept-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var states: URL { folder.appending(path: "states") }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  /// The files of kept states, in order.
  func files(_ kind: String) -> [URL] {
    let files =
      (try? FileManager.default.contentsOfDirectory(
        at: states.appending(path: kind), includingPropertiesForKeys: nil))
      ?? []
    return files.sorted { $0.path < $1.path }
  }

  /// A notebook with some parameters, nothing of it run; with a keeper, unless
  /// it is fresh.
  func start(
    _ text: String, _ given: [String: String] = [:], isFresh: Bool = false
  ) throws -> NotebookRun {
    let name = folder.appending(path: "test.sluice").path
    let notebook = try Notebook(text, name: name)
    var session = Session(
      Environment(
        folder: folder.path, access: .notebook(in: folder.path), threads: 1))
    session.given = given.mapValues { Given($0, in: folder.path) }
    var run = NotebookRun(notebook, in: session)
    if !isFresh {
      run.keeper = StepKeeper(
        KeptFolder(states, seal), .standard, program: program, least: 0)
    }
    return run
  }

  /// What a notebook prints, with its mistakes.
  func run(
    _ text: String, _ given: [String: String] = [:], isFresh: Bool = false
  ) throws -> [String] {
    var run = try start(text, given, isFresh: isFresh)
    var outputs: [Output] = []
    var mistakes: [Diagnostic] = []
    while !run.isDone, mistakes.isEmpty {
      mistakes = run.step { outputs.append($0) }
    }
    kept = run.kept.sorted().map(run.notebook.title)
    unused = run.keeper?.unused ?? (0, 0)
    problem = run.keeper?.problem
    return NotebookTest.lines(outputs) + mistakes.map(\.title)
  }
}
