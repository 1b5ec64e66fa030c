import SluiceDiagnostics
import SluiceOutput

/// What came of a sweep: its table, and what there is to say of it.
struct SweepReport {
  let table: TableObject
  /// Whether all runs are in it.
  let isWhole: Bool
  let output: Output

  /// - Throws: What ended the sweep; why its runs failed, if all did; that it
  ///   was stopped, if no run had ended.
  init(
    _ plan: SweepPlan, _ board: SweepBoard, _ kept: KeptRows?,
    in context: Context
  ) throws(Stop) {
    let endings = board.endings.sorted { $0.key < $1.key }
    // A column that a file cannot hold is none, so that the table is the same
    // whether its rows come from there or not.
    let held = plan.columns.indices.filter { column in
      endings.allSatisfy { _, ending in
        if case .values(let values, _) = ending {
          values[column] != nil
        } else {
          true
        }
      }
    }
    var rows: [[Value]] = []
    var failures: [RunFailure?] = []
    var origins: [RunOrigin] = []
    var cautions: [Int: [String]] = [:]
    var trained: [String?] = []
    for (index, ending) in endings {
      switch ending {
      case .values(let values, let origin):
        rows.append(
          plan.labels[index] + held.map { values[$0] ?? .missing })
        failures.append(nil)
        origins.append(origin)
        cautions[index] = origin.cautions
        trained.append(origin.trained)
      case .failure(let failure, let origin):
        rows.append(plan.labels[index] + held.map { _ in .missing })
        failures.append(failure)
        origins.append(origin)
        cautions[index] = origin.cautions
        trained.append(nil)
      case .stop(let stop):
        guard stop.mistake?.code.isStop == true else { throw stop }
      }
    }
    var table = TableObject(
      axes: plan.axes, columns: held.map { plan.columns[$0] }, rows: rows,
      failures: failures, trained: trained)
    table.remarks = RunOrigin.remarks(on: origins)
    let objects = plan.columns.filter { !table.columns.contains($0) }
    isWhole = rows.count == plan.combinations.count
    try Self.check(table, isWhole, plan, kept, context)
    self.table = table
    var output = Output.nothing
    if !isWhole {
      output +=
        .text(
          "stopped after \(rows.count) of \(plan.combinations.count) runs:"
            + " \(plan.name.text) holds them"
            + (kept == nil ? "" : "; the same sweep goes on there"))
    }
    output += .text("\(plan.name.text): \(table.summary)")
    if !objects.isEmpty {
      output += .note(
        "\(objects.joined(separator: ", ")):"
          + (objects.count == 1 ? " no column" : " no columns")
          + " of \(plan.name.text), since rows on file hold no objects")
    }
    let notes =
      Self.failed(failures) + Self.found(board, plan, kept)
      + plan.unused.map {
        "`\($0)` is varied, but the block never uses it: runs that differ in it"
          + " differ by chance, if at all"
      }
    for note in notes {
      output += .note(note)
    }
    self.output =
      table.remarks.reduce(output) { $0 + .note($1) } + plan.notes(cautions)
  }

  private static func check(
    _ table: TableObject, _ isWhole: Bool, _ plan: SweepPlan,
    _ kept: KeptRows?, _ context: Context
  ) throws(Stop) {
    let all = plan.combinations.count
    if !isWhole,
      table.rows.isEmpty || !context.keepsPart
        || context.environment.interrupt.requests > 1
    {
      let rest =
        kept.map {
          "; \($0.name) keeps the rows that are there, and the same sweep goes"
            + " on there"
        } ?? ""
      let reason = context.environment.interrupt.reason ?? .user
      throw context.fail(
        reason.code,
        "stopped \(reason.phrase) after \(table.rows.count) of \(all) runs",
        at: context.span,
        hint: "\(plan.name.text) is as it was before" + rest)
    }
    guard isWhole, all > 0, let failure = table.failures.first ?? nil,
      table.failures.allSatisfy({ $0 != nil })
    else { return }
    throw context.fail(
      Code(rawValue: failure.code) ?? .outOfRange,
      all == 1
        ? "the only run failed: \(failure.title)"
        : "all \(all) runs failed, the first with: \(failure.title)",
      at: context.span,
      hint: "the first was \(plan.words(0))")
  }

  /// How many runs failed and why, once a code.
  private static func failed(_ failures: [RunFailure?]) -> [String] {
    var codes: [(code: String, title: String, count: Int)] = []
    for failure in failures.compactMap({ $0 }) {
      if let index = codes.firstIndex(where: { $0.code == failure.code }) {
        codes[index].count += 1
      } else {
        codes.append((failure.code, failure.title, 1))
      }
    }
    return codes.map {
      "\($0.count) of \(failures.count) runs failed with \($0.code):"
        + " \($0.title)"
    }
  }

  /// Which rows were on file, and why others were not taken from there.
  private static func found(
    _ board: SweepBoard, _ plan: SweepPlan, _ kept: KeptRows?
  ) -> [String] {
    guard let kept else { return [] }
    var notes: [String] = []
    let again = board.outdated.sorted { $0.key < $1.key }.map {
      "\($0.value) run again: \($0.key)"
    }
    if board.found > 0 || !again.isEmpty {
      notes.append(
        (["\(board.found) of \(plan.combinations.count) rows from \(kept.name)"]
          + again).joined(separator: "; "))
    }
    let (others, unreadable) = kept.others
    if others > 0, board.found == 0, again.isEmpty {
      notes.append(
        "\(kept.name) also holds \(NumberText.count(others, of: "row")) of"
          + " other sweeps: another block, other values that it uses, or"
          + " another seed")
    }
    if unreadable > 0 {
      notes.append(
        "\(NumberText.count(unreadable, of: "line")) of \(kept.name) cannot be"
          + " read and was passed over")
    }
    return notes
  }
}

extension RunOrigin {
  /// What is to be known of rows that were made in different ways.
  package static func remarks(on origins: [RunOrigin]) -> [String] {
    var remarks: [String] = []
    let kernels = Set(origins.map(\.kernels)).sorted()
    if kernels.count > 1 {
      remarks.append(
        "matrices were multiplied in different ways, so that last digits may"
          + " differ: \(kernels.joined(separator: "; "))")
    }
    let versions = Set(origins.map(\.version)).sorted()
    if versions.count > 1 {
      remarks.append(
        "the rows are of versions of the program that give different results:"
          + " \(versions.map(String.init).joined(separator: ", "))")
    }
    return remarks
  }
}
