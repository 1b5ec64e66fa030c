import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput

/// A session with its past: each entry can be taken back, and done again.
///
/// A state is a value, so a moment of the past is just kept.
package struct PromptSession: Sendable {
  package private(set) var session: Session
  /// The newest entry that holds.
  private var last: Link?
  /// Moments to go back to, the nearest last, and those that were left so.
  private var past: [Moment] = []
  private var future: [Moment] = []
  private var checkpoints: [String: Checkpoint] = [:]

  /// Something that was typed and went well, at least in part.
  package struct Entry: Sendable {
    package var text: String
    /// Files that it wrote.
    package var files: [String] = []
    /// Its statements; none where it is not of the language.
    var steps: [SessionStep] = []

    /// Whether it is in the language, and could stand in a notebook.
    package var isOfTheLanguage: Bool { !steps.isEmpty }
  }

  /// An entry and those before it, shared between moments.
  private final class Link: Sendable {
    let entry: Entry
    let previous: Link?
    init(_ entry: Entry, after previous: Link?) {
      self.entry = entry
      self.previous = previous
    }
  }

  private struct Moment: Sendable {
    var state: State
    var last: Link?
    /// What led away from this moment.
    var next: Entry
  }

  /// A moment that has a name.
  private struct Checkpoint: Sendable {
    let moment: Moment
    let time: Date
  }

  /// Bytes that are kept for `undo`, about.
  private let limit: Int
  private var hasForgotten = false

  /// - Parameters:
  ///   - session: What it begins with.
  ///   - limit: Bytes that may be kept for `undo`.
  package init(_ session: Session, limit: Int = 1 << 30) {
    self.session = session
    self.limit = limit
  }

  /// The entries that hold, oldest first.
  package var entries: [Entry] {
    Array(sequence(first: last, next: { $0?.previous }).prefix { $0 != nil })
      .reversed().compactMap { $0?.entry }
  }

  /// Runs an entry of the language.
  ///
  /// Each statement is a step. Its random numbers follow from its commands and
  /// from how many equal ones would stand above it in a notebook of the session:
  /// so after `undo` the same command draws the same, and so does that notebook.
  package mutating func run(
    _ text: String, emit: (Output) -> Void
  ) -> Session.Outcome {
    let source = SourceText(text, name: "<prompt>")
    let registry = session.environment.registry
    let before = session.state
    let earlier = entries.flatMap(\.steps)
    var steps: [SessionStep] = []
    _ = session.environment.files.take()
    let outcome = session.run(
      source, mode: .prompt,
      identity: { statement, text in
        let step = SessionStep(statement, text, registry: registry)
        let ordinal = step.ordinal(after: earlier + steps)
        steps.append(step)
        return .commands(digest: step.digest, ordinal: ordinal)
      }, emit: emit)
    var entry = Entry(text: text, files: session.environment.files.take())
    entry.steps = Array(steps.prefix(outcome.done))
    guard !entry.steps.isEmpty else {
      session.state = before
      return outcome
    }
    // Of an entry that failed half way, what was done holds.
    if !outcome.diagnostics.isEmpty {
      entry.text = entry.steps.map(\.text).joined(separator: "\n")
    }
    if entry.steps.allSatisfy(\.names.made.isEmpty) {
      // It only looked, or wrote a file: there is nothing to take back.
      last = Link(entry, after: last)
    } else {
      remember(entry, before)
      if let note = forgetOldest() { emit(note) }
    }
    return outcome
  }

  /// Takes over all names of another state, such as a notebook leaves, as one
  /// entry. Where nothing was done before, its seed is taken over, too.
  ///
  /// - Parameters:
  ///   - other: The state.
  ///   - text: What the entry is called.
  ///   - emit: Takes what is to be said.
  /// - Returns: Names that stood for something else before.
  package mutating func load(
    _ other: State, as text: String, emit: (Output) -> Void
  ) -> [String] {
    let before = session.state
    let values = other.values
    let replaced = values.keys.filter { before[$0] != nil }.sorted()
    if last == nil { session.state.seed = other.seed }
    for (name, value) in values { session.state.define(name, as: value) }
    session.state.parameters.merge(other.parameters) { $1 }
    remember(
      Entry(text: text, files: session.environment.files.take()), before)
    if let note = forgetOldest() { emit(note) }
    return replaced
  }

  private mutating func remember(_ entry: Entry, _ before: State) {
    past.append(Moment(state: before, last: last, next: entry))
    last = Link(entry, after: last)
    future = []
  }

  /// Forgets the oldest moments where all together hold too much.
  ///
  /// - Returns: What is to be said of it, once.
  private mutating func forgetOldest() -> Output? {
    var seen = Set(session.state.memory)
    var bytes = 0
    let kept = past.reversed().prefix { moment in
      let new = moment.state.memory.filter { seen.insert($0).inserted }
      bytes += moment.state.ownBytes + new.reduce(0) { $0 + $1.bytes }
      return bytes <= limit
    }
    guard kept.count < past.count else { return nil }
    past.removeFirst(past.count - kept.count)
    defer { hasForgotten = true }
    let size = ByteCountFormatStyle(
      style: .memory, locale: Locale(identifier: "en_US")
    ).format(Int64(limit))
    return hasForgotten
      ? nil
      : .note(
        "`undo` now reaches back \(past.count) entries: it keeps at most"
          + " \(size), and forgets the oldest states first")
  }

  // MARK: - Back and forth

  /// Entries that were taken back, the newest first, with all files that were
  /// written since: they stay.
  package struct Undone: Sendable {
    package var entries: [Entry] = []
    package var files: [String] = []
  }

  /// Takes entries back, and with them what was looked at or written to files
  /// after them.
  package mutating func undo(_ count: Int) -> Undone {
    var undone = Undone()
    while undone.entries.count < count, let moment = past.popLast() {
      undone.files = files(since: moment.last) + undone.files
      future.append(
        Moment(state: session.state, last: last, next: moment.next))
      go(to: moment)
      undone.entries.append(moment.next)
    }
    return undone
  }

  private func files(since link: Link?) -> [String] {
    sequence(first: last, next: { $0?.previous })
      .prefix { $0 !== link && $0 != nil }
      .reversed().flatMap { $0?.entry.files ?? [] }
  }

  /// Does undone entries again, without running them.
  ///
  /// - Returns: Those that were, the oldest first.
  package mutating func redo(_ count: Int) -> [Entry] {
    var done: [Entry] = []
    while done.count < count, let moment = future.popLast() {
      past.append(Moment(state: session.state, last: last, next: moment.next))
      go(to: moment)
      done.append(moment.next)
    }
    return done
  }

  private mutating func go(to moment: Moment) {
    session.state = moment.state
    last = moment.last
  }

  // MARK: - Checkpoints

  /// Gives the state a name.
  package mutating func checkpoint(_ name: String) {
    checkpoints[name] = Checkpoint(
      moment: Moment(
        state: session.state, last: last,
        next: Entry(text: "restore \(name)")),
      time: Date())
  }

  /// The checkpoints, the oldest first, each with when it was made and after
  /// what.
  package var checkpointList: [Candidate] {
    checkpoints.sorted { ($0.value.time, $0.key) < ($1.value.time, $1.key) }
      .map { name, checkpoint in
        let time = checkpoint.time.formatted(
          .verbatim(
            "\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
            timeZone: .current, calendar: .current))
        let after = checkpoint.moment.last.map {
          "after `\($0.entry.text.prefix { !$0.isNewline })`"
        }
        return Candidate(name, "\(time), \(after ?? "at the start")")
      }
  }

  /// Goes to a checkpoint, which can be undone like an entry.
  ///
  /// - Throws: `unknown-name`.
  package mutating func restore(_ name: String) throws(Diagnostic) {
    guard let checkpoint = checkpoints[name]?.moment else {
      let names = checkpoints.keys.sorted()
      throw Diagnostic(
        .unknownName, "there is no checkpoint \(name)",
        hint: didYouMean(
          name, in: names,
          otherwise: names.isEmpty
            ? "`checkpoint \(name)` makes one"
            : "the checkpoints are \(names.joined(separator: ", "))"))
    }
    past.append(
      Moment(state: session.state, last: last, next: checkpoint.next))
    future = []
    go(to: checkpoint)
  }
}
