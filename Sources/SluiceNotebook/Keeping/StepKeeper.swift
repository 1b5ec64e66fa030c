import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceKeeping
import SluiceOutput
import Synchronization

/// Keeps what steps of notebooks did, and does it again where nothing has
/// changed that they depend on.
///
/// That is sound because a step's random numbers follow from what the step is,
/// a state is a value, and threads do not change bits: see
/// `docs/kept-states.md`.
package final class StepKeeper: Sendable {
  let folder: KeptFolder
  let coding: KeptCoding
  let program: String
  /// Where trainings write down how far they have come.
  let progress: KeptProgress
  /// Shorter steps are run again sooner than they are read.
  private let least: Double
  /// Entries by what they are of, as they were when they were first asked for.
  private let entries = Mutex<[String: [KeptFolder.Entry]]?>(nil)

  /// - Parameters:
  ///   - folder: Where states are kept.
  ///   - registry: Knows the kinds of objects.
  ///   - program: What the program is known by.
  ///   - least: Seconds that a step must take to be kept.
  package init(
    _ folder: KeptFolder, _ registry: Registry, program: String,
    least: Double = 0.01
  ) {
    self.folder = folder
    self.program = program
    self.least = least
    progress = KeptProgress(in: folder)
    coding = KeptCoding(
      ObjectPool { folder.object($0) }, registry)
  }

  /// Files that were met and are not used.
  package var unused: (damaged: Int, foreign: Int) { folder.unused }

  /// Why nothing more can be kept, if so.
  package var problem: Diagnostic? { folder.problem }

  /// Entries of one step, at most.
  private static let mostOfOne = 24

  /// What an entry's name begins with: what it is of.
  private static func subject(
    _ identity: StepIdentity, of notebook: Notebook
  ) -> String {
    let file = URL(filePath: notebook.name).lastPathComponent
    let digest = ContentDigest(of: "\(file)\n\(identity.key)")
    return String(digest.text.prefix(24))
  }

  private func entries(of subject: String) -> [KeptFolder.Entry] {
    entries.withLock { entries in
      if let entries { return entries[subject] ?? [] }
      let all = Dictionary(grouping: folder.entries()) {
        String($0.name.prefix { $0 != "-" })
      }
      entries = all
      return all[subject] ?? []
    }
  }

  /// What was kept of a step, the latest first.
  func steps(
    _ identity: StepIdentity, of notebook: Notebook
  ) -> [(name: String, step: KeptStep)] {
    entries(of: Self.subject(identity, of: notebook)).compactMap { entry in
      let step = try? coding.value(KeptStep.self, of: entry.content)
      return step.map { (entry.name, $0) }
    }
  }

  func key(
    _ cell: Notebook.Cell, _ identity: StepIdentity, of notebook: Notebook,
    in session: Session
  ) -> StepKey {
    StepKey(cell, identity, of: notebook, in: session, program: program)
  }

  // MARK: - Doing it again

  /// What the next step of a notebook would do, if that is kept.
  ///
  /// - Parameters:
  ///   - cell: The step.
  ///   - identity: What it is.
  ///   - notebook: Its notebook.
  ///   - session: The session before it.
  /// - Returns: What it does; nil where it has to be run.
  func effect(
    _ cell: Notebook.Cell, _ identity: StepIdentity, of notebook: Notebook,
    in session: Session
  ) -> StepEffect? {
    let steps = steps(identity, of: notebook)
    guard !steps.isEmpty else { return nil }
    let key = key(cell, identity, of: notebook, in: session)
    let wantsHeld = session.environment.assertions.isKeepingTexts
    for (name, step) in steps
    where step.key == key && step.trace.changes(in: session, coding).isEmpty {
      guard let data = folder.object(step.effect),
        let effect = try? coding.value(StepEffect.self, of: data),
        effect.assertions == 0 || effect.held != nil || !wantsHeld
      else { continue }
      folder.touch(name, [step.effect] + step.parts)
      return effect
    }
    return nil
  }

  // MARK: - Keeping

  /// A step that is run so that it can be kept.
  struct Watched {
    fileprivate let log = StateLog()
    fileprivate let files = StepFiles()
    fileprivate let before: Session
    fileprivate let heldBefore: Int
    private let start = ContinuousClock.now

    /// Has a session tell what the step looks at.
    init(_ session: inout Session, _ keeper: StepKeeper) {
      before = session
      heldBefore = session.environment.assertions.count
      session.state.log = log
      session.environment.fileWatchers.append(files)
      session.environment.progressKept = (keeper.progress, keeper.program)
    }

    /// Has it tell no longer.
    func end(_ session: inout Session) {
      session.state.log = before.state.log
      session.environment.fileWatchers = before.environment.fileWatchers
      session.environment.progressKept = before.environment.progressKept
    }

    var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
  }

  /// Keeps a step that was just run, if it took long enough.
  func keep(
    _ watched: Watched, _ cell: Notebook.Cell, _ identity: StepIdentity,
    title: String, of notebook: Notebook, after session: Session,
    outputs: [Output], isQuitting: Bool
  ) {
    let seconds = watched.seconds
    defer { progress.endAll() }
    guard seconds >= least, folder.problem == nil else { return }
    let record = watched.log.taken()
    var effect = StepEffect(
      of: cell.options.error == nil ? record.changed : [], in: session.state)
    effect.outputs = outputs
    effect.isQuitting = isQuitting
    let assertions = session.environment.assertions
    effect.assertions = assertions.count - watched.heldBefore
    effect.held = assertions.isKeepingTexts ? assertions.texts : nil
    do {
      let trace = try StepTrace(record, watched.files, in: watched.before, coding)
      effect.files = trace.written.map(\.path)
      _ = coding.takenParts()
      let data = try coding.data(effect)
      let parts = coding.takenParts()
      let step = KeptStep(
        notebook: URL(filePath: notebook.name).lastPathComponent, title: title,
        key: key(cell, identity, of: notebook, in: watched.before),
        trace: trace, seconds: seconds, effect: ContentDigest(of: data),
        parts: parts.map(\.digest),
        bytes: data.count + parts.reduce(0) { $0 + $1.data().count })
      write(step, data, parts, as: Self.subject(identity, of: notebook))
    } catch {
      // What cannot be kept is run again.
    }
  }

  private func write(
    _ step: KeptStep, _ effect: Data,
    _ parts: [ObjectPool.Part], as subject: String
  ) {
    guard let content = try? coding.data(step) else { return }
    // What it depended on tells it from the same step at other times.
    let trace = (try? coding.data([step.key])) ?? Data()
    let all = trace + ((try? coding.data(step.trace)) ?? Data())
    let name = subject + "-" + ContentDigest(of: all).text.prefix(24)
    let isKept = folder.keep(
      content, as: name, parts: parts + [(step.effect, { effect })])
    guard isKept else { return }
    let old = entries(of: subject).filter { $0.name != name }
    let entry = KeptFolder.Entry(name: name, content: content, used: Date())
    for one in old.dropFirst(Self.mostOfOne - 1) { folder.remove(one.name) }
    entries.withLock {
      $0?[subject] = [entry] + old.prefix(Self.mostOfOne - 1)
    }
  }
}
