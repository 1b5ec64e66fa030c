import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput
import SluiceTensor

struct PlotCommand: WorkingCommand {
  static let name = "plot"
  static let summary = "Draws curves or alpha here, or as an SVG file."
  static let topic = Topic.inspection
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16 spelling=8",
    "train net epochs=3", "plot net loss", "plot net beta",
    "plot net alpha layer=2",
  ]

  enum Subject: String, FieldValue, CaseIterable {
    case loss, score, alpha, beta, matrix, search
  }

  @Required var network: Reference<NetworkObject>
  @Required var subject: Subject
  var layer: Located<Int>?
  var to: OutputFile?

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .argument(
        \.$subject, "what",
        "`alpha` and `beta` over training, `matrix` is α as it is now, `search`"
          + " the best score that was found, by the epochs trained for it"),
      .option(
        \.layer, "layer",
        "which layer's α, counted from 1; by default"
          + " the first"),
      .option(
        \.to, "to", "an SVG file to draw it in instead", suggest: .paths),
    ]
  }

  /// What is drawn.
  enum Plan {
    case matrix(Tensor, layer: Int)
    case path(SharingReport.Path)
    case curves(RunObject)
    case search(SearchRecord)
  }

  func check(_ context: Context) throws(Stop) -> Plan {
    if let layer, subject != .alpha, subject != .matrix {
      throw context.fail(
        .unknownOption, "`plot … \(subject.rawValue)` has no layer to choose",
        at: layer.span, hint: "`layer=` goes with alpha and matrix")
    }
    let layer = try layer.map { number throws(Stop) in
      try network.layer(number, in: context)
    }
    guard subject != .matrix else {
      return try matrix(layer ?? 0, context)
    }
    if subject == .search {
      guard let search = network.search else {
        throw context.fail(
          .wrongType, "\(network.name) was not found by a search",
          at: network.span, hint: "search best tasks=[…] tries=20")
      }
      return .search(search)
    }
    guard network.network.epochs > 0 else {
      throw context.fail(
        .notTrained, "\(network.name) has no curves: it is untrained",
        at: network.span, hint: "train \(network.name)")
    }
    switch subject {
    case .alpha: return .path(.alpha(layer: layer ?? 0))
    case .beta: return .path(.beta)
    case .loss, .score, .matrix, .search:
      return .curves(try trainingRun(context))
    }
  }

  func run(_ plan: Plan, _ context: inout Context) throws(Stop) -> Output {
    let output: Output
    let svg: String
    switch plan {
    case .matrix(let alpha, let layer):
      let names = network.streamNames
      let matrix = LabelledMatrix(
        "alpha of \(network.name), layer \(layer + 1)", rows: names,
        columns: names, values: alpha.rows,
        caption: "row receives, column sends")
      (output, svg) = (.matrix(matrix), SVG.drawing(matrix))
    case .path(let path):
      let plot = SharingReport(network).path(path)
      (output, svg) = (.plot(plot), SVG.drawing(plot))
    case .curves(let run):
      let plot = run.curves(of: network, areLosses: subject == .loss)
      (output, svg) = (.plot(plot), SVG.drawing(plot))
    case .search(let search):
      let plot = search.plot(network.name)
      (output, svg) = (.plot(plot), SVG.drawing(plot))
    }
    // What curves there are not is said.
    let notes =
      subject == .loss || subject == .score ? network.untrainedTasks : .nothing
    guard let to else { return output + notes }
    try context.write(svg, to: to)
    return .text("drew \(to.path)") + notes
  }

  private func matrix(
    _ layer: Int, _ context: Context
  ) throws(Stop) -> Plan {
    guard let alpha = network.network.tensor(.alpha(layer))
    else {
      throw context.fail(
        .unknownMember, "\(network.name) has no alpha to draw",
        at: network.span, hint: "sluice \(network.name) on")
    }
    return .matrix(alpha, layer: layer)
  }

  private func trainingRun(_ context: Context) throws(Stop) -> RunObject {
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
