import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// What the paths of `tie` and `untie` mean together.
struct TiedParts {
  enum Kind {
    /// Layers of all stacks, from 0.
    case layers([Int])
    /// Entries of one α or of β, row by row from 0.
    case entries([Int], of: Weight)
  }

  let variable: Variable<NetworkObject>
  let kind: Kind

  /// - Throws: `wrong-type` for parts that cannot be tied.
  init(_ paths: [Path<NetworkObject>], _ context: Context) throws(Stop) {
    guard let first = paths.first else { throw .undecided }
    variable = first.variable
    if let other = paths.first(where: {
      $0.variable.place != first.variable.place
    }) {
      throw context.fail(
        .wrongType, "only parts of one network can be tied to each other",
        at: other.span,
        hint: "\(first.text) is a part of \(first.variable.name)")
    }
    let network = variable.reference
    if Self.meansLayers(first) {
      kind = try Self.layers(paths, of: network, context)
    } else {
      kind = try Self.entries(first, paths, of: network, context)
    }
  }

  private static func meansLayers(_ path: Path<NetworkObject>) -> Bool {
    guard case .member(let member)? = path.steps.first else { return false }
    return NetworkPart.named(member.text)?.tying == .stacks
  }

  /// The entries that some paths mean together, all of the weight that the
  /// first of them means.
  private static func entries(
    _ first: Path<NetworkObject>, _ paths: [Path<NetworkObject>],
    of network: Reference<NetworkObject>, _ context: Context
  ) throws(Stop) -> Kind {
    let weight = try entries(first, of: network, context).weight
    var entries: Set<Int> = []
    for path in paths {
      let part = try self.entries(path, of: network, context)
      guard part.weight == weight else { throw refusal(path, network, context) }
      entries.formUnion(part.entries)
    }
    return .entries(entries.sorted(), of: weight)
  }

  /// The entries, of one α or of β, that a path means.
  private static func entries(
    _ path: Path<NetworkObject>, of network: Reference<NetworkObject>,
    _ context: Context
  ) throws(Stop) -> (weight: Weight, entries: [Int]) {
    let chosen = try network.part(path.steps, at: path.span, in: context)
    guard chosen.part.tying == .entries, chosen.weights.count == 1,
      let weight = chosen.weights.first,
      let entry = network.network.layout[weight]
    else { throw refusal(path, network, context) }
    return (weight, chosen.entries ?? Array(0..<entry.count))
  }

  private static func refusal(
    _ path: Path<NetworkObject>, _ network: Reference<NetworkObject>,
    _ context: Context
  ) -> Stop {
    context.fail(
      .wrongType, "only layers, and entries of one α or of β, can be tied",
      at: path.span,
      hint: "for instance \(network.name).layer[1], or"
        + " \(network.name).alpha[1][…, …]")
  }

  /// The layers (from 0) that paths such as `net.layer[1]` mean.
  private static func layers(
    _ paths: [Path<NetworkObject>], of network: Reference<NetworkObject>,
    _ context: Context
  ) throws(Stop) -> Kind {
    var layers: [Int] = []
    for path in paths { layers += try self.layers(path, of: network, context) }
    return .layers(Set(layers).sorted())
  }

  /// The same of one path.
  private static func layers(
    _ path: Path<NetworkObject>, of network: Reference<NetworkObject>,
    _ context: Context
  ) throws(Stop) -> [Int] {
    let name = network.name
    guard meansLayers(path) else {
      throw context.fail(
        .wrongType, "only layers can be tied", at: path.span,
        hint: "for instance \(name).layer[1], or \(name).layer for all")
    }
    guard network.network.architecture.stacks > 1 else {
      throw context.fail(
        .wrongType, "\(name) has one stack: there is nothing to tie it to",
        at: path.span,
        hint: "with method=hard all tasks share it already")
    }
    let chosen = try network.part(path.steps, at: path.span, in: context)
    return Set(
      chosen.weights.compactMap { weight in
        if case .layer(let layer) = weight.part.place { layer } else { nil }
      }
    ).sorted()
  }
}

extension [Path<NetworkObject>] {
  /// As they are written.
  var written: String { map(\.text).joined(separator: " and ") }
}
