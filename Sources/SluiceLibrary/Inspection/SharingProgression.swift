import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput
import SluiceTensor

/// How a network's sharing was learned: α, β and the drawing after each epoch,
/// and what came of each sluice.
struct SharingProgression {
  private let object: Reference<NetworkObject>
  private let environment: Environment
  private var network: Network { object.network }
  private var a: Architecture { network.architecture }

  /// More epochs are shown by every second, third or so of them.
  private static let most = 60
  /// Larger tables of α are shown block by block, as the drawing has them.
  private static let mostStreams = 8
  /// Sentences that the sluices are measured on, at most.
  private static let sentences = 100
  private static let mostGates = 60

  init(_ object: Reference<NetworkObject>, in environment: Environment) {
    self.object = object
    self.environment = environment
  }

  /// Only curves where no number that says what is shared was learned; nil
  /// where there are none, either.
  var progression: Progression? {
    let last = network.snapshot
    let path = network.sharing
    let kept = ([path.start] + path.epochs).filter {
      $0.isComparable(to: last)
    }
    guard a.stacks > 1 || a.hasBeta,
      kept.contains(where: { $0 != path.start })
    else {
      return curves.isEmpty
        ? nil
        : Progression(
          "how \(object.name) was trained", unit: "epoch", moments: [],
          curves: curves)
    }
    let first = max(0, network.epochs - kept.count + 1)
    let step = (kept.count + Self.most - 1) / Self.most
    let chosen = kept.indices.filter {
      $0 % step == 0 || $0 == kept.count - 1
    }
    return Progression(
      "how the sharing of \(object.name) was learned", unit: "epoch",
      moments: chosen.map { moment(kept[$0], number: first + $0) },
      curves: curves, gates: gates(since: path.start))
  }

  private func moment(
    _ snapshot: SharingSnapshot, number: Int
  ) -> Progression.Moment {
    var then = object.object
    then.network.put(snapshot)
    let report = SharingReport(
      Reference(then, called: object.name, at: object.span))
    return Progression.Moment(
      number, matrices: report.tables(of: Self.mostStreams),
      drawing: a.stacks > 1 ? NetworkDrawing(then).drawing : nil)
  }

  private var curves: [Plot] {
    guard let run = object.run else { return [] }
    return [true, false].map { run.curves(of: object, areLosses: $0) }
      .filter { !$0.series.isEmpty }
  }

  // MARK: - Sluices

  private func gates(since start: SharingSnapshot) -> [Progression.Gate] {
    var then = object.object
    then.network.put(start)
    let edges = NetworkDrawing(object.object).drawing.edges
    guard edges.count <= Self.mostGates else { return [] }
    var probe = probe
    let norms = try? probe?.norms()
    let names = object.stackNames
    return edges.compactMap { edge in
      guard case .flow(let now, _) = edge.kind else { return nil }
      let layer = a.layers - 1 - edge.row
      let (receiver, sender) = (names[edge.to], names[edge.from])
      let before = then.passage(from: edge.from, to: edge.to, layer: layer)
      var text =
        "As the network was kept, \(receiver) takes"
        + " \(NumberText.entry(now)) of \(sender) after layer \(layer + 1)"
      if now == before {
        text += ", as at the start."
      } else {
        text += "; at the start it took \(NumberText.entry(before))."
      }
      if let norms, now != 0 {
        let share = flow(to: edge.to, from: edge.from, layer, norms)
        text +=
          " Of all that flows to \(receiver) there,"
          + " \(NumberText.decimals(100 * share, 0)) % is from \(sender)."
      }
      if now != 0, let cost = cost(of: edge, layer: layer, &probe) {
        let size = NumberText.entry(abs(cost.rise))
        text +=
          size == NumberText.entry(0)
          ? " Closing this sluice does not change the loss of \(cost.task)"
          : " With this sluice closed the loss of \(cost.task) is \(size) nats"
            + " per token \(cost.rise < 0 ? "lower" : "higher")"
        text += " on development sentences."
      }
      return Progression.Gate(
        "\(receiver) ← \(sender), layer \(layer + 1)", text)
    }
  }

