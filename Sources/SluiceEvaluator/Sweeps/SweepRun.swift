import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

extension Context {
  /// Runs a sweep's block for all combinations of its axes, several at a time,
  /// and defines the table of what the blocks named with `let`.
  ///
  /// A run's random numbers depend on its combination alone, so the table does
  /// not depend on the order, nor on how many run at a time. A run that fails by
  /// itself is a row without values, and the others go on.
  mutating func run(_ sweep: Sweep) throws(Stop) -> Output {
    try foresee(sweep)
    let plan = try SweepPlan(sweep, self)
    var kept: KeptRows?
    if let file = plan.file {
      kept = try KeptRows(file, sweep: plan.digest, in: self)
    }
    let board = SweepBoard(plan, kept, environment.interrupt)
    work(on: board, of: plan, kept)
    let report = try SweepReport(plan, board, kept, in: self)
    let note = try define(plan.name, as: .object(report.table))
    if report.isWhole { try kept?.write(report.table) }
    return note + report.output
  }

  private func work(
    on board: SweepBoard, of plan: SweepPlan, _ kept: KeptRows?
  ) {
    let total = plan.combinations.count
    DeepThreads.run(max(1, min(environment.threads, board.open))) {
      while let index = board.next() {
        board.end(index, self.ending(of: plan, index, kept))
        let count = board.count
        self.environment.progress(
          WorkProgress(
            fraction: Double(count) / Double(total),
            text: "sweep \(plan.name.text): \(count) of \(total),"
              + " \(plan.words(index))"))
      }
    }
  }

  /// Runs the block once.
  private func ending(
    of plan: SweepPlan, _ index: Int, _ kept: KeptRows?
  ) -> SweepBoard.Ending {
    let log = kept.map { RunLog($0.digests) }
    var context = self
    context.beginRun(plan.identity(index), of: plan.block, log: log)
    for (axis, value) in zip(plan.axes, plan.combinations[index]) {
      context.state.define(axis, as: value)
    }
    var failure: RunFailure?
    var isLasting = true
    let stop = context.listening { context -> Stop? in
      do throws(Stop) {
        try context.execute(plan.body) { _ in }
        return nil
      } catch { return error }
    }
    if let stop {
      guard let mistake = stop.mistake, mistake.code.isOfOneRun else {
        return .stop(stop.saying("in the run \(plan.words(index))"))
      }
      failure = RunFailure(code: mistake.code.rawValue, title: mistake.title)
      isLasting = mistake.code.isOfTheRunItself
    }
    let values = plan.columns.map { context.state[$0] ?? .missing }
    var origin = RunOrigin(
      version: environment.registry.resultsVersion, kernels: "")
    origin.cautions = context.environment.cautions.take()
    origin.trained = context.trained(plan.made)
    guard let kept, let log else {
      return failure.map { .failure($0, origin) } ?? .values(values, origin)
    }
    origin.files = log.files
    origin.kernels = environment.registry.kernels()
    var row = KeptRow(
      sweep: plan.digest, axes: plan.axes,
      run: plan.kept(index), places: plan.places[index], columns: [],
      values: [], failure: failure, origin: origin)
    for (column, value) in zip(plan.columns, values) where !value.holdsObject {
      row.columns.append(column)
      row.values.append(failure == nil ? KeptValue(value) : .missing)
    }
    do throws(Stop) {
      if isLasting { try kept.add(row) }
    } catch { return .stop(error) }
    return failure.map { .failure($0, origin) }
      ?? .values(values.map { $0.holdsObject ? nil : $0 }, origin)
  }
}

extension Context {
  /// A digest of what some objects have learned; nil where none has.
  fileprivate func trained(_ names: [String]) -> String? {
    let digests = names.compactMap { name -> UInt64? in
      guard case .object(let object)? = state[name] else { return nil }
      return object.learned
    }
    return digests.isEmpty
      ? nil : Digest.text(digests.map(Digest.digits).joined(separator: " "))
  }
}

extension Value {
  /// Whether it is something with parts of its own, or holds one: rows on file
  /// have no form for that.
  var holdsObject: Bool {
    switch self {
    case .object: true
    case .list(let items): items.contains(where: \.holdsObject)
    case .unknown(let kind?): !Kind.plain.contains(kind)
    default: false
    }
  }
}

extension Code {
  /// Whether a mistake is one run's affair, so that the others go on: not where
  /// somebody stops the sweep, nor where an assertion does.
  fileprivate var isOfOneRun: Bool {
    !isStop && self != .assertionFailed
  }

  /// Whether the same run would fail again, so that its row may be kept: not
  /// where a file or a right was missing, which may come.
  fileprivate var isOfTheRunItself: Bool { ![4, 5, 6].contains(exitStatus) }
}

extension Stop {
  fileprivate func saying(_ where: String) -> Stop {
    guard var mistake else { return self }
    if !mistake.code.isStop { mistake.title += ", \(`where`)" }
    return .mistake(mistake)
  }
}
