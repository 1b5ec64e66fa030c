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
    guard let part = NetworkPart.named(member.text), part.isFreezable else {
      let known = NetworkPart.all.filter(\.isFreezable).map(\.name)
      throw context.fail(
        .unknownMember, "\(name) has no weights called \(member.text)",
        at: member.span,
        hint: didYouMean(
          member.text, in: known,
          otherwise: "it has \(known.joined(separator: ", "))"))
    }
    let whole = WeightPart(
      part: part,
      weights: self.network.layout.entries.map(\.weight).filter(part.contains))
    guard !whole.weights.isEmpty else {
      throw context.fail(
        .unknownMember, "\(name) has no \(member.text) now", at: span,
        hint: object.absence(of: part, in: name))
    }
    return try part.places.chosen(
      whole, Array(steps.dropFirst()), self, context)
  }
}

extension WeightPart {
  /// The path as messages say it: with the number of its layer, where that is
  /// written as a word.
  func written(
    _ steps: [PathStep], of name: String, _ context: Context
  ) -> String {
    guard let first = steps.first, let last = steps.last else { return name }
    guard steps.count > 1, case .layer(let layer)? = weights.first?.part.place
    else {
      let span = first.span.lowerBound..<last.span.upperBound
      return "\(name).\(context.source.text(span))"
    }
    let rest = steps[1].span.upperBound..<last.span.upperBound
    return "\(name).\(part.name)[\(layer + 1)]\(context.source.text(rest))"
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
      guard case .element(let places, _, _) = step else { return [] }
      before.append(places)
    }
    return part.places.words(self, before, number)
  }

  /// Why a network has no weights of a part, as a hint.
  fileprivate func absence(of part: NetworkPart, in name: String) -> String {
    let a = network.architecture
    switch part.name {
    case "alpha" where a.mixing != .alpha:
      return "its stacks pass states on by \(a.mixing.noun)"
    case "matrices": return "method=concat-sharing has them"
    case "gates": return "method=mixture-of-experts, mmoe and ple have them"
    case "choices": return "method=branching has them"
    case "bases": return "method=sparse-bases has them"
    case "adversary": return "method=adversarial has one"
    case "alpha" where a.streams == 1: return "with one stream alpha is 1"
    case "alpha": return "its sluices are off: sluice \(name) on"
    case "features": return "it reads words and their spelling alone"
    case "projections": return "its heads read the states as they are"
    case "beta" where a.readLayers == 1: return "with one layer beta is 1"
    default: return "skip \(name) beta"
    }
  }

  func parts(for change: Change) -> [(name: String, summary: String)] {
    NetworkPart.all.filter { part in
      guard part.isIn(network) else { return false }
      return switch change {
      case .set: part.isSettable
      case .tie: part.tying != .refused
      case .freeze: part.isFreezable
      default: false
      }
    }.map { ($0.name, $0.summary) }
  }
}
