import Dispatch
import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceLanguage
import SluiceOutput
import SluiceRandom
import Synchronization

extension Context {
  /// Runs a sweep's block for all combinations of its axes, several at a time,
  /// and defines the table of what the blocks named with `let`.
  ///
  /// A run's random numbers depend on its combination alone, so the table does
  /// not depend on the order, nor on how many run at a time.
  mutating func run(_ sweep: Sweep) throws(Stop) -> Output {
    let plan = try SweepPlan(sweep, self)
    var rows = try plan.finished(in: self)
    let missing = plan.combinations.indices.filter { rows[$0] == nil }
    let outcomes = Mutex<[Int: Result<[String: Value], Stop>]>([:])
    let cautions = Mutex<[Int: [String]]>([:])
    let context = self
    let done = plan.combinations.count - missing.count
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(
      iterations: max(1, min(environment.threads, missing.count))
    ) { _ in
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < missing.count,
          !context.environment.interrupt.isRequested
        else { return }
        let index = missing[place]
        let (outcome, told) = context.outcome(of: plan, index)
        cautions.withLock { $0[index] = told }
        let finished = outcomes.withLock {
          $0[index] = plan.kept(outcome, index, in: context)
          return $0.count + done
        }
        context.environment.progress(
          WorkProgress(
            fraction: Double(finished) / Double(plan.combinations.count),
            text: "sweep \(plan.name.text): \(finished) of"
              + " \(plan.combinations.count), \(plan.key(index))"))
      }
    }
    for (index, outcome) in outcomes.withLock({ $0 })
      .sorted(by: { $0.key < $1.key })
    {
      switch outcome {
      case .success(let values): rows[index] = values
      case .failure(let stop):
        guard var mistake = stop.mistake else { throw stop }
        if mistake.code.isStop { continue }
        mistake.title += ", in the run \(plan.key(index))"
        throw .mistake(mistake)
      }
    }
    if rows.count < plan.combinations.count {
      let reason = environment.interrupt.reason ?? .user
      throw fail(
        reason.code,
        "stopped \(reason.phrase) after \(rows.count) of"
          + " \(plan.combinations.count) runs",
        at: span,
        hint: plan.file == nil
          ? "with to=\"FILE.csv\" a sweep keeps finished runs and resumes there"
          : "run the same sweep again to resume where this one stopped")
    }
    let table = plan.table(rows)
    return try define(plan.name, as: .object(table))
      + .text("\(plan.name.text): \(table.summary)")
      + plan.notes(cautions.withLock { $0 })
  }

  /// What one run's block names with `let`, and what it had to say of it.
  private func outcome(
    of plan: SweepPlan, _ index: Int
  ) -> (values: Result<[String: Value], Stop>, cautions: [String]) {
    var context = self
    context.beginRun(plan.key(index))
    for (axis, value) in zip(plan.axes, plan.combinations[index]) {
      context.state.define(axis, as: value)
    }
    let stop = context.listening { context -> Stop? in
      do throws(Stop) {
        try context.execute(plan.body) { _ in }
        return nil
      } catch { return error }
    }
    if let stop { return (.failure(stop), []) }
    return (
      .success(context.state.values.filter { plan.columns.contains($0.key) }),
      context.environment.cautions.take()
    )
  }
}

/// What a sweep runs.
struct SweepPlan: Sendable {
  package let name: Name
  package let axes: [String]
  /// All combinations of the axes' values, the first axis slowest.
  let combinations: [[Value]]
  let body: [Statement]
  /// What the block names with `let`, in order.
  package let columns: [String]
  /// Where rows are kept.
  let file: OutputFile?
  /// Says which block, with which values of what it uses, which axes and which
  /// seed the kept rows are of.
  private let digest: String

