import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

struct CompareCommand: Command {
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

  var table: Located<Value>?
  var of: Symbol?
  var by: Symbol?

  static var fields: [Field<Self>] {
    [
      .argument(\.table, "table", "the table that a sweep made"),
      .option(\.of, "of", "the column of scores; else the first"),
      .option(\.by, "by", "what to compare; else the first that was varied"),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let table else { return .nothing }
    guard case .object(let object) = table.value,
      let found = object as? TableObject
    else {
      throw context.mismatch(
        table.value, at: table.span, wanted: "a table",
        hint: "make one: sweep runs method=[hard, sluice] seed=1..3 { … }")
    }
    let score = try name(of, in: found.columns, found, context)
    let method = try name(by, in: found.axes, found, context)
    let comparison = Comparison(
      try runs(found, score: score, method: method, context))
    return means(comparison, method, score) + differences(comparison)
  }

  private func name(
    _ asked: Symbol?, in known: [String], _ table: TableObject,
    _ context: Context
  ) throws(Diagnostic) -> String {
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
    _ table: TableObject, score: String, method: String, _ context: Context
  ) throws(Diagnostic) -> [Comparison.Run] {
    let others = table.axes.filter { $0 != method }
    func texts(_ name: String) -> [String] {
      table.column(name)?.map(\.text) ?? []
    }
    let methods = texts(method)
    let units = others.first.map(texts)
    let rest = others.dropFirst().map(texts)
    var runs: [Comparison.Run] = []
    for (row, value) in (table.column(score) ?? []).enumerated() {
      guard case .number(let number) = value else {
        throw context.mismatch(
          value, at: of?.span ?? context.span, wanted: "a number in each row",
          hint: "compare a column of scores")
      }
      runs.append(
        Comparison.Run(
          method: methods[row], unit: units?[row] ?? "",
          repetition: rest.map { $0[row] }.joined(separator: " "),
          score: number))
    }
    return runs
  }

  private func means(
    _ comparison: Comparison, _ method: String, _ score: String
  ) -> Output {
    .table(
      Table(
        [method, "runs", "mean \(score)", "deviation", "95% interval"],
        comparison.summaries.map {
          [
            $0.method, String($0.runs), NumberText.entry($0.mean),
            NumberText.entry($0.deviation), interval($0.interval),
          ]
        }))
  }

  private func differences(_ comparison: Comparison) -> Output {
    guard !comparison.pairs.isEmpty else { return .nothing }
    return .table(
      Table(
        ["difference", "mean", "95% interval", "p"],
        comparison.pairs.map { pair in
          [
            "\(pair.one) − \(pair.two)",
            NumberText.entry(pair.difference.mean),
            interval(pair.difference.interval), NumberText.entry(pair.pValue),
          ]
        }))
      + .text(comparison.pairs.map(verdict).joined(separator: "\n"))
      + .note(
        "runs are paired; intervals and p are those of a hierarchical"
          + " bootstrap against Student's t, p corrected by Holm's method")
  }

  private func verdict(_ pair: Comparison.Pair) -> String {
    guard pair.isDistinguishable else {
      return "\(pair.one) and \(pair.two) are not distinguishable"
    }
    let fewer = pair.errorReduction.map {
      ", with \(NumberText.percent($0))% fewer errors"
    }
    return "\(pair.better) is better than \(pair.worse)\(fewer ?? "")"
  }

  private func interval(_ range: ClosedRange<Double>) -> String {
    range.lowerBound.isFinite
      ? "\(NumberText.entry(range.lowerBound))"
        + " to \(NumberText.entry(range.upperBound))" : "–"
  }
}
