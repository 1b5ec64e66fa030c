import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceRandom
import Synchronization

/// The rows of a sweep on file: those that are there, those that are added, and
/// which runs another program is at.
///
/// Rows lie in a file of their own, a line each, where they stay whatever else
/// is run: `runs.jsonl` beside the table `runs.csv`, which is written once all
/// rows are there.
final class KeptRows: Sendable {
  /// As messages call it.
  let name: String
  private let table: OutputFile?
  private let span: Range<Int>
  private let path: String
  private let file: SharedFile
  private let claims: Claims?
  private let sweep: String
  private let context: Context
  let digests = FileDigests()

  private struct Record {
    /// Rows of this sweep by run, in the order of the file.
    var rows: [[UInt8]: [KeptRow]] = [:]
    var others = 0
    var unreadable = 0
    /// Digests of all tables that were written, by name.
    var tables: [String: Set<String>] = [:]
    /// How much of the file was read.
    var end: UInt64 = 0
  }

  private let record = Mutex(Record())

  /// Where the rows of a table are kept: beside it, as `NAME.jsonl`.
  static func rowsPath(of path: String) -> String {
    guard !path.hasSuffix(".jsonl") else { return path }
    let url = URL(filePath: path)
    let ending = url.pathExtension
    return (ending.isEmpty ? path : String(path.dropLast(ending.count + 1)))
      + ".jsonl"
  }

  /// Opens the file, or makes it; a file that holds anything else is left as it
  /// is.
  ///
  /// - Parameters:
  ///   - to: What `to=` says: a table, or a file of rows.
  ///   - sweep: The digest of the sweep.
  ///   - context: Says what may be written, and where.
  /// - Throws: `taken-name` if one of the files is something else, and all that
  ///   keeps it from being read and written.
  init(_ to: OutputFile, sweep: String, in context: Context) throws(Stop) {
    name = Self.rowsPath(of: to.path)
    table = name == to.path ? nil : to
    span = to.span
    self.sweep = sweep
    self.context = context
    do throws(Stop) { path = try context.writableRows(name) } catch {
      throw context.placed(error, at: to.span)
    }
    file = SharedFile(path)
    try Self.check(path, name, at: to.span, context)
    try Self.checkReadable(to, context)
    guard file.begin(with: KeptLine.first) else {
      throw Self.unwritable(name, at: to.span, context)
    }
    claims = Claims(on: path)
    refresh()
    try checkTable()
  }

  // MARK: - What is there

  /// How a run stands.
  enum Status {
    case kept(KeptRow)
    /// Its row is of other files or of another version, which is said.
    case outdated([String])
    case missing
  }

  /// Reads what was added since the last time, by whomever.
  func refresh() {
    record.withLock { record in
      guard let (lines, end) = file.lines(from: record.end) else { return }
      record.end = end
      for line in lines where !line.isEmpty {
        switch KeptLine(Data(line)) {
        case .header: break
        case .row(let row) where row.sweep == sweep:
          record.rows[Array(row.key.utf8), default: []].append(row)
        case .row: record.others += 1
        case .table(let name, let digest):
          record.tables[name, default: []].insert(digest)
        case nil: record.unreadable += 1
        }
      }
    }
  }

  func status(of run: String) -> Status {
    let rows = record.withLock { $0.rows[Array(run.utf8)] ?? [] }
    guard let last = rows.last else { return .missing }
    if let row = rows.last(where: { reasons(against: $0).isEmpty }) {
      return .kept(row)
    }
    return .outdated(reasons(against: last))
  }

  private func reasons(against row: KeptRow) -> [String] {
    guard row.origin.version == context.environment.registry.resultsVersion
    else { return ["it is of another version of the program"] }
    return row.origin.files.compactMap { file in
      let full = try? context.access.readable(
        file.path, from: context.environment.folder)
      let now = full.flatMap { digests.digest(of: $0) }
      if now == file.digest { return nil }
      return now == nil ? "\(file.path) is gone" : "\(file.path) has changed"
    }
  }

  /// Rows of other sweeps, and lines that are none.
  var others: (rows: Int, unreadable: Int) {
    record.withLock { ($0.others, $0.unreadable) }
  }

