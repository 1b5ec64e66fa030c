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
  /// The weights of a part that some places mean.
  let chosen:
    @Sendable (
      _ network: Reference<NetworkObject>, _ part: NetworkPart,
      _ places: [[Expression]],
      _ span: Range<Int>, _ context: Context
    ) throws(Stop) -> WeightPart
}

extension PartPlaces {
  /// A part that is always meant whole.
  static let none = PartPlaces(
    words: { _, _, _ in [] },
    chosen: { network, part, _, _, _ in network.whole(part) })

  /// `layer[1]`.
  static let layers = PartPlaces(
    words: { network, before, number in
      before.isEmpty && number == 0 ? network.layerNumbers : []
    },
    chosen: { network, part, places, _, context throws(Stop) in
      let all = network.whole(part)
      guard let place = places.first?.first else { return all }
      return all.ofLayer(try network.layer(place, in: context))
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
    chosen: { network, part, places, span, context throws(Stop) in
      try network.alphaPart(part, places, at: span, in: context)
    })

  /// `beta[task]`, `beta[task, layer]`.
  static let beta = PartPlaces(
    words: { network, before, number in
      guard before.isEmpty else { return [] }
      return number == 0
        ? network.network.tasks.map(\.name)
        : number == 1 ? network.layerNumbers : []
    },
    chosen: { network, part, places, _, context throws(Stop) in
      try network.betaPart(part, places, in: context)
    })
}

extension NetworkObject {
  /// The layers, as they are written.
  var layerNumbers: [String] {
    (1...network.architecture.layers).map(String.init)
  }

}

extension Reference<NetworkObject> {
  fileprivate func whole(_ part: NetworkPart) -> WeightPart {
    WeightPart(
      part: part,
      weights: self.network.layout.entries.map(\.weight).filter(part.contains))
  }

  fileprivate func alphaPart(
    _ part: NetworkPart, _ places: [[Expression]], at span: Range<Int>,
    in context: Context
  ) throws(Stop) -> WeightPart {
    guard let place = places.first?.first else { return whole(part) }
    var chosen = whole(part).ofLayer(try layer(place, in: context))
    guard places.count > 1 else { return chosen }
    guard places.count == 2, places[1].count == 2 else {
      throw context.fail(
        .wrongType, "an entry of alpha has a receiver and a sender", at: span,
        hint: "for instance \(name).alpha[1]["
          + "\(self.streamNames[0]), \(self.streamNames.last ?? "")]")
    }
    let rows = try streams(places[1][0], in: context)
    let columns = try streams(places[1][1], in: context)
    let n = self.network.architecture.streams
    chosen.entries = rows.flatMap { row in columns.map { row * n + $0 } }
    return chosen
  }

  fileprivate func betaPart(
    _ part: NetworkPart, _ places: [[Expression]], in context: Context
  ) throws(Stop) -> WeightPart {
    var chosen = whole(part)
    guard let place = places.first, let first = place.first else {
      return chosen
    }
    let layers = self.network.architecture.layers
    let task = try task(Symbol.read(first, in: context), in: context)
    chosen.entries =
      place.count > 1
      ? [task * layers + (try layer(place[1], in: context))]
      : Array(task * layers..<(task + 1) * layers)
    return chosen
  }
}
