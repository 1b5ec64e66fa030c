import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

/// `rows("data/runs.jsonl")`
struct RowsFunction: Function {
  static let name = "rows"
  static let summary = "The table of a sweep's rows that lie in a file."
  static let examples = [
    "sweep cubes side=1..3 to=\"out/cubes.csv\" { let volume = side ^ 3 }",
    "let kept = rows(\"out/cubes.jsonl\")",
    "print mean(kept.volume)",
    "print rows(\"out/cubes.csv\", axes=[side]).volume",
  ]
  static let result: Kind? = .table

  @Required var path: String
  var sweep: Int?
  var axes: [Symbol] = []

  static var fields: [Field<Self>] {
    [
      .argument(
        \.$path, "path",
        "rows that `to=` kept (.jsonl), or a table that it or `save` wrote"
          + " (.csv)", suggest: .paths),
      .option(
        \.sweep, "sweep",
        "which sweep, from 1, where the rows are of several", atLeast: 1),
      .option(
        \.axes, "axes",
        "the columns that were varied, of a .csv, which does not say"),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    let reader = TableReader(sweep: sweep, axes: axes.map(\.text))
    return .object(
      try context.reading(path) { full throws(Diagnostic) in
        try reader.table(at: full, called: path)
      })
  }
}

/// `present(runs.score)`
struct Present: Function {
  static let name = "present"
  static let summary =
    "A list without its missing values: those of failed runs."
  static let examples = [
    "sweep shares n=0..2 { let share = 1 / n }",
    "print mean(present(shares.share)) length(present(shares.share))",
  ]
  static let result: Kind? = .list

  @Required var list: Expression

  static var fields: [Field<Self>] {
    [.argument(\.$list, "list", "a column of a table, or another list")]
  }

  func value(in context: Context) throws(Stop) -> Value {
    .list(try context.items(of: list).filter { $0.kind != .missing })
  }
}
