import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct CompareCommand: WorkingCommand {
  static let name = "compare"
  static let summary = "Compares the runs of a sweep, and says what differs."
  static let topic = Topic.inspection
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    """
    sweep runs width=[8, 16] seed=1..2 {
      network net tasks=[pos] layers=1 hidden=width spelling=8 seed=seed
      train net epochs=2 seed=seed
      let score = accuracy(net, pos, toy.test)
    }
    """,
    "compare runs of=score by=width",
  ]

  @Required var table: Reference<TableObject>
  var of: Symbol?
  var by: Symbol?
  var baseline: Symbol?
  var better = Better.more
  var sentences: Symbol?
  var to: OutputFile?

  /// What a larger number means.
  enum Better: String, FieldValue, CaseIterable { case more, less, neither }

  static var fields: [Field<Self>] {
    [
      .argument(\.$table, "table", "the table that a sweep made"),
      .option(
        \.of, "of", "the column of scores; by default the first",
        suggest: .names(.column)),
      .option(
        \.by, "by", "what to compare; by default the first that was varied",
        suggest: .names(.axis)),
      .option(
        \.baseline, "with",
        "compare all others with this one; by default"
          + " all pairs"),
      .option(
        \.better, "better",
        "whether more is better, as for a score, or less, as for a loss"),
      .option(
        \.sentences, "sentences",
        "a column that `tally` made, to compare over sentences too",
        suggest: .names(.column)),
      .option(
        \.to, "to", "a file as well: .md, .csv, or .svg for a drawing",
        suggest: .paths),
    ]
  }

  /// What is compared.
  struct Plan {
    var score, method: String
    var runs: [Comparison.Run]
  }

  func check(_ context: Context) throws(Stop) -> Plan {
    let score = try name(of, in: table.columns, context)
    let method = try name(by, in: table.axes, context)
    try checkEnding(context)
    let runs = try runs(score: score, method: method, context)
    if let baseline, !runs.contains(where: { $0.method == baseline.text }) {
      throw context.fail(
        .unknownName, "\(method) has no value \(baseline.text)",
        at: baseline.span,
        hint: didYouMean(
          baseline.text, in: runs.map(\.method),
          otherwise: "name one that was varied"))
    }
    return Plan(score: score, method: method, runs: runs)
  }

  func run(_ plan: Plan, _ context: inout Context) throws(Stop) -> Output {
    let report = ComparisonReport(
      comparison: Comparison(
        plan.runs, baseline: baseline?.text, context.random.split("compare")),
      method: plan.method, score: plan.score, better: better,
      beside: beside(plan.method))
    return try report.output + write(report, context)
  }

  private func checkEnding(_ context: Context) throws(Stop) {
    guard let to,
      ![".md", ".csv", ".svg"].contains(where: to.path.hasSuffix)
    else { return }
    throw context.fail(
      .unknownChoice, "a comparison is not written as \(to.path)",
      at: to.span, hint: "let the name end in .md, .csv or .svg")
  }

  /// Writes the report to a file, in the form that its name asks for.
  private func write(
    _ report: ComparisonReport, _ context: Context
  ) throws(Stop) -> Output {
    guard let to else { return .nothing }
    let text: String
    if to.path.hasSuffix(".md") {
      text = MarkdownRenderer().render(report.output)
    } else if to.path.hasSuffix(".csv") {
      text =
        [report.means, report.differences].map(\.csv)
        .joined(separator: "\n\n") + "\n"
    } else {
      text = SVG.drawing(report.intervals)
    }
    try context.write(text, to: to)
    return .text("wrote \(to.path)")
  }

  /// What else says what a method costs, if the block named it: means of
  /// `parameters` and `seconds`.
  private func beside(
    _ method: String
  ) -> [(name: String, means: [String: Double])] {
    let methods = table.object.column(method)?.map(\.text) ?? []
    return ["parameters", "seconds"].compactMap { name in
      guard let values = table.object.column(name) else { return nil }
      var groups: [String: [Double]] = [:]
      for (method, value) in zip(methods, values) {
        if case .number(let number) = value {
          groups[method, default: []].append(number)
        }
      }
      return (
        name,
        groups.mapValues { $0.reduce(0, +) / Double($0.count) }
      )
    }
  }

  private func name(
    _ asked: Symbol?, in known: [String], _ context: Context
  ) throws(Stop) -> String {
    guard let asked else { return known.first ?? "" }
    guard known.contains(asked.text) else {
      throw context.fail(
        .unknownColumn, "\(table.name) has no column \(asked.text) here",
        at: asked.span,
        hint: didYouMean(
          asked.text, in: known,
          otherwise: "choose \(known.joined(separator: ", "))"))
    }
    return asked.text
  }

  /// Runs by method; of what else was varied the first is the unit, the others
  /// together are its repetitions.
  private func runs(
    score: String, method: String, _ context: Context
  ) throws(Stop) -> [Comparison.Run] {
    let others = table.axes.filter { $0 != method }
    func texts(_ name: String) -> [String] {
      table.object.column(name)?.map(\.text) ?? []
    }
    let methods = texts(method)
    let units = others.first.map(texts)
    let rest = others.dropFirst().map(texts)
    var tallies: [[Randomization.Counts]]?
    if let sentences {
      tallies = try self.tallies(sentences, context)
    }
    var runs: [Comparison.Run] = []
    for (row, value) in (table.object.column(score) ?? []).enumerated() {
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
      runs.append(
        Comparison.Run(
          method: methods[row], unit: units?[row] ?? "",
          repetition: rest.map { $0[row] }.joined(separator: " "),
          score: number, sentences: tallies?[row] ?? []))
    }
    return runs
  }

  /// For each run what its sentences add to a score.
  private func tallies(
    _ column: Symbol, _ context: Context
  ) throws(Stop) -> [[Randomization.Counts]] {
    let name = try name(column, in: table.columns, context)
    var tallies: [[Randomization.Counts]] = []
    for value in table.object.column(name) ?? [] {
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
