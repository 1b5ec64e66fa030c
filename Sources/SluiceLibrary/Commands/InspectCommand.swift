import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct InspectCommand: WorkingCommand {
  static let name = "inspect"
  static let summary = "Shows what a network shares, and what it is worth."
  static let topic = Topic.inspection
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16 spelling=8",
    "train net epochs=2", "inspect net", "inspect net alpha",
    "inspect net beta", "inspect net flow", "inspect net cost sentences=20",
    "inspect net cost sentences=20 with=mean", "inspect net free",
  ]

  enum Aspect: String, FieldValue, CaseIterable {
    case all, alpha, beta, flow, cost, free, path
  }

  @Required var network: Reference<NetworkObject>
  var aspect = Aspect.all
  var on: Sentences?
  var sentences: Int?
  var with: Located<SharingProbe.Replacement>?
  private static let most = 200

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .argument(
        \.aspect, "what",
        "`flow` is what α carries, `cost` what closing an entry costs,"
          + " `path` how α and β moved; without it, α and β"),
      .option(
        \.on, "on", "sentences for flow and cost; by default the dev parts"),
      .option(
        \.sentences, "sentences", "how many at most, evenly spaced; 0 for all",
        unit: "sentences", standard: most, atLeast: 0),
      .option(
        \.with, "with", "for cost, " + SharingProbe.Replacement.doc,
        standard: SharingProbe.Replacement.zero),
    ]
  }

  func check(_ context: Context) throws(Stop) {
    guard aspect == .flow || aspect == .cost || on == nil && sentences == nil
    else {
      throw context.fail(
        .unknownOption, "only flow and cost are measured on sentences",
        at: context.span,
        hint: "leave out \(on == nil ? "sentences=" : "on="), or write inspect"
          + " \(network.name) cost")
    }
    if let with, aspect != .cost {
      throw context.fail(
        .unknownOption, "only cost closes anything", at: with.span,
        hint: "leave out with=, or write inspect \(network.name) cost")
    }
    switch aspect {
    case .all, .alpha, .beta, .free: break
    case .path: try checkMoved(context)
    case .flow, .cost:
      if hasProbe { _ = try context.parts(network, on, split: "dev") }
    }
  }

  /// Whether there is anything to measure on sentences.
  private var hasProbe: Bool {
    let a = network.network.architecture
    return a.gating != nil && aspect == .flow
      || a.mixing == .alpha && a.streams > 1 && (aspect == .flow || a.hasAlpha)
  }

  func run(_ plan: Void, _ context: inout Context) throws(Stop) -> Output {
    let report = SharingReport(network)
    switch aspect {
    case .all: return report.alpha + report.beta
    case .alpha: return report.alpha
    case .beta: return report.beta
    case .free: return report.freedom
    case .path: return paths.reduce(.nothing) { $0 + .plot($1) }
    case .flow, .cost:
      guard hasProbe else { return report.alpha }
      let context = context
      var probe = try context.probe(network, on, sentences ?? Self.most)
      if aspect == .cost {
        let losses = try stopping { () throws(Diagnostic) in
          try probe.losses()
        }
        try checkLabels(losses, context)
      }
      let work = CountedWork(
        "inspect \(network.name) \(aspect.rawValue)",
        of: aspect == .cost ? "entries" : "sentences", context.environment)
      return try stopping { () throws(Diagnostic) in
        if aspect == .cost {
          return try report.cost(
            &probe, with: with?.value ?? .zero, isDone: work.isDone)
        }
        probe.isDone = work.isDone
        return try report.flow(&probe)
      }
    }
  }

  private func checkLabels(
    _ losses: [Measure], _ context: Context
  ) throws(Stop) {
    guard !losses.contains(where: { $0.value != nil }) else { return }
    throw context.fail(
      .noLabels,
      "these sentences have no label of any task of \(network.name)",
      at: on?.span ?? network.span,
      hint: "show the corpus to see which layers its parts have")
  }

  private func checkMoved(_ context: Context) throws(Stop) {
    guard network.network.sharing.epochs.isEmpty else { return }
    throw context.fail(
      .notTrained, "\(network.name) has not moved: it is untrained",
      at: network.span, hint: "train \(network.name)")
  }

  private var paths: [Plot] {
    let report = SharingReport(network)
    let a = network.network.architecture
    return
      (a.hasAlpha ? (0..<a.layers).map { report.path(.alpha(layer: $0)) } : [])
      + (a.hasBeta ? [report.path(.beta)] : [])
  }
}
