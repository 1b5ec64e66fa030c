import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

/// The runs of a table that are compared, and what was varied beside the
/// methods.
struct ComparedRuns {
  var runs: [Comparison.Run]
  /// What results are to generalise over; nil where nothing else was varied.
  var unit: String?
  /// What repeats a run within a unit.
  var repetitions: [String]
  /// What was varied and changes nothing, so that a run is counted once.
  var idle: [String]
  /// How many runs are an earlier one again, beside those.
  var repeated: Int

  /// How many values the unit takes.
  var units: Int { Set(runs.map(\.unit)).count }

  /// Whether each method has one run only, so that nothing tells a difference
  /// from chance.
  var isTooFew: Bool {
    !runs.isEmpty && Set(runs.map(\.method)).count == runs.count
  }

  /// Methods that trained the very same networks as another.
  var twins: [String] {
    var trained: [String: Set<String>] = [:]
    for run in runs {
      guard let weights = run.trained else { return [] }
      trained[run.method, default: []].insert(weights)
    }
    return trained.keys.sorted().filter { method in
      trained.contains { $0.key != method && $0.value == trained[method] }
    }
  }
}

extension TableObject {
  /// What was varied and changes nothing: runs that differ in it alone have
  /// the same values in all columns, throughout the table. Where networks were
  /// trained their weights tell, and this need not be guessed.
  func idleAxes(beside method: String) -> [String] {
    guard trained.allSatisfy({ $0 == nil }) else { return [] }
    let measured = columns.filter { $0 != "seconds" }.compactMap(column)
    return axes.filter { axis in
      guard axis != method else { return false }
      let others = axes.filter { $0 != axis }.compactMap(column)
      var first: [[String]: [String]] = [:]
      var isRepeated = false
      for row in 0..<rowCount where failures[row] == nil {
        let place = others.map { $0[row].fingerprint }
        let values = measured.map { $0[row].fingerprint }
        guard let earlier = first[place] else {
          first[place] = values
          continue
        }
        isRepeated = true
        guard earlier == values else { return false }
      }
      return isRepeated
    }
  }
}

extension CompareCommand {
  /// Runs by method; of what else was varied one is the unit, the others
  /// together are its repetitions. What changes nothing is none of them.
  func compared(
    score: String, method: String, _ context: Context
  ) throws(Stop) -> ComparedRuns {
    let idle = table.object.idleAxes(beside: method)
    let varied = table.axes.filter { $0 != method && !idle.contains($0) }
    let unit = try unit(of: varied, method, context)
    let others = varied.filter { $0 == unit } + varied.filter { $0 != unit }
    let methods = table.object.labels(of: method)
    let places = others.map(table.object.labels)
    var tallies: [[Randomization.Counts]]?
    if let sentences {
      tallies = try self.tallies(sentences, context)
    }
    var seen: Set<[String]> = []
    var runs: [Comparison.Run] = []
    for (row, value) in (table.object.column(score) ?? []).enumerated()
    where value.kind != .missing {
      guard case .number(let number) = value else {
        throw context.mismatch(
          value, at: of?.span ?? context.span,
          wanted: Kinds("a number in each row", .number),
          hint: "compare a column of scores")
      }
      guard abs(number) < 1e12 else {
        throw context.fail(
          .outOfRange,
          "\(score) is \(numberText(number)) in row \(row + 1) of"
            + " \(table.name)",
          at: of?.span ?? context.span,
          hint: "a run without development data has no score; compare a column"
            + " that every run has")
      }
      let place = places.map { $0[row] }
      guard idle.isEmpty || seen.insert([methods[row]] + place).inserted else {
        continue
      }
      runs.append(
        Comparison.Run(
          method: methods[row], unit: place.first ?? "",
          repetition: place.dropFirst().map(quoted).joined(separator: " "),
          score: number, sentences: tallies?[row] ?? [],
          trained: table.trained[row]))
    }
    let distinct = runs.distinct
    return ComparedRuns(
      runs: distinct, unit: others.first,
      repetitions: Array(others.dropFirst()), idle: idle,
      repeated: runs.count - distinct.count)
  }

  /// The axis that results are to generalise over: the one that was named, one
  /// that is called so, or the first.
  private func unit(
    of varied: [String], _ method: String, _ context: Context
  ) throws(Stop) -> String? {
    guard let over else {
      return varied.first(where: Self.unitNames.contains) ?? varied.first
    }
    let name = try name(over, in: table.axes, context)
    guard name != method else {
      throw context.fail(
        .unknownChoice,
        "\(name) is what is compared, so it is not the unit as well",
        at: over.span,
        hint: varied.isEmpty
          ? "repeat each run: sweep … seed=1..5 { … }"
          : "name another: over=\(varied.joined(separator: " or over="))")
    }
    return varied.contains(name) ? name : varied.first
  }

  /// What the axis that results generalise over is often called.
  private static let unitNames: Set = ["domain", "domains", "draw", "unit"]

  /// For each run what its sentences add to a score.
  private func tallies(
    _ column: ColumnName, _ context: Context
  ) throws(Stop) -> [[Randomization.Counts]] {
    let name = try name(column, in: table.columns, context)
    var tallies: [[Randomization.Counts]] = []
    for value in table.object.column(name) ?? [] {
      if value.kind == .missing {
        tallies.append([])
        continue
      }
      guard !value.mayBe(Kinds(.string)) else { throw .undecided }
      guard case .string(let text) = value, let tally = Tally(text) else {
        throw context.mismatch(
          value, at: column.span, wanted: Kinds("a tally in each row", .string),
          hint: "in the block: let sentences = tally(net, task, data)")
      }
      tallies.append(tally.counts)
    }
    return tallies
  }
}
