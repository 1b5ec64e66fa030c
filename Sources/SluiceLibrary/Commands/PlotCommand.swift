import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput
import SluiceTensor

struct PlotCommand: WorkingCommand {
  static let name = "plot"
  static let summary =
    "Draws curves, alpha or a table's points here, or as an SVG file."
  static let topic = Topic.inspection
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16 spelling=8",
    "train net epochs=3", "plot net loss", "plot net beta",
    "plot net alpha layer=2",
    """
    sweep runs weight=[0.5, 2] seed=1..2 {
      task aux = toy.pos weight=weight
      network two tasks=[names, aux] layers=1 hidden=8 spelling=8 seed=seed
      train two epochs=2 seed=seed
      let tags = accuracy(two, aux, toy.test)
      let spans = f1(two, names, toy.test)
    }
    """,
    "plot runs points of=spans against=tags by=weight",
  ]

  enum Subject: String, FieldValue, CaseIterable {
    case loss, score, alpha, beta, matrix, search, points
  }

  @Required var plotted: Plotted
  @Required var subject: Subject
  var layer: Located<Int>?
  var of: ColumnName?
  var against: ColumnName?
  var by: ColumnName?
  var to: OutputFile?

  static var fields: [Field<Self>] {
    [
      .argument(
        \.$plotted, "net", "the network, or the table that a sweep made"),
      .argument(
        \.$subject, "what",
        "`alpha` and `beta` over training, `matrix` is α as it is now, `search`"
          + " the best score that was found, by the epochs trained for it; of a"
          + " table `points`, two of its columns against each other"),
      .option(
        \.layer, "layer",
        "which layer's α, counted from 1; by default"
          + " the first"),
      .option(
        \.of, "of", "the column of scores that goes up; by default the first",
        suggest: .names(.column)),
      .option(
        \.against, "against",
        "the column of scores that goes to the right; by default the second",
        suggest: .names(.column)),
      .option(
        \.by, "by",
        "what has a point for each of its values, at the mean of its runs; by"
          + " default the first that was varied", suggest: .names(.axis)),
      .option(
        \.to, "to", "an SVG file to draw it in instead", suggest: .paths),
    ]
  }

  /// What is drawn.
  enum Plan {
    case matrix(Tensor, layer: Int, of: Reference<NetworkObject>)
    case path(SharingReport.Path, of: Reference<NetworkObject>)
    case curves(RunObject, of: Reference<NetworkObject>)
    case points(Points)
    case search(SearchRecord, of: Reference<NetworkObject>)
  }

  func check(_ context: Context) throws(Stop) -> Plan {
    let network: Reference<NetworkObject>
    switch plotted {
    case .table(let table): return .points(try points(of: table, context))
    case .network(let reference): network = reference
    }
    if let span = of?.span ?? against?.span ?? by?.span {
      throw context.fail(
        .unknownOption, "a network has no columns to choose", at: span,
        hint: "`of=`, `against=` and `by=` go with the points of a table")
    }
    if let layer, subject != .alpha, subject != .matrix {
      throw context.fail(
        .unknownOption, "`plot … \(subject.rawValue)` has no layer to choose",
        at: layer.span, hint: "`layer=` goes with alpha and matrix")
    }
    let layer = try layer.map { number throws(Stop) in
      try network.layer(number, in: context)
    }
    guard subject != .matrix else {
      return try matrix(layer ?? 0, of: network, context)
    }
    if subject == .search {
      guard let search = network.search else {
        throw context.fail(
          .wrongType, "\(network.name) was not found by a search",
          at: network.span, hint: "search best tasks=[…] tries=20")
      }
      return .search(search, of: network)
    }
    guard network.network.epochs > 0 else {
      throw context.fail(
        .notTrained, "\(network.name) has no curves: it is untrained",
        at: network.span, hint: "train \(network.name)")
    }
    switch subject {
    case .alpha: return .path(.alpha(layer: layer ?? 0), of: network)
    case .beta: return .path(.beta, of: network)
    case .loss, .score, .matrix, .search:
      return .curves(try trainingRun(of: network, context), of: network)
    case .points:
      throw context.fail(
        .unknownChoice, "\(network.name) is a network, and has no points",
        at: network.span,
        hint: "a table has: plot runs points of=score against=other")
    }
  }

  func run(_ plan: Plan, _ context: inout Context) throws(Stop) -> Output {
    let output: Output
    let svg: String
    var notes = Output.nothing
    switch plan {
    case .points(let points):
      (output, svg) = (.points(points), SVG.drawing(points))
    case .matrix(let alpha, let layer, let network):
      let names = network.streamNames
      let matrix = LabelledMatrix(
        "alpha of \(network.name), layer \(layer + 1)", rows: names,
        columns: names, values: alpha.rows,
        caption: "row receives, column sends")
      (output, svg) = (.matrix(matrix), SVG.drawing(matrix))
    case .path(let path, let network):
      let plot = SharingReport(network).path(path)
      (output, svg) = (.plot(plot), SVG.drawing(plot))
    case .curves(let run, let network):
      let plot = run.curves(of: network, areLosses: subject == .loss)
      (output, svg) = (.plot(plot), SVG.drawing(plot))
      // What curves there are not is said.
      notes = network.untrainedTasks
    case .search(let search, let network):
      let plot = search.plot(network.name)
      (output, svg) = (.plot(plot), SVG.drawing(plot))
    }
    guard let to else { return output + notes }
    try context.write(svg, to: to)
    return .text("drew \(to.path)") + notes
  }

  private func matrix(
    _ layer: Int, of network: Reference<NetworkObject>, _ context: Context
  ) throws(Stop) -> Plan {
    guard let alpha = network.network.tensor(.alpha(layer))
    else {
      throw context.fail(
        .unknownMember, "\(network.name) has no alpha to draw",
        at: network.span, hint: "sluice \(network.name) on")
    }
    return .matrix(alpha, layer: layer, of: network)
  }

  private func trainingRun(
    of network: Reference<NetworkObject>, _ context: Context
  ) throws(Stop) -> RunObject {
    if let run = network.run {
      guard
        subject == .loss || run.isForeseen
          || run.epochs.contains(where: { $0.scores.contains { $0 != nil } })
      else {
        throw context.fail(
          .noDevelopmentData,
          "\(network.name) has no development scores: none were computed in"
            + " training", at: network.span,
          hint: "train \(network.name) with a dev part, or dev=…")
      }
      return run
    }
    throw context.fail(
      .notTrained, "\(network.name) was not trained in this session",
      at: network.span,
      hint: "a loaded network keeps alpha and beta over training, not its"
        + " losses")
  }
}
