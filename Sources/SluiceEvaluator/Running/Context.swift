import Foundation
import SluiceDiagnostics
import SluiceKeeping
import SluiceLanguage
import SluiceOutput
import SluiceRandom

/// What the commands of a session share and none of them changes.
package struct Environment: Sendable {
  package var registry: Registry
  package var interrupt: Interrupt
  /// The folder that relative paths start from.
  package var folder: String
  /// What may be read and written.
  package var access: FileAccess
  /// Remembers what is written, which no `undo` takes back.
  package let files = FileLog()
  /// Collects what makes results worth less than they look.
  var cautions = Cautions()
  package let assertions = HeldAssertions()
  /// Threads to train on; the bits do not depend on it. As many as there are
  /// processors, if nobody chose.
  package var threads: Int {
    get { chosenThreads ?? ProcessInfo.processInfo.activeProcessorCount }
    set { chosenThreads = newValue }
  }
  private var chosenThreads: Int?
  /// Where rows of sweeps go in a run that is to be fresh, as a test is.
  package var scratch: Scratch?
  /// Who wants to know which files are opened: of a step that is kept, and of a
  /// run of a sweep whose row is.
  package var fileWatchers: [any FileWatcher] = []
  /// Where trainings write down how far they have come, and for what program;
  /// nil where they do not.
  package var progressKept: (kept: KeptProgress, program: String)?
  /// Set where nothing is to be done and mistakes are all that is wanted.
  package var dryRun: DryRun?
  /// Takes news of work that goes on; they are never recorded.
  package var progress: @Sendable (WorkProgress) -> Void
  /// How long counted work goes on before there is news of it.
  package var progressDelay = Duration.seconds(1)

  package init(
    registry: Registry, interrupt: Interrupt = Interrupt(),
    folder: String = ".", access: FileAccess = .everything,
    threads: Int? = nil,
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) {
    self.registry = registry
    self.interrupt = interrupt
    self.folder = folder
    self.access = access
    chosenThreads = threads
    self.progress = progress
  }
}

/// How far a piece of work has come.
package struct WorkProgress: Sendable {
  /// 0…1; the work is done at 1.
  package var fraction: Double
  /// What goes on, in one line.
  package var text: String
  /// The same at length, for a terminal that draws it again and again; made
  /// only when it is shown. Nothing where one line says it all.
  package var block: @Sendable () -> Output

  package init(
    fraction: Double, text: String,
    block: @escaping @Sendable () -> Output = { .nothing }
  ) {
    self.fraction = fraction
    self.text = text
    self.block = block
  }
}

/// How strict a text is taken.
package enum Mode: Sendable {
  /// Defining a name again replaces it and says so.
  case prompt
  /// Defining a name again is a mistake.
  case file
}

