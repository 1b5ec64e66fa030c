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
  static func subject(
    _ identity: StepIdentity, of notebook: Notebook, _ part: String = ""
  ) -> String {
    let digest = ContentDigest(
      of: "\(file(of: notebook))\n\(identity.key)\n\(part)")
    return String(digest.text.prefix(24))
  }

  static func file(of notebook: Notebook) -> String {
    URL(filePath: notebook.name).lastPathComponent
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

  /// How a step stands: whether it would be run again, and why.
  ///
  /// - Parameters:
  ///   - cell: The step.
  ///   - identity: What it is.
  ///   - title: What it is called.
  ///   - notebook: Its notebook.
  ///   - session: The session before it.
  /// - Returns: What is kept of it, and what has changed since.
  func standing(
    _ cell: Notebook.Cell, _ identity: StepIdentity, title: String,
    of notebook: Notebook, in session: Session
  ) -> StepStanding {
    let now = key(cell, identity, of: notebook, in: session)
    var steps = steps(Self.subject(identity, of: notebook)).map(\.step)
    // What has no name of its own, and is other commands now, was another step.
    if steps.isEmpty {
      let file = Self.file(of: notebook)
      steps = all.filter { $0.notebook == file && $0.title == title }
    }
    guard let latest = steps.first else { return .unknown }
    func changes(of step: KeptStep) -> [StepChange] {
      now.changes(since: step.key)
        + step.trace.changes(in: session, coding, isThorough: true)
    }
    if let same = steps.first(where: { changes(of: $0).isEmpty }) {
      return .kept(same)
    }
    return .changed(latest, changes(of: latest))
  }

  /// All steps that are kept in the folder, the latest first.
  package var all: [KeptStep] {
    folder.entries().compactMap {
      try? coding.value(KeptStep.self, of: $0.content)
    }
  }

  func steps(
    _ subject: String
  ) -> [(name: String, step: KeptStep)] {
    entries(of: subject).compactMap { entry in
      let step = try? coding.value(KeptStep.self, of: entry.content)
      return step.map { (entry.name, $0) }
    }
  }

  func key(
    _ cell: Notebook.Cell, _ identity: StepIdentity, of notebook: Notebook,
    in session: Session
  ) -> StepKey {
    StepKey(
      notebook.text(cell.code), cell, identity, in: session, program: program)
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
    effect(
      of: steps(Self.subject(identity, of: notebook)),
      key(cell, identity, of: notebook, in: session), in: session)
  }

  func effect(
    of steps: [(name: String, step: KeptStep)],
    _ key: @autoclosure () -> StepKey,
    in session: Session
  ) -> StepEffect? {
    guard !steps.isEmpty else { return nil }
    let key = key()
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

  /// Keeps a step that was just run, if it took long enough.
  func keep(
    _ watched: WatchedStep, _ cell: Notebook.Cell, _ identity: StepIdentity,
    title: String, of notebook: Notebook, after session: Session,
    outputs: [Output], isQuitting: Bool
  ) {
    // Most steps take no time, and nothing is worked out for them.
    guard watched.seconds >= least else { return }
    defer { progress.endAll() }
    let record = watched.record
    var effect = StepEffect(
      of: cell.options.error == nil ? record.changed : [], in: session.state)
    effect.outputs = outputs
    effect.isQuitting = isQuitting
    let assertions = session.environment.assertions
    effect.assertions = assertions.count - watched.heldBefore
    effect.held = assertions.isKeepingTexts ? assertions.texts : nil
    keep(
      watched, key(cell, identity, of: notebook, in: watched.before), record,
      effect, title: title, of: Self.file(of: notebook),
      as: Self.subject(identity, of: notebook))
  }

  func keep(
    _ watched: WatchedStep, _ key: StepKey, _ record: StateLog.Record,
    _ effect: StepEffect, title: String, of notebook: String,
    as subject: String
  ) {
    let seconds = watched.seconds
    guard seconds >= least, folder.problem == nil else { return }
    var effect = effect
    do {
      let trace = try StepTrace(
        record, watched.files, in: watched.before, coding)
      effect.files = watched.files.names
      for path in watched.files.rows {
        effect.scratch[path] =
          watched.before.environment.scratch?.content(of: path)
      }
      _ = coding.takenParts()
      let data = try coding.data(effect)
      let parts = coding.takenParts()
      let step = KeptStep(
        notebook: notebook, title: title, key: key, trace: trace,
        seconds: seconds,
        effect: ContentDigest(of: data), parts: parts.map(\.digest),
        bytes: data.count + parts.reduce(0) { $0 + $1.data().count })
      write(step, data, parts, as: subject)
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
