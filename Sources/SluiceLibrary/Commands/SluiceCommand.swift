import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct SluiceCommand: Command {
  static let name = "sluice"
  static let summary = "Opens, freezes or closes the sluices between streams."
  static let topic = Topic.networks
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "sluice net off", "sluice net on", "sluice net on init=balanced",
    "sluice net frozen", "sluice net apart",
  ]

  enum Choice: String, FieldValue, CaseIterable { case on, apart, frozen, off }

  @Required var network: Variable<NetworkObject>
  @Required var choice: Choice
  var start: AlphaStart?

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .argument(
        \.$choice, "state",
        "`on` trains α, `frozen` keeps it, `off` makes it the identity; `apart`"
          + " fixes at 0 what passes between stacks, and each trains what its own"
          + " subspaces pass on"),
      .option(
        \.start, "init",
        "resets α: imbalanced, balanced, identity or a number"),
    ]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    if start != nil, choice == .off {
      throw context.fail(
        .wrongType, "a closed sluice has no α to set", at: context.span,
        hint: "write `on` or `frozen` with init=")
    }
    try checkMixing(context)
    return try reshape(network, rebuild: true, &context) {
      switch choice {
      case .on, .apart: $0.sluice = .trained
      case .frozen: $0.sluice = .frozen
      case .off: $0.sluice = .off
      }
    } finish: { network in
      let kept = start.map { network.setAlpha($0.alpha) } ?? 0
      if choice == .apart { network.close(network.entriesBetweenStacks) }
      return kept == 0
        ? .nothing
        : .note(
          "\(NumberText.count(kept)) fixed \(kept == 1 ? "entry" : "entries") of"
            + " α \(kept == 1 ? "stays" : "stay") as before: thaw α first to reset"
            + " all of it")
    }
  }

  /// What can be done to what stands in α's place.
  private func checkMixing(_ context: Context) throws(Stop) {
    let mixing = network.object.network.architecture.mixing
    let name = network.name
    switch (mixing, choice) {
    case (.alpha, _): return
    case (.gates, .off):
      throw context.fail(
        .wrongType, "\(name) reads its experts through gates", at: network.span,
        hint: "freeze \(name).gates keeps them as they are")
    case (_, .apart):
      throw context.fail(
        .wrongType, "\(name) has no α to close", at: network.span,
        hint: "its stacks pass states on by \(mixing.noun)")
    default: break
    }
    guard start == nil else {
      throw context.fail(
        .wrongType, "\(name) has no α to set", at: network.span,
        hint: "its stacks pass states on by \(mixing.noun)")
    }
  }
}
