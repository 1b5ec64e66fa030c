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
    "compare runs of=score by=width", "compare runs over=seed margin=0.01",
  ]

  @Required var table: Reference<TableObject>
  var of: ColumnName?
  var by: ColumnName?
  var over: ColumnName?
  var baseline: Symbol?
  var better = Comparison.Better.more
  var margin: Double?
  var sentences: ColumnName?
  var to: OutputFile?

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
        \.over, "over",
        "the unit that results are to generalise over; by default what is"
          + " called domain, domains, draw or unit, or else the first other"
          + " that was varied",
        suggest: .names(.axis)),
      .option(
        \.baseline, "with",
        "compare all others with this one; by default all pairs, or of more"
          + " than 10 all with the best"),
      .option(
        \.better, "better",
        "whether more is better, as for a score, or less, as for a loss"),
      .option(
        \.margin, "margin",
        "the largest difference that does not matter, in units of the score,"
          + " named beforehand: verdicts are then better, equivalent or"
          + " undecided", above: 0),
      .option(
        \.sentences, "sentences",
        "a column that `tally` made, to compare over sentences too",
        suggest: .names(.column)),
      .option(
        \.to, "to", "a file as well: .md, .csv, .tex, or .svg for a drawing",
        suggest: .paths),
    ]
  }

  /// What is compared.
  struct Plan {
    var score, method: String
    var compared: ComparedRuns
  }

  func check(_ context: Context) throws(Stop) -> Plan {
    guard !table.axes.isEmpty else {
      throw context.fail(
        .unknownColumn, "\(table.name) does not say what was varied",
        at: table.span,
        hint: "a .csv is read with what was varied: rows(\"runs.csv\","
          + " axes=[method, seed])")
    }
    let score = try name(of, in: table.columns, context)
    let method = try name(by, in: table.axes, context)
    try checkEnding(context)
    if table.axes == [method], table.object.rowCount > 0, baseline == nil {
      throw tooFew(method, context)
    }
    let compared = try compared(score: score, method: method, context)
    if let baseline, table.object.isWhole,
      !compared.runs.contains(where: { $0.method == baseline.text })
    {
      throw context.fail(
        .unknownName, "\(method) has no value \(baseline.text)",
        at: baseline.span,
        hint: didYouMean(
          baseline.text, in: compared.runs.map(\.method),
          otherwise: "name one that was varied"))
    }
    return Plan(score: score, method: method, compared: compared)
  }

  func run(_ plan: Plan, _ context: inout Context) throws(Stop) -> Output {
    try checkScores(plan, context)
    try checkEnough(plan, context)
    try checkMargin(plan, context)
    let stream = context.random.split("compare")
    let comparison = try stopping { () throws(Diagnostic) in
      try Comparison(
        plan.compared.runs, baseline: baseline?.text, better: better,
        margin: margin, stream)
    }
    let report = ComparisonReport(
      comparison: comparison, compared: plan.compared, method: plan.method,
      score: plan.score,
      better: better, margin: margin,
      beside: beside(plan.method))
    return try remarks(plan).reduce(report.output) { $0 + .note($1) }
      + write(report, context)
  }

  /// What is to be known beside the figures: which runs are not in them, and
  /// what the table says of its rows.
  private func remarks(_ plan: Plan) -> [String] {
    let scores = table.object.column(plan.score) ?? []
    let missing = scores.count { $0.kind == .missing }
    guard missing > 0 else { return table.remarks }
    return [
      "\(missing) of \(scores.count) runs have no \(plan.score) and are left out"
        + (failures.isEmpty ? "" : ": \(failures)")
    ] + table.remarks
  }

  private func checkEnding(_ context: Context) throws(Stop) {
    guard let to, TableForm(ofFile: to.path) == nil,
      !to.path.hasSuffix(".svg")
    else { return }
    throw context.fail(
      .unknownChoice, "a comparison is not written as \(to.path)",
      at: to.span, hint: "let the name end in .md, .csv, .tex or .svg")
  }

  /// Writes the report to a file, in the form that its name asks for.
  private func write(
    _ report: ComparisonReport, _ context: Context
  ) throws(Stop) -> Output {
    guard let to else { return .nothing }
    let text =
      switch TableForm(ofFile: to.path) {
      case .markdown: MarkdownRenderer().render(report.output)
      case let form?: form.text([report.means, report.differences])
      case nil: SVG.drawing(report.intervals)
      }
    try context.write(text, to: to)
    return .text("wrote \(to.path)")
  }

  /// What else says what a method costs, if the block named it: means of
  /// `parameters` and `seconds`.
  private func beside(
    _ method: String
  ) -> [(name: String, means: [String: Double])] {
    let methods = table.object.labels(of: method)
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

  func name(
    _ asked: ColumnName?, in known: [String], _ context: Context
  ) throws(Stop) -> String {
    try asked?.among(known, of: table, in: context) ?? known.first ?? ""
  }
}

extension Comparison.Better: FieldValue {}
