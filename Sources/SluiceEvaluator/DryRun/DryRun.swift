import SluiceDiagnostics
import Synchronization

/// A run that does no work, reads no data and writes nothing, to find what is
/// wrong with commands.
///
/// The commands are those of a real run, on the same state, so that what is
/// said is what running would say. Only where one trains, scores, reads or
/// writes it leaves that out; what would come of it is an unknown value, and a
/// statement that needs an unknown value is passed over. After a mistake the
/// run goes on, with the names that the statement would have made unknown.
package struct DryRun: Sendable {
  package let findings = Findings()
  /// Whether what is run may never be, and for good reason: a branch that is
  /// not taken. Then only what no value could make right is a mistake.
  var isGuarded = false

  package init() {}

  /// What a dry run has found, wherever in it.
  package final class Findings: Sendable {
    private struct Record {
      var mistakes: [Diagnostic] = []
      var places: Set<String> = []
      var isCertain = true
      var isFirstCertain = false
      var effort = DryRun.effort
      var files: [String: (any SessionObject)?] = [:]
      var possibleNames: Set<String> = []
    }

    private let record = Mutex(Record())

    /// Keeps a mistake; of several of one kind at one place, as in a loop, the
    /// first.
    package func note(_ mistake: Diagnostic) {
      let place = mistake.place.map { "\($0.file):\($0.line):\($0.columns)" }
      let key = mistake.code.rawValue + (place ?? mistake.title)
      record.withLock {
        guard $0.places.insert(key).inserted else { return }
        if $0.mistakes.isEmpty { $0.isFirstCertain = $0.isCertain }
        $0.mistakes.append(mistake)
      }
    }

    /// Sets what was found aside, so that what is found next stands alone.
    func setAside() -> Aside {
      record.withLock { record in
        defer { (record.mistakes, record.places) = ([], []) }
        return Aside(mistakes: record.mistakes, places: record.places)
      }
    }

    struct Aside {
      fileprivate var mistakes: [Diagnostic]
      fileprivate var places: Set<String>
    }

    /// Puts back what was set aside.
    ///
    /// - Returns: What was found meanwhile.
    func takeBack(_ aside: Aside) -> [Diagnostic] {
      record.withLock { record in
        defer {
          (record.mistakes, record.places) = (aside.mistakes, aside.places)
        }
        return record.mistakes
      }
    }

    /// Begins a cell.
    package func begin() {
      record.withLock {
        $0.mistakes = []
        ($0.isCertain, $0.isFirstCertain) = (true, false)
      }
    }

    /// The mistakes of this cell.
    package var mistakes: [Diagnostic] { record.withLock { $0.mistakes } }

    /// Whether all of the cell would go the same way in a real run; and whether
    /// its first mistake would be the first there.
    package var isCertain: Bool { record.withLock { $0.isCertain } }
    package var isFirstCertain: Bool { record.withLock { $0.isFirstCertain } }

    /// Says that a real run may go another way from here.
    func doubt() { record.withLock { $0.isCertain = false } }

    /// Names that blocks which are not taken would define.
    var possibleNames: Set<String> { record.withLock { $0.possibleNames } }

    func mayDefine(_ names: Set<String>) {
      record.withLock { $0.possibleNames.formUnion(names) }
    }

    func spend(_ effort: Int) { record.withLock { $0.effort -= effort } }

    /// Whether loops may go on.
    var hasEffort: Bool { record.withLock { $0.effort > 0 } }

    /// Remembers that a real run would have written a file.
    func wrote(_ path: String, _ object: (any SessionObject)?) {
      record.withLock { record in
        // A command that writes an object says so after the file was noted.
        if object != nil || record.files[path] == nil {
          record.files[path] = .some(object)
        }
      }
    }

    /// Whether a real run would have written a file.
    func hasWritten(_ path: String) -> Bool {
      record.withLock { $0.files[path] != nil }
    }

    /// All files that a real run would have written so far.
    package var writtenFiles: Set<String> {
      record.withLock { Set($0.files.keys) }
    }

    /// The object that a real run would have written to a file.
    func object(in path: String) -> (any SessionObject)? {
      record.withLock { $0.files[path] ?? nil }
    }
  }

  /// Statements in blocks, at most, so that a loop in a loop in a loop ends.
  static let effort = 2_000
  /// Items of a loop that its block is run for.
  static let items = 20
  /// Parts of a list or a text beyond which it is not kept.
  static let extent = 10_000
}

extension Context {
  /// Whether this is a dry run.
  package var isDry: Bool { environment.dryRun != nil }

  /// The object that a command above would have written to a file; nil if
  /// there was none.
  ///
  /// - Throws: What forbids to read there.
  package func foreseen(_ path: String) throws(Stop) -> (any SessionObject)? {
    guard let dry = environment.dryRun else { return nil }
    let full = try stopping { () throws(Diagnostic) in
      try access.readable(path, from: environment.folder)
    }
    return dry.findings.object(in: full)
  }

  /// Says that a real run may go another way from here.
  func doubt() { environment.dryRun?.findings.doubt() }

  /// Keeps a mistake of a dry run, so that it can go on.
  ///
  /// - Throws: The mistake, in a real run; an interrupt, in any.
  package func note(_ stop: Stop) throws(Stop) {
    guard let dry = environment.dryRun else { throw stop }
    guard let mistake = stop.mistake else { return doubt() }
    guard !mistake.code.isStop else { throw stop }
    guard !dry.isGuarded || mistake.code.exitStatus == 2 else { return }
    dry.findings.note(mistake)
  }

  /// Does something; in a dry run, a mistake of it is kept.
  ///
  /// - Returns: Whether it was done.
  func noting(
    _ body: () throws(Stop) -> Void
  ) throws(Stop) -> Bool {
    do throws(Stop) {
      try body()
      return true
    } catch {
      try note(error)
      return false
    }
  }
}
