import SluiceDiagnostics
import SluiceLearning
import SluiceTensor

/// What a network learned to share: alpha and beta as tables, with how far
/// they moved, what they carry and what they are worth.
struct SharingReport {
  let object: NetworkObject
  private var network: Network { object.network }
  private var names: [String] { object.streamNames }

  init(_ object: NetworkObject) { self.object = object }

  private static let orientation =
    "row receives, column sends; * fixed, ° tied"
  private static let rescaling =
    "a layer can absorb a rescaled alpha: read the flow and the cost of"
    + " closing beside it"

  /// Each layer's alpha, and its change since the start.
  var alpha: Output {
    guard network.architecture.streams > 1 else {
      return .text("alpha is 1: the network has one stream")
    }
    guard network.architecture.hasAlpha else {
      return .text(
        "the sluices of \(object.name) are off: alpha is the identity")
    }
    var output = Output.nothing
    for layer in 0..<network.architecture.layers {
      let name = ParameterLayout.alpha(layer)
      guard let alpha = network.tensor(name) else { continue }
      output =
        output
        + .matrix(
          LabelledMatrix(
            "alpha, layer \(layer + 1)", rows: names, columns: names,
            values: alpha.rows, marks: marks(name, alpha)))
      if network.epochs > 0, let start = network.sharing.start.tensors[name],
        start.shape == alpha.shape
      {
        output =
          output
          + .matrix(
            LabelledMatrix(
              "change since the start", rows: names, columns: names,
              values: change(alpha.rows, start.rows)))
      }
    }
    return output + .note(Self.orientation) + .note(Self.rescaling)
  }

  /// Each task's beta, and its change since the start.
  var beta: Output {
    guard let beta = network.tensor(ParameterLayout.beta) else {
      let skip = network.architecture.skip
      return .text(
        network.architecture.layers == 1
          ? "beta is 1: the network has one layer"
          : "\(object.name) has no beta: its heads read "
            + (skip == .off ? "the last layer" : "the layers' \(skip.rawValue)")
      )
    }
    let tasks = network.tasks.map(\.name)
    let layers = (1...beta.shape[1]).map { "layer \($0)" }
    var output = Output.matrix(
      LabelledMatrix(
        "beta", rows: tasks, columns: layers, values: beta.rows,
        marks: marks(ParameterLayout.beta, beta)))
    if network.epochs > 0,
      let start = network.sharing.start.tensors[ParameterLayout.beta],
      start.shape == beta.shape
    {
      output =
        output
        + .matrix(
          LabelledMatrix(
            "change since the start", rows: tasks, columns: layers,
            values: change(beta.rows, start.rows)))
    }
    return output
  }

  /// |α| times the norm of what the sender sends, by layer.
  func flow(_ probe: inout SharingProbe) -> Output {
    let norms = probe.norms()
    var output = Output.nothing
    for layer in 0..<network.architecture.layers {
      let alpha = effectiveAlpha(layer)
      output =
        output
        + .matrix(
          LabelledMatrix(
            "flow, layer \(layer + 1)", rows: names, columns: names,
            values: alpha.map { row in
              row.indices.map { abs(row[$0]) * norms[layer][$0] }
            }))
    }
    return output
      + .note(
        "|alpha| times the root mean square of the sender's activations;"
          + " row receives, column sends")
  }

  /// What closing each single entry costs the receiving task, by layer.
  ///
  /// - Parameters:
  ///   - probe: Asks the network.
  ///   - check: Called between entries; throws where the user wants it to end.
  /// - Returns: The losses, and a matrix a layer.
  /// - Throws: What `check` throws.
  func cost(
    _ probe: inout SharingProbe, check: () throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Output {
    let open = probe.losses()
    let tasks = network.tasks
    let streams = network.architecture.streams
    let s = network.architecture.subspaces
    var output = Output.table(
      Table(
        ["task", "loss"],
        tasks.indices.map { [tasks[$0].name, NumberText.entry(open[$0])] }))
    for layer in 0..<network.architecture.layers {
      var values: [[Double]] = []
      for i in 0..<streams {
        let readers = tasks.indices.filter {
          network.architecture.columnOfTask[$0] == i / s
        }
        var row: [Double] = []
        for j in 0..<streams {
          try check()
          let costs = probe.costOfClosing([(layer, i, j)])
          row.append(readers.reduce(0) { $0 + costs[$1] })
        }
        values.append(row)
      }
      output =
        output
        + .matrix(
          LabelledMatrix(
            "loss when an entry of alpha is 0, layer \(layer + 1)",
            rows: names, columns: names, values: values))
    }
    return output
      + .note(
        "rise of the receiving task's loss in nats a token; row receives,"
          + " column sends")
  }

  /// In words, what of alpha and beta is trained.
  var state: String {
    let a = network.architecture
    var parts: [String] = []
    switch a.sluice {
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
    case .beta where a.layers == 1: parts.append("one layer, beta is 1")
    case .beta: parts.append(reading)
    case .off: parts.append("heads read the last layer")
    case .sum: parts.append("heads read the sum of the layers")
    case .mean: parts.append("heads read the mean of the layers")
    case .concat: parts.append("heads read all layers side by side")
    }
    let tied = (0..<a.layers).filter(network.isTied)
    if tied.count == a.layers {
      parts.append("all layers are one for all stacks")
    } else if !tied.isEmpty {
      let names = tied.map { String($0 + 1) }.joined(separator: ", ")
      parts.append(
        (tied.count == 1 ? "layer \(names) is" : "layers \(names) are")
          + " one for all stacks")
    }
    return "\(object.name): \(parts.joined(separator: "; "))"
  }

  /// Which layers reach the heads by beta.
  private var reading: String {
    let layers = network.architecture.layers
    let fixed = network.constraints.fixed[ParameterLayout.beta] ?? []
    guard let beta = network.tensor(ParameterLayout.beta) else { return "" }
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
        + (layer.map { " reads layer \($0 + 1)" } ?? " reads all by beta")
    }.joined(separator: ", ")
  }

