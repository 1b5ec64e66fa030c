import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// A part of a network as commands name it, `net.alpha`, and what they may do
/// to it. ``all`` is the one table of parts: commands, completion and reports
/// read it.
struct NetworkPart: Sendable {
  /// As it is written after the network's name.
  let name: String
  let summary: String
  /// What the parts of weights are called that it is made of.
  var weights: [String] = []
  /// What tables call these weights; none where they are another part's.
  var title: String?
  /// What `[…]` after its name chooses.
  var places = PartPlaces.none
  /// Whether few networks have it.
  var isRare = false
  /// What `set` does to it.
  var setting = Setting.refused
  /// What `tie` does to it.
  var tying = Tying.refused
  /// What `net.name` is as a value; none where it can only be named.
  var value:
    (
      @Sendable (Reference<NetworkObject>, Range<Int>, Context) throws(Stop) ->
        Value
    )?

  enum Setting: Sendable {
    case refused
    /// Its numbers take other values.
    case numbers
    /// Something else of the network changes.
    case property(
      @Sendable (NetworkObject, Expression, Context) throws(Stop) ->
        NetworkObject)
  }

  enum Tying: Sendable {
    case refused
    /// Entries become one number.
    case entries
    /// Weights become the same in all stacks.
    case stacks
  }

  /// Whether a network has it: not every one reads an encoder's vectors, or has
  /// experts.
  func isIn(_ network: Network) -> Bool {
    !isRare || network.layout.entries.contains { contains($0.weight) }
  }

  /// Whether `freeze` and `thaw` change it: it has weights.
  var isFreezable: Bool { !weights.isEmpty }

  var isSettable: Bool {
    if case .refused = setting { false } else { true }
  }

  /// Whether a weight belongs to it.
  func contains(_ weight: Weight) -> Bool {
    weights.contains(weight.part.name)
  }

  static func named(_ name: String) -> NetworkPart? {
    all.first { $0.name == name }
  }
}

extension Change {
  static let freeze = Change("freeze")
  static let tie = Change("tie")
}

extension NetworkPart {
  /// From the words to the heads, and what is asked of all.
  static let all = [
    NetworkPart(
      name: "words", summary: "word embeddings", weights: ["words"],
      title: "word embedding"),
    NetworkPart(
      name: "characters", summary: "character embeddings and their LSTM",
      weights: ["characters"], title: "characters"),
    NetworkPart(
      name: "input", summary: "words and characters",
      weights: ["words", "characters"]),
    NetworkPart(
      name: "features", summary: "what is made of an encoder's vectors",
      weights: ["features"], title: "features", isRare: true),
    NetworkPart(
      name: "layer", summary: "recurrent layers of all tasks",
      weights: ["layer"], title: "recurrent layers", places: .layers,
      tying: .stacks),
    NetworkPart(
      name: "alpha", summary: "what streams take from each other",
      weights: ["alpha"], title: "alpha", places: .alpha, setting: .numbers,
      tying: .entries,
      value: { network, _, _ in .object(AlphaObject(network: network.object)) }),
    NetworkPart(
      name: "beta", summary: "what heads take from each layer",
      weights: ["beta"], title: "beta", places: .beta, setting: .numbers,
      tying: .entries,
      value: { network, span, context throws(Stop) in
        .object(try network.betaMatrix(at: span, in: context))
      }),
    NetworkPart(
      name: "matrices",
      summary: "what stacks take from each other, by matrices",
      weights: ["matrices"], title: "matrices", places: .layers, isRare: true),
    NetworkPart(
      name: "gates", summary: "what gates make their choice by",
      weights: ["gates"], title: "gates", places: .layers, isRare: true),
    NetworkPart(
      name: "choices", summary: "scores of what each task takes at each layer",
      weights: ["choices"], title: "choices", places: .layers, isRare: true),
    NetworkPart(
      name: "bases", summary: "what stacks' weights are made of",
      weights: ["bases"], title: "bases", isRare: true),
    NetworkPart(
      name: "adversary", summary: "what guesses the task of a sentence",
      weights: ["adversary"], title: "adversary", isRare: true),
    NetworkPart(
      name: "projections", summary: "linear maps of what a domain's heads read",
      weights: ["projections"], title: "projections", isRare: true),
    NetworkPart(
      name: "heads", summary: "output heads", weights: ["heads"],
      title: "output heads"),
    NetworkPart(
      name: "penalty", summary: "the weight of the orthogonality penalty",
      setting: .property { network, value, context throws(Stop) in
        try network.settingPenalty(value, in: context)
      },
      value: { network, _, _ in
        let penalty = network.network.architecture.regularizers[
          OrthogonalityPenalty.self]
        return .number(Double(penalty.weight))
      }),
  ]
}

extension NetworkObject {
  /// The network after `set net.penalty = value`.
  fileprivate func settingPenalty(
    _ value: Expression, in context: Context
  ) throws(Stop) -> NetworkObject {
    let penalty = try PenaltySetting.read(value, in: context).penalty
    var changed = self
    _ = changed.network.reshape {
      $0.regularizers[OrthogonalityPenalty.self] = penalty
    }
    return changed
  }
}