  // MARK: - What is added

  /// Takes a run from all other programs that are at the same sweep.
  func claim(_ run: String) -> Bool { claims?.claim(digest(run)) ?? true }

  func release(_ run: String) { claims?.release(digest(run)) }

  private func digest(_ run: String) -> UInt64 {
    RandomStream.digest(run.utf8, after: RandomStream.digest(sweep.utf8))
  }

  /// - Throws: `unwritable`; then the file is as it was.
  func add(_ row: KeptRow) throws(Stop) {
    guard file.append(line: KeptLine.row(row).text, below: KeptLine.first)
    else { throw Self.unwritable(name, at: span, context) }
  }

  /// Writes the table, now that all rows are there. Its digest comes first, so
  /// that whoever meets the table knows it: another program, or another run of
  /// the sweep that this one stands in.
  func write(_ table: TableObject) throws(Stop) {
    guard let place = self.table else { return }
    try checkTable()
    let text = table.csv
    let full = try context.writableRows(place.path)
    let (name, digest) = (tableName(place), Digest.text(text))
    let isKnown = record.withLock { $0.tables[name]?.contains(digest) == true }
    if !isKnown {
      let line = KeptLine.table(name: name, digest: digest)
      guard file.append(line: line.text, below: KeptLine.first) else {
        throw Self.unwritable(self.name, at: span, context)
      }
    }
    do throws(Diagnostic) {
      try WholeFile.write(text, to: full, as: place.path)
    } catch { throw context.placed(error, at: span) }
    if context.isRun {
      context.caution(
        "\(place.path) holds the table of one run, and \(self.name) the rows of"
          + " all")
    }
  }

  // MARK: - What is not ours

  /// - Throws: Why the file cannot be one of rows.
  private static func check(
    _ path: String, _ name: String, at span: Range<Int>, _ context: Context
  ) throws(Stop) {
    let header = KeptLine.first + "\n"
    let beginning: Data
    do throws(Unreadable) {
      beginning = try WholeFile.read(first: header.utf8.count, of: path)
    } catch {
      guard error != .missing else { return }
      throw context.placed(unreadable(error, name), at: span)
    }
    // One that was cut while it was begun is still ours.
    guard Data(header.utf8).starts(with: beginning) else {
      throw context.fail(
        .takenName, "\(name) holds something other than rows of sweeps",
        at: span, hint: "name another file with to=, or move that one away")
    }
  }

  /// - Throws: Why the table cannot be written where it is to stand.
  private static func checkReadable(
    _ to: OutputFile, _ context: Context
  ) throws(Stop) {
    let full: String
    do throws(Stop) { full = try context.writableRows(to.path) } catch {
      throw context.placed(error, at: to.span)
    }
    do throws(Unreadable) { _ = try WholeFile.read(first: 1, of: full) } catch {
      guard error != .missing else { return }
      throw context.placed(unreadable(error, to.path), at: to.span)
    }
  }

  /// - Throws: `taken-name`, if what stands in the table's place was not
  ///   written by a sweep with these rows.
  private func checkTable() throws(Stop) {
    guard let table else { return }
    let full = try context.writableRows(table.path)
    guard let size = try? WholeFile.size(of: full), size > 0,
      let digest = Digest.file(full)
    else { return }
    // Another may just have written it.
    refresh()
    let name = tableName(table)
    guard record.withLock({ $0.tables[name]?.contains(digest) != true })
    else { return }
    throw context.fail(
      .takenName,
      "\(table.path) is there already, and is no table of this sweep",
      at: span, hint: "name another file with to=, or move that one away")
  }

  private func tableName(_ table: OutputFile) -> String {
    URL(filePath: table.path).lastPathComponent
  }

  private static func unreadable(
    _ reason: Unreadable, _ name: String
  ) -> Diagnostic {
    reason.diagnostic(name, inFolder: "name a file in it") {
      Diagnostic(.fileNotFound, "there is no file \(name)")
    }
  }

  private static func unwritable(
    _ name: String, at span: Range<Int>, _ context: Context
  ) -> Stop {
    context.fail(
      .unwritable, "\(name) cannot be written", at: span,
      hint: "check that you may write there, and that the disk is not full")
  }
}
