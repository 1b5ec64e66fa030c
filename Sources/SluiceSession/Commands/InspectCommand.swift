import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

struct InspectCommand: Command {
  static let name = "inspect"
  static let summary = "Shows what a network shares, and what it is worth."
  static let topic = Topic.inspection
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16 spelling=8",
    "train net epochs=2", "inspect net", "inspect net alpha",
    "inspect net beta", "inspect net flow", "inspect net cost sentences=20",
    "inspect net free",
  ]

  enum Aspect: String, FieldValue, CaseIterable {
    case all, alpha, beta, flow, cost, free, path
  }

  var network: Located<Value>?
  var aspect = Aspect.all
  var on: Located<Value>?
  var sentences = 200

  static var fields: [Field<Self>] {
    [
      .argument(\.network, "net", "the network", suggest: .networks),
      .argument(
        \.aspect, "what",
        "`flow` is what α carries, `cost` what closing an entry costs,"
          + " `path` how α and β moved; without it, α and β",
        isRequired: false),
      .option(
        \.on, "on", "sentences for flow and cost; else the dev parts",
        suggest: .corpora),
      .option(
        \.sentences, "sentences", "at most so many, evenly spread; 0 for all",
        unit: "sentences", atLeast: 0),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let network else { return .nothing }
    let context = context
    let object = try context.network(network)
    let report = SharingReport(object)
    if context.isDry, [.all, .alpha, .beta, .free].contains(aspect) {
      return .nothing
    }
    switch aspect {
    case .all: return report.alpha + report.beta
    case .alpha: return report.alpha
    case .beta: return report.beta
    case .free: return report.freedom
    case .path:
      return try pathPlots(object, context).reduce(.nothing) {
        $0 + .plot($1)
      }
    case .flow, .cost:
      guard object.network.architecture.streams > 1 else {
        return report.alpha
      }
      guard aspect == .flow || object.network.architecture.hasAlpha else {
        return report.alpha
      }
      _ = try context.parts(object, on, split: "dev")
      guard !context.leavesWorkOut() else { return .nothing }
      var probe = try context.probe(object, on, sentences)
      guard aspect == .cost else { return report.flow(&probe) }
      return try report.cost(&probe) { () throws(Diagnostic) in
        try context.checkInterrupt()
      }
    }
  }

  private func pathPlots(
    _ object: NetworkObject, _ context: Context
  ) throws(Diagnostic) -> [Plot] {
    guard !object.network.sharing.epochs.isEmpty else {
      throw context.fail(
        .notTrained, "\(object.name) has not moved: it is untrained",
        at: network?.span ?? context.span, hint: "train \(object.name)")
    }
    guard !context.leavesWorkOut() else { return [] }
    let report = SharingReport(object)
    let a = object.network.architecture
    return
      (a.hasAlpha ? (0..<a.layers).map { report.path(.alpha(layer: $0)) } : [])
      + (a.hasBeta ? [report.path(.beta)] : [])
  }
}

struct PlotCommand: Command {
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
    case loss, score, alpha, beta, matrix
  }

  var network: Located<Value>?
  var subject = Subject.loss
  var layer: Expression?
  var to: Located<String>?

  static var fields: [Field<Self>] {
    [
      .argument(\.network, "net", "the network", suggest: .networks),
      .argument(
        \.subject, "what",
        "`alpha` and `beta` over training, `matrix` is α as it is now"),
      .option(\.layer, "layer", "which layer's α; from 1, else the first"),
      .option(
        \.to, "to", "an SVG file to draw it in instead", suggest: .paths),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let network else { return .nothing }
    let object = try context.network(network)
    let report = SharingReport(object)
    let layer = try layer.map { expression throws(Diagnostic) in
      try object.layer(expression, in: context)
    }
    try context.rehearseWriting(to)
    let output: Output
    let svg: String
    switch subject {
    case .matrix:
      let matrix = try matrix(object, layer ?? 0, context)
      guard !context.leavesWorkOut() else { return .nothing }
      (output, svg) = (.matrix(matrix), SVG.drawing(matrix))
    case .alpha, .beta, .loss, .score:
      guard object.network.epochs > 0 else {
        throw context.fail(
          .notTrained, "\(object.name) has no curves: it is untrained",
          at: network.span, hint: "train \(object.name)")
      }
      if context.leavesWorkOut() {
        if ![.alpha, .beta].contains(subject) {
          _ = try run(of: object, context)
        }
        return .nothing
      }
      let plot: Plot
      switch subject {
      case .alpha: plot = report.path(.alpha(layer: layer ?? 0))
      case .beta: plot = report.path(.beta)
      default: plot = try curves(object, context)
      }
      (output, svg) = (.plot(plot), SVG.drawing(plot))
    }
    guard let to else { return output }
    do throws(Diagnostic) {
      try context.write(svg, to: to.value)
    } catch { throw context.placed(error, at: to.span) }
    return .text("drew \(to.value)")
  }

  private func matrix(
    _ object: NetworkObject, _ layer: Int, _ context: Context
  ) throws(Diagnostic) -> LabelledMatrix {
    let names = object.streamNames
    guard
      let alpha = object.network.tensor(.alpha(layer))
    else {
      throw context.fail(
        .unknownMember, "\(object.name) has no alpha to draw",
        at: network?.span ?? context.span, hint: "sluice \(object.name) on")
    }
    return LabelledMatrix(
      "alpha of \(object.name), layer \(layer + 1)", rows: names,
      columns: names, values: alpha.rows,
      caption: "row receives, column sends")
  }

  private func run(
    of object: NetworkObject, _ context: Context
  ) throws(Diagnostic) -> RunObject {
    if let run = object.run { return run }
    throw context.fail(
      .notTrained, "\(object.name) was not trained in this session",
      at: network?.span ?? context.span,
      hint: "a loaded network keeps alpha and beta over training, not its"
        + " losses")
  }

  private func curves(
    _ object: NetworkObject, _ context: Context
  ) throws(Diagnostic) -> Plot {
    let run = try run(of: object, context)
    let isLoss = subject == .loss
    return Plot(
      (isLoss ? "training loss" : "development score") + " of \(object.name)",
      x: "epoch", y: isLoss ? "nats a token" : "score",
      series: run.tasks.indices.compactMap { task in
        let points = run.epochs.enumerated().compactMap { epoch, record in
          (isLoss ? record.losses[task] : record.scores[task]).map {
            Plot.Point(Double(epoch + 1), $0)
          }
        }
        return points.isEmpty ? nil : Plot.Series(run.tasks[task], points)
      })
  }
}

extension Context {
  /// A probe of a network on given sentences, or on its dev parts.
  func probe(
    _ object: NetworkObject, _ on: Located<Value>?, _ sentences: Int
  ) throws(Diagnostic) -> SharingProbe {
    let parts = try parts(object, on, split: "dev")
    guard !leavesWorkOut() else { throw .undecided }
    let first = parts.compactMap { $0 }.first
    let selections = parts.compactMap { $0 ?? first }
    return SharingProbe(
      object.network, on: selections, sentences: sentences,
      threads: environment.threads)
  }
}