/// What a command works with: the state, which it may change, and where it
/// stands.
package struct Context: Sendable {
  package var state: State
  package internal(set) var environment: Environment
  package let source: SourceText
  package let mode: Mode
  /// Values given from outside for parameters, as typed: `-p epochs=3`.
  let given: [String: Given]
  /// The statement that is being run.
  package var span = 0..<0
  /// Whether this is one run of a sweep, which tells of its runs at its end.
  package private(set) var isRun = false
  /// Whether the statement stands in a block of another.
  private(set) var isInBlock = false
  /// Whether `quit` was said.
  package var isQuitting = false
  private var stepStream: RandomStream
  /// Whether what is run was gone through beforehand, with the block around it.
  var isForeseen = false
  /// Tells the blocks of sweeps and loops that are being run from all others.
  var lineage: UInt64 = 0
  /// Commands run so far in this step.
  var executed: UInt64 = 0

  package init(
    _ state: State, _ environment: Environment, source: SourceText,
    mode: Mode, given: [String: Given], stream: RandomStream
  ) {
    self.state = state
    self.environment = environment
    self.source = source
    self.mode = mode
    self.given = given
    stepStream = stream
  }

  /// What was given from outside for a parameter.
  func given(for parameter: String) -> Given? {
    state.log?.reads(parameter: parameter)
    return given[parameter]
  }

  /// Begins a step of its own within the text.
  mutating func beginStep(_ step: StepIdentity) {
    stepStream = step.stream(seed: state.seed)
    executed = 0
  }

  /// Makes this the context of one run of a sweep among many: quiet, on one
  /// thread, with random numbers that follow from the session's seed, from the
  /// block and from the run's own combination, and from nothing else. So the
  /// same run is the same wherever it stands and whatever runs beside it.
  mutating func beginRun(_ key: String, of block: UInt64, log: RunLog?) {
    lineage = RandomStream.digest("\(lineage) \(block) \(key)".utf8)
    stepStream = sweeps
    executed = 0
    if let log { environment.fileWatchers.append(log) }
    environment.threads = 1
    environment.progress = { _ in }
    environment.cautions = Cautions()
    isRun = true
  }

  /// Does something in a block of the statement.
  mutating func inBlock<T>(
    _ body: (inout Context) throws(Stop) -> T
  ) throws(Stop) -> T {
    let outer = isInBlock
    isInBlock = true
    defer { isInBlock = outer }
    return try body(&self)
  }

  /// Makes this the context of one item of a loop: sweeps in it are others than
  /// those of the other items.
  mutating func beginItem(_ number: Int, after lineage: UInt64) {
    self.lineage = RandomStream.digest("\(lineage) item \(number)".utf8)
  }

  /// Where the random numbers of sweeps come from, here.
  var sweeps: RandomStream {
    RandomStream(seed: state.seed).split("sweeps").split(lineage)
  }

  /// The random numbers of the command that is being run.
  package var random: RandomStream { stepStream.split(executed) }

  /// A mistake at a place of the text.
  package func fail(
    _ code: Code, _ title: String, at span: Range<Int>, label: String = "",
    hint: String? = nil
  ) -> Stop {
    .mistake(
      Diagnostic(
        code, title, at: source.place(span), label: label, hint: hint))
  }

  /// A mistake with a place, if it has none of its own: for what comes from
  /// parts that know nothing of the text.
  package func placed(_ mistake: Diagnostic, at span: Range<Int>) -> Stop {
    var mistake = mistake
    mistake.place = mistake.place ?? source.place(span)
    return .mistake(mistake)
  }

  package func placed(_ stop: Stop, at span: Range<Int>) -> Stop {
    stop.mistake.map { placed($0, at: span) } ?? stop
  }

  /// - Throws: That work is to stop, if somebody asked for it.
  package func checkInterrupt() throws(Stop) {
    if let reason = environment.interrupt.reason {
      throw .mistake(reason.diagnostic(at: source.place(span)))
    }
  }

  /// Whether what a statement had done when it was stopped is the user's to
  /// go on with: in a file, a cell or a block whoever stopped it has stopped
  /// the whole, which is then undone.
  package var keepsPart: Bool { mode == .prompt && !isInBlock }

  /// Gives a value a name.
  ///
  /// - Returns: A note, if the name had another value before.
  /// - Throws: `taken-name` in a file, if another statement defined it.
  package mutating func define(
    _ name: Name, as value: Value
  ) throws(Stop) -> Output {
    let origin = State.Origin(run: state.runs, offset: name.span.lowerBound)
    let old = state[name.text]
    let isOwn = state.origins[name.text] == origin
    let isForgotten = old?.isUnknown == true && state.origins[name.text] == nil
    if old != nil, !isOwn, !isForgotten, mode == .file {
      throw fail(
        .takenName, "`\(name.text)` is already defined", at: name.span,
        label: "the second time", hint: "in a file each name is defined once")
    }
    state.define(name.text, as: value)
    state.origins[name.text] = origin
    let isRedefined = old != nil && !isOwn && !isForgotten
    // In a file no name is defined twice.
    var uses = mode == .file || isDry ? [] : state.newOldUses(by: name.text)
    // Only objects are what others are made from.
    if mode == .prompt, !isDry, isRedefined, case .object? = old {
      uses += state.newOldUses().filter { $0.source == name.text }
    }
    let users = uses.filter { $0.source == name.text }.map(\.user)
    let notes = OldUse.notes(uses.filter { $0.source != name.text })
    guard let old, isRedefined else { return notes }
    let said =
      old.kind == value.kind
      ? "`\(name.text)` is redefined"
      : "`\(name.text)` was \(old.phrase) and is now \(value.phrase)"
    let rest =
      users.isEmpty ? "" : "; " + OldUse.sentence(users, the: "one", count: 1)
    return .note(said + rest) + notes
  }
}
