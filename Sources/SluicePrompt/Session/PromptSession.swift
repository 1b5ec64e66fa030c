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
  private var checkpoints: [String: Moment] = [:]

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

  package init(_ session: Session) { self.session = session }

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
    if entry.steps.allSatisfy(\.names.made.isEmpty), entry.files.isEmpty {
      // It only looked: there is nothing to take back.
      last = Link(entry, after: last)
    } else {
      remember(entry, before)
    }
    return outcome
  }

  /// What is known of a word that a command, a function or an idea is called
  /// by, and no value; nil if nothing is.
  package func explained(_ word: String) -> Output? {
    guard session.state[word] == nil else { return nil }
    return HelpText(session.environment.registry).entry(word)
  }

  private mutating func remember(_ entry: Entry, _ before: State) {
    past.append(Moment(state: before, last: last, next: entry))
    last = Link(entry, after: last)
    future = []
  }

  // MARK: - Back and forth

  /// Takes entries back.
  ///
  /// - Returns: Those that were, the newest first.
  package mutating func undo(_ count: Int) -> [Entry] {
    var taken: [Entry] = []
    while taken.count < count, let moment = past.popLast() {
      future.append(
        Moment(state: session.state, last: last, next: moment.next))
      go(to: moment)
      taken.append(moment.next)
    }
    return taken
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
    checkpoints[name] = Moment(
      state: session.state, last: last,
      next: Entry(text: "restore \(name)"))
  }

  package var checkpointNames: [String] { checkpoints.keys.sorted() }

  /// Goes to a checkpoint, which can be undone like an entry.
  ///
  /// - Throws: `unknown-name`.
  package mutating func restore(_ name: String) throws(Diagnostic) {
    guard let checkpoint = checkpoints[name] else {
      throw Diagnostic(
        .unknownName, "there is no checkpoint \(name)",
        hint: didYouMean(
          name, in: checkpointNames,
          otherwise: checkpoints.isEmpty
            ? "`checkpoint \(name)` makes one"
            : "the checkpoints are \(checkpointNames.joined(separator: ", "))"))
    }
    past.append(
      Moment(state: session.state, last: last, next: checkpoint.next))
    future = []
    go(to: checkpoint)
  }
}
