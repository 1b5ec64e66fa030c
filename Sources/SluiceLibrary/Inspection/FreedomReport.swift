import SluiceDiagnostics
import SluiceLearning
import SluiceOutput

/// What of a network training may change.
extension SharingReport {
  /// In words, what of alpha and beta is trained.
  var state: String {
    let a = network.architecture
    var parts: [String] = []
    switch a.sluice {
    case .off where a.mixing != .alpha: parts.append("sluices off")
    case _ where a.mixing != .alpha: parts.append(passing)
    case _ where a.streams == 1: parts.append("one stream, alpha is 1")
    case .trained:
      parts.append("\(a.streams) × \(a.streams) alpha trained")
    case .frozen:
      parts.append("\(a.streams) × \(a.streams) alpha frozen")
    case .off: parts.append("sluices off, alpha is the identity")
    }
    parts.append(
      a.subspaces == 1 ? "no subspaces" : "\(a.subspaces) subspaces")
    switch a.skip {
    case .beta where a.readLayers == 1: parts.append("one layer, beta is 1")
    case .beta: parts.append(reading)
    case .off: parts.append("heads read the last layer")
    case .sum: parts.append("heads read the sum of the layers")
    case .mean: parts.append("heads read the mean of the layers")
    case .concat: parts.append("heads read all layers side by side")
    }
    if a.sharedStack {
      parts.append("every head reads its task's stack and a shared one")
    }
    if let bases = a.bases {
      parts.append("stacks are made of \(bases.count) bases")
    }
    if a.ownWords { parts.append("each stack has its own words") }
    let tied = (0..<a.layers).filter(network.isTied)
    if tied.count == a.layers {
      parts.append("all layers are shared by all stacks")
    } else if !tied.isEmpty {
      let names = tied.map { String($0 + 1) }.joined(separator: ", ")
      parts.append(
        (tied.count == 1 ? "layer \(names) is" : "layers \(names) are")
          + " shared by all stacks")
    }
    return "\(object.name): \(parts.joined(separator: "; "))"
  }

  /// What stands in α's place.
  private var passing: String {
    let a = network.architecture
    let isFrozen = a.sluice == .frozen ? ", frozen" : ""
    switch a.mixing {
    case .gates(let gating):
      let reads = gating.reads == .input ? "the input" : "states"
      let count = gating.experts
      return "\(count) \(count == 1 ? "expert" : "experts"),"
        + (gating.isShared ? " one gate" : " a gate for each task")
        + " that reads \(reads)\(isFrozen)"
    case .choices:
      let isMade = network.choices.allSatisfy {
        network.constraints.freeze($0, in: a)
      }
      return "each task chooses at each layer"
        + (isMade ? ", and has chosen" : "")
    case .alpha, .matrices:
      return "full matrices between stacks\(isFrozen)"
    }
  }

  /// Which layers reach the heads by beta.
  private var reading: String {
    let names = object.readLayerNames
    let layers = names.count
    let fixed = network.constraints.fixed[.beta] ?? []
    guard let beta = network.tensor(.beta) else { return "" }
    // A task whose β is fixed at one layer reads that one.
    let single = network.tasks.indices.map { task -> Int? in
      let places = task * layers..<(task + 1) * layers
      guard places.allSatisfy(fixed.contains) else { return nil }
      let row = places.map { beta.values[$0] }
      return row.count { $0 != 0 } == 1 ? row.firstIndex(of: 1) : nil
    }
    guard single.contains(where: { $0 != nil }) else {
      return "heads read all layers by trained beta"
    }
    return zip(network.tasks, single).map { task, layer in
      task.name
        + (layer.map { " reads \(names[$0])" } ?? " reads all by beta")
    }.joined(separator: ", ")
  }

  /// Which weights are free, frozen, fixed or tied.
  var freedom: Output {
    let constraints = network.constraints
    let copies = constraints.copies
    let rows = NetworkPart.all.compactMap { part -> [String]? in
      guard let title = part.title, part.isIn(network) else { return nil }
      let entries = network.layout.entries.filter { part.contains($0.weight) }
      let all = entries.reduce(0) { $0 + $1.count }
      let frozen = entries.filter {
        constraints.freeze($0.weight, in: network.architecture)
      }.reduce(0) { $0 + $1.count }
      // What a mask takes away is fixed at 0.
      let masked = entries.reduce(0) {
        $0 + (constraints.masks[$1.weight].map { $0.count - $0.kept } ?? 0)
      }
      let fixed = entries.reduce(masked) {
        $0 + (constraints.fixed[$1.weight]?.count ?? 0)
      }
      let tied = entries.reduce(0) { total, entry in
        total
          + (constraints.tied[entry.weight]?.reduce(0) { $0 + $1.count - 1 }
            ?? 0)
          + (copies.contains(entry.weight)
            ? constraints.masks[entry.weight]?.kept ?? entry.count : 0)
      }
      return [
        title, NumberText.count(all), NumberText.count(frozen),
        NumberText.count(fixed), NumberText.count(tied),
        NumberText.count(max(0, all - frozen - fixed - tied)),
      ]
    }
    return .table(
      Table(["part", "numbers", "frozen", "fixed", "tied", "free"], rows))
  }
}
