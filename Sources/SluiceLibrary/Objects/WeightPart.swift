import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

/// The weights that a path such as `net.alpha[1][names, pos]` means: whole
/// weights, or entries of one.
struct WeightPart {
  var part: NetworkPart
  var weights: [Weight]
  /// Entries of the only weight, row by row from 0; nil for all.
  var entries: [Int]?

  /// Those of a layer, from 0.
  func ofLayer(_ layer: Int) -> WeightPart {
    WeightPart(
      part: part, weights: weights.filter { $0.part.place == .layer(layer) },
      entries: entries)
  }
}

extension Constraints {
  /// Freezes, or frees again, a part of a network.
  mutating func constrain(_ part: WeightPart, isFrozen: Bool) {
    for weight in part.weights {
      if let entries = part.entries {
        if isFrozen {
          fixed[weight, default: []].formUnion(entries)
        } else {
          frozen.remove(weight)
          fixed[weight]?.subtract(entries)
        }
        if fixed[weight]?.isEmpty == true { fixed[weight] = nil }
      } else if isFrozen {
        frozen.insert(weight)
      } else {
        frozen.remove(weight)
        fixed[weight] = nil
      }
    }
  }
}

extension Reference<NetworkObject> {
  /// The weights that a path after the network's name means.
  func part(
    _ steps: [PathStep], at span: Range<Int>, in context: Context
  ) throws(Stop) -> WeightPart {
    guard case .member(let member)? = steps.first else {
      throw context.fail(
        .missingArgument, "say which part of \(name)", at: span,
        hint: "for instance \(name).alpha, \(name).beta, \(name).words")
    }
    var places: [[Expression]] = []
    for step in steps.dropFirst() {
      guard case .element(let expressions, _) = step else {
        throw context.fail(
          .unknownMember, "\(name).\(member.text) has no parts by name",
          at: span)
      }
      places.append(expressions)
    }
    guard let part = NetworkPart.named(member.text), part.isFreezable else {
      let known = NetworkPart.all.filter(\.isFreezable).map(\.name)
      throw context.fail(
        .unknownMember, "\(name) has no weights called \(member.text)",
        at: member.span,
        hint: didYouMean(
          member.text, in: known,
          otherwise: "it has \(known.joined(separator: ", "))"))
    }
    let chosen = try part.places.chosen(self, part, places, span, context)
    guard !chosen.weights.isEmpty else {
      throw context.fail(
        .unknownMember, "\(name) has no \(member.text) now", at: span,
        hint: "it is switched off, or there is one stream or layer only")
    }
    return chosen
  }
}

extension NetworkObject {
  /// What may stand in the next `[…]` of a part's path: after `net.alpha`
  /// layers, after `net.alpha[1]` streams and tasks.
  ///
  /// - Parameters:
  ///   - steps: The path so far.
  ///   - number: Places that stand in the `[…]` already.
  /// - Returns: The words; none where nothing may follow.
  func places(after steps: [PathStep], _ number: Int) -> [String] {
    guard case .member(let member)? = steps.first,
      let part = NetworkPart.named(member.text)
    else { return [] }
    var before: [[Expression]] = []
    for step in steps.dropFirst() {
      guard case .element(let places, _) = step else { return [] }
      before.append(places)
    }
    return part.places.words(self, before, number)
  }

  func parts(for change: Change) -> [(name: String, summary: String)] {
    NetworkPart.all.filter { part in
      switch change {
      case .set: part.isSettable
      case .tie: part.tying != .refused
      case .freeze: part.isFreezable
      default: false
      }
    }.map { ($0.name, $0.summary) }
  }
}
