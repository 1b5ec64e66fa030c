import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// What `[…]` after a part's name chooses: which words may stand there, and
/// which weights and entries they mean.
struct PartPlaces: Sendable {
  /// What may stand in the next `[…]`, for completion.
  ///
  /// - Parameters:
  ///   - network: Whose part it is.
  ///   - before: What stands in earlier `[…]`.
  ///   - number: How many places stand in this one already.
  let words:
    @Sendable (
      _ network: NetworkObject, _ before: [[Expression]], _ number: Int
    ) -> [String]
  /// The weights of a part that a path means; it uses every step, or refuses.
  ///
  /// - Parameters:
  ///   - whole: All weights of the part.
  ///   - steps: What is written after its name.
  ///   - network: Whose part it is.
  ///   - context: Where it is written.
  let chosen:
    @Sendable (
      _ whole: WeightPart, _ steps: [PathStep],
      _ network: Reference<NetworkObject>, _ context: Context
    ) throws(Stop) -> WeightPart
}

extension PartPlaces {
  /// A part that is always meant whole.
  static let none = PartPlaces(
    words: { _, _, _ in [] },
    chosen: { whole, steps, network, context throws(Stop) in
      try whole.end(steps, of: network, context)
    })

  /// `layer[1]`.
  static let layers = PartPlaces(
    words: { network, before, number in
      before.isEmpty && number == 0 ? network.layerNumbers : []
    },
    chosen: { whole, steps, network, context throws(Stop) in
      guard let first = steps.first else { return whole }
      let layer = try network.layer(first, of: whole, context)
      return try whole.ofLayer(layer).end(
        Array(steps.dropFirst()), of: network, context)
    })

  /// `alpha[layer]`, `alpha[layer][receiver, sender]`.
  static let alpha = PartPlaces(
    words: { network, before, number in
      switch (before.count, number) {
      case (0, 0): return network.layerNumbers
      case (1, 0...1):
        // A layer that there is not has no entries.
        guard let layer = before[0].first else { return [] }
        if case .number(let number) = layer.kind,
          !(1...Double(network.network.architecture.layers)).contains(number)
        {
          return []
        }
        return network.streamNames + network.network.tasks.map(\.name)
      default: return []
      }
    },
    chosen: { whole, steps, network, context throws(Stop) in
      guard let first = steps.first else { return whole }
      let layer = try network.layer(first, of: whole, context)
      return try whole.ofLayer(layer).entries(
        Array(steps.dropFirst()), of: network, context)
    })

  /// `beta[task]`, `beta[task, layer]`.
  static let beta = PartPlaces(
    words: { network, before, number in
      guard before.isEmpty else { return [] }
      return number == 0
        ? network.network.tasks.map(\.name)
        : number == 1 ? network.readLayerNumbers : []
    },
    chosen: { whole, steps, network, context throws(Stop) in
      try whole.entries(steps, of: network, context)
    })
}

extension NetworkObject {
  /// The layers, as they are written.
  var layerNumbers: [String] {
    (1...network.architecture.layers).map(String.init)
  }

  /// The layers that heads may read, as they are written.
  var readLayerNumbers: [String] {
    (1...network.architecture.readLayers).map(String.init)
  }
}

extension WeightPart {
  /// Itself, where its path ends here.
  fileprivate func end(
    _ steps: [PathStep], of network: Reference<NetworkObject>,
    _ context: Context
  ) throws(Stop) -> WeightPart {
    guard let next = steps.first else { return self }
    let written =
      if case .element(_, let before, _) = next {
        context.source.text(before.span)
      } else { "\(network.name).\(part.name)" }
    throw context.fail(
      .wrongType, "\(written) has no parts to choose from", at: next.span,
      hint: "\(network.name).\(part.name) stands for \(part.summary)")
  }

  /// The entries of its only weight that further steps mean: those that are read
  /// where the same is written in an expression.
  fileprivate func entries(
    _ steps: [PathStep], of network: Reference<NetworkObject>,
    _ context: Context
  ) throws(Stop) -> WeightPart {
    guard !steps.isEmpty, let weight = weights.first,
      let matrix = network.object.matrix(of: weight)
    else { return self }
    var value = Value.object(matrix.ofEntries)
    for step in steps {
      guard case .element(let places, let before, _) = step else {
        return try end([step], of: network, context)
      }
      value = try context.element(
        at: places, of: value, writtenAs: before)
    }
    var chosen = self
    chosen.entries = value.numbers?.map { Int($0) }
    return chosen
  }
}

extension Reference<NetworkObject> {
  /// The layer that the first step of a path means.
  fileprivate func layer(
    _ step: PathStep, of part: WeightPart, _ context: Context
  ) throws(Stop) -> Int {
    guard case .element(let places, _, _) = step, places.count == 1 else {
      throw context.fail(
        .wrongType, "\(part.part.name) takes one layer first", at: step.span,
        hint: "for instance \(name).\(part.part.name)[1]")
    }
    return try layer(places[0], in: context)
  }
}

extension Value {
  /// All numbers of it, in order; nil if there is something else in it.
  var numbers: [Double]? {
    switch self {
    case .number(let number): return [number]
    case .list(let items):
      var all: [Double] = []
      for item in items {
        guard let part = item.numbers else { return nil }
        all += part
      }
      return all
    case .object(let object):
      return (object as? MatrixObject).map { Array($0.values.joined()) }
    default: return nil
    }
  }
}