  init(_ sweep: Sweep, _ context: Context) throws(Stop) {
    name = sweep.name
    body = sweep.body
    columns = Self.bindings(sweep.body)
    var axes: [String] = []
    var file: OutputFile?
    var values: [[Value]] = []
    for axis in sweep.axes {
      if axis.name.text == "to" {
        file = try OutputFile.read(axis.value, in: context)
        continue
      }
      axes.append(axis.name.text)
      let items = try context.items(of: axis.value, allowsWords: true)
      var seen: Set<String> = []
      if let twice = items.first(where: {
        !$0.isOpen && !seen.insert(CSV.text($0)).inserted
      }) {
        throw context.fail(
          .repeatedOption, "`\(axis.name.text)` has \(twice.text) twice",
          at: axis.value.span, hint: "name each value once")
      }
      values.append(items)
      guard values.reduce(1.0, { $0 * Double($1.count) }) <= 100_000 else {
        throw context.fail(
          .tooLong, "this sweep has more than 100,000 runs",
          at: axis.name.span, hint: "take fewer values")
      }
    }
    self.axes = axes
    combinations =
      context.isDry ? Self.diagonal(values) : Self.combinations(of: values)
    self.file = file
    guard !columns.isEmpty else {
      throw context.fail(
        .missingArgument, "a sweep's block names nothing with `let`",
        at: sweep.bodySpan,
        hint: "name what the table should hold: let score = accuracy(…)")
    }
    if let clash = columns.first(where: axes.contains) {
      throw context.fail(
        .takenName, "`\(clash)` is both varied and named by the block",
        at: sweep.bodySpan, hint: "rename one of them")
    }
    let block = context.source.text(sweep.bodySpan)
    let words = Set(
      block.split { !($0.isLetter || $0.isNumber || "_-".contains($0)) }
        .map(String.init)
    ).subtracting(axes + columns)
    let uses = context.state.values.filter { words.contains($0.key) }
      .sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.fingerprint)" }
    let text =
      block + axes.joined(separator: ",") + uses.joined(separator: ";")
      + "\(context.state.seed)"
    digest = String(RandomStream.digest(Array(text.utf8)), radix: 36)
  }

  private static func combinations(of values: [[Value]]) -> [[Value]] {
    values.reduce([[]]) { rows, items in
      rows.flatMap { row in items.map { row + [$0] } }
    }
  }

  /// Each value of each axis at least once, beside whichever of the others.
  private static func diagonal(_ values: [[Value]]) -> [[Value]] {
    guard values.allSatisfy({ !$0.isEmpty }) else { return [] }
    return (0..<(values.map(\.count).max() ?? 1)).map { row in
      values.map { $0[row % $0.count] }
    }
  }

  /// Names that a block's own statements bind, those of inner blocks included.
  private static func bindings(_ body: [Statement]) -> [String] {
    body.flatMap { statement -> [String] in
      switch statement.kind {
      case .binding(let name, _): [name.text]
      case .conditional(let branches, let otherwise):
        branches.flatMap { bindings($0.body) } + bindings(otherwise)
      default: []
      }
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// A run's combination in words.
  func key(_ index: Int) -> String {
    zip(axes, combinations[index]).map { "\($0)=\(CSV.text($1))" }
      .joined(separator: " ")
  }

  func table(_ rows: [Int: [String: Value]]) -> TableObject {
    TableObject(
      axes: axes, columns: columns,
      rows: combinations.indices.map { index in
        combinations[index]
          + columns.map { rows[index]?[$0] ?? .string("") }
      })
  }

  /// The table as far as a dry run knows it.
  func sketch(_ rows: [Int: [String: Value]]) -> TableObject {
    var table = table(rows)
    table.isWhole = false
    table.rows = combinations.indices.map { index in
      combinations[index] + columns.map { rows[index]?[$0] ?? .anything }
    }
    return table
  }

  // MARK: - Rows on file

  private var header: String { "# sweep \(digest)\n" }

  /// The runs that the file holds already.
  func finished(
    in context: Context
  ) throws(Stop) -> [Int: [String: Value]] {
    guard let file else { return [:] }
    let path: String
    do { path = try context.writable(file.path) } catch {
      throw context.placed(error, at: file.span)
    }
    let data: Data
    do throws(Unreadable) { data = try WholeFile.read(path) } catch {
      if error == .missing { return [:] }
      throw context.placed(
        error.diagnostic(file.path, inFolder: "name a file in it") {
          Diagnostic(.fileNotFound, "there is no file \(file.path)")
        }, at: file.span)
    }
    guard let text = String(validating: data, as: UTF8.self),
      text.hasPrefix(header)
    else {
      throw context.fail(
        .takenName, "\(file.path) holds something other than this sweep's rows",
        at: file.span,
        hint: "the block, a value it uses, the axes' names or the seed have"
          + " changed: remove the file or name another")
    }
    let keys = Dictionary(
      uniqueKeysWithValues: combinations.indices.map { (key($0), $0) })
    var rows: [Int: [String: Value]] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      // A line that a kill cut short is run again.
      guard let fields = CSV.fields(line), fields.count == columns.count + 1,
        let index = keys[fields[0]]
      else { continue }
      rows[index] = Dictionary(
        uniqueKeysWithValues: zip(columns, fields.dropFirst().map(CSV.value)))
    }
    return rows
  }

  /// A run's outcome, once its row is on file; a failure if it cannot be.
  func kept(
    _ outcome: Result<[String: Value], Stop>, _ index: Int,
    in context: Context
  ) -> Result<[String: Value], Stop> {
    guard let file, case .success(let values) = outcome else { return outcome }
    let line = CSV.line(
      [key(index)] + columns.map { CSV.text(values[$0] ?? .string("")) })
    do throws(Stop) {
      let path = try context.writable(file.path)
      guard SharedFile(path).append("\n" + line, orStart: header + line)
      else {
        throw context.fail(
          .unwritable, "\(file.path) cannot be written", at: file.span,
          hint: "check that you may write there")
      }
      return outcome
    } catch { return .failure(error) }
  }
}