  /// Asks the network on development sentences, if there are any.
  private var probe: SharingProbe? {
    let parts = network.tasks.indices.map { index in
      index < object.tasks.count ? object.tasks[index].part("dev") : nil
    }
    guard a.hasAlpha, parts.contains(where: { $0 != nil }) else { return nil }
    return try? SharingProbe(
      network, on: parts, sentences: Self.sentences,
      threads: environment.threads)
  }

  /// Which share of what a stack reads at a layer comes from another.
  private func flow(
    to receiver: Int, from sender: Int, _ layer: Int, _ norms: [[Double]]
  ) -> Double {
    guard let alpha = network.tensor(.alpha(layer))?.rows else { return 0 }
    let s = a.subspaces
    func sum(_ senders: Range<Int>) -> Double {
      (receiver * s..<(receiver + 1) * s).reduce(0) { sum, i in
        sum + senders.reduce(0) { $0 + abs(alpha[i][$1]) * norms[layer][$1] }
      }
    }
    let all = sum(0..<a.streams)
    return all > 0 ? sum(sender * s..<(sender + 1) * s) / all : 0
  }

  /// What closing a sluice costs the first task that reads the receiving stack
  /// and has learned something.
  private func cost(
    of edge: Drawing.Edge, layer: Int, _ probe: inout SharingProbe?
  ) -> (task: String, rise: Double)? {
    let s = a.subspaces
    let entries: [SharingProbe.Entry] = (0..<s * s).map {
      (
        layer: layer, receiver: edge.to * s + $0 / s,
        sender: edge.from * s + $0 % s
      )
    }
    let reader = network.tasks.indices.first {
      a.stacks(ofTask: $0).contains(edge.to) && object.isTrained($0)
    }
    guard let reader, let costs = try? probe?.costOfClosing(entries),
      let rise = costs[reader].value
    else { return nil }
    return (network.tasks[reader].name, rise)
  }
}

extension SharingReport {
  /// α layer by layer and β, without remarks.
  ///
  /// - Parameter most: With more streams than this, the size of α's blocks
  ///   between stacks stands for α.
  /// - Returns: Their tables.
  func tables(of most: Int) -> [LabelledMatrix] {
    let a = network.architecture
    let alphas = (0..<a.layers).compactMap { layer -> LabelledMatrix? in
      let weight = Weight.alpha(layer)
      guard a.streams > 1, let alpha = network.tensor(weight) else {
        return nil
      }
      guard a.streams > most else {
        return LabelledMatrix(
          "alpha, layer \(layer + 1)", rows: names, columns: names,
          values: alpha.rows, marks: network.marks(weight))
      }
      let stacks = object.stackNames
      return LabelledMatrix(
        "size of alpha between stacks, layer \(layer + 1)", rows: stacks,
        columns: stacks,
        values: stacks.indices.map { to in
          stacks.indices.map { network.blockSize(alpha, from: $0, to: to) }
        })
    }
    guard let beta = network.tensor(.beta) else { return alphas }
    var shares = LabelledMatrix(
      "beta", rows: network.tasks.map(\.name), columns: object.readLayerNames,
      values: beta.rows, marks: network.marks(.beta))
    shares.isOfShares = true
    return alphas + [shares]
  }
}

extension Network {
  /// Puts earlier values of alpha and beta in the place of those of now.
  fileprivate mutating func put(_ snapshot: SharingSnapshot) {
    for (weight, tensor) in snapshot.tensors {
      guard let entry = layout[weight], entry.range.count == tensor.values.count
      else { continue }
      weights.replaceSubrange(entry.range, with: tensor.values)
    }
  }
}

extension NetworkObject {
  func progression(
    called name: String, in environment: Environment
  ) -> Progression? {
    SharingProgression(
      Reference(self, called: name, at: 0..<0), in: environment
    ).progression
  }
}