  /// Which weights are free, frozen, fixed or tied.
  var freedom: Output {
    let constraints = network.constraints
    let copies = constraints.copies
    let groups: [(String, (String) -> Bool)] = [
      ("word embedding", { $0 == "word.weight" }),
      ("characters", { $0.hasPrefix("char") }),
      ("recurrent layers", { $0.hasPrefix("rnn.") }),
      ("alpha", { $0.hasPrefix("stitch.") }),
      ("beta", { $0 == ParameterLayout.beta }),
      ("output heads", { $0.hasPrefix("head.") }),
    ]
    let rows = groups.map { group, isMember -> [String] in
      let entries = network.layout.entries.filter { isMember($0.name) }
      let all = entries.reduce(0) { $0 + $1.count }
      let frozen = entries.filter {
        constraints.frozen.contains($0.name)
          || network.architecture.sluice == .frozen
            && $0.name.hasPrefix("stitch.")
      }.reduce(0) { $0 + $1.count }
      let fixed = entries.reduce(0) {
        $0 + (constraints.fixed[$1.name]?.count ?? 0)
      }
      let tied = entries.reduce(0) { total, entry in
        total
          + (constraints.tied[entry.name]?.reduce(0) { $0 + $1.count - 1 } ?? 0)
          + (copies.contains(entry.name) ? entry.count : 0)
      }
      return [
        group, NumberText.count(all), NumberText.count(frozen),
        NumberText.count(fixed), NumberText.count(tied),
        NumberText.count(max(0, all - frozen - fixed - tied)),
      ]
    }
    return .table(
      Table(["part", "numbers", "frozen", "fixed", "tied", "free"], rows))
  }

  /// How the entries between different streams, or beta, moved over training.
  func path(_ what: Path) -> Plot {
    let snapshots = [network.sharing.start] + network.sharing.epochs
    let series = curves(what).map { name, tensor, index in
      Plot.Series(
        name,
        snapshots.enumerated().compactMap { epoch, snapshot in
          snapshot.tensors[tensor].flatMap { tensor in
            tensor.values.indices.contains(index)
              ? Plot.Point(Double(epoch), Double(tensor.values[index])) : nil
          }
        })
    }
    return Plot(
      what.title + " of \(object.name) over training", x: "epoch", y: "value",
      series: series)
  }

  /// Which numbers' paths are meant.
  enum Path {
    case alpha(layer: Int)
    case beta

    var title: String {
      switch self {
      case .alpha(let layer): "alpha, layer \(layer + 1),"
      case .beta: "beta"
      }
    }
  }

  private func curves(
    _ what: Path
  ) -> [(name: String, tensor: String, index: Int)] {
    switch what {
    case .alpha(let layer):
      let n = names.count
      return (0..<n * n).map {
        (
          "\(names[$0 / n]) ← \(names[$0 % n])", ParameterLayout.alpha(layer),
          $0
        )
      }
    case .beta:
      let layers = network.architecture.layers
      return (0..<network.tasks.count * layers).map {
        (
          "\(network.tasks[$0 / layers].name), layer \($0 % layers + 1)",
          ParameterLayout.beta, $0
        )
      }
    }
  }

  private func effectiveAlpha(_ layer: Int) -> [[Double]] {
    if let alpha = network.tensor(ParameterLayout.alpha(layer)) {
      return alpha.rows
    }
    let n = names.count
    return (0..<n).map { i in (0..<n).map { $0 == i ? 1 : 0 } }
  }

  private func change(
    _ now: [[Double]], _ start: [[Double]]
  ) -> [[Double]] {
    zip(now, start).map { zip($0, $1).map { $0 - $1 } }
  }

  /// A sign for each entry that is not free.
  private func marks(_ name: String, _ tensor: Tensor) -> [[String]]? {
    let constraints = network.constraints
    let fixed = constraints.fixed[name] ?? []
    let tied = Set(constraints.tied[name]?.flatMap { $0 } ?? [])
    let isFrozen =
      constraints.frozen.contains(name)
      || network.architecture.sluice == .frozen && name.hasPrefix("stitch.")
    guard isFrozen || !fixed.isEmpty || !tied.isEmpty else { return nil }
    let columns = tensor.shape[1]
    return (0..<tensor.shape[0]).map { i in
      (0..<columns).map { j in
        let index = i * columns + j
        return isFrozen || fixed.contains(index)
          ? "*" : tied.contains(index) ? "°" : " "
      }
    }
  }
}
