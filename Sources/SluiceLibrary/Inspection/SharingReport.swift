import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput
import SluiceTensor

/// What a network learned to share: alpha and beta as tables, with how far
/// they moved, what they carry and what they are worth.
struct SharingReport {
  let object: Reference<NetworkObject>
  var network: Network { object.network }
  var names: [String] { object.streamNames }

  init(_ object: Reference<NetworkObject>) { self.object = object }

  /// What the signs beside numbers mean, where there are any; `first` stands
  /// before that.
  static func legend(_ marks: [[[String]]], _ first: String...) -> Output {
    let signs = Set(marks.joined().joined())
    let meanings = [("*", "fixed"), ("°", "tied")].filter {
      signs.contains($0.0)
    }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let parts = (first + [meanings]).filter { !$0.isEmpty }
    return parts.isEmpty ? .nothing : .note(parts.joined(separator: "; "))
  }

  private static let rescaling =
    "α alone can mislead, since the layer above can undo the scale of a row: see"
    + " the flow and the cost of closing, too"

  /// Each layer's alpha, and its change since the start.
  var alpha: Output {
    guard network.architecture.mixing == .alpha else { return mixing }
    guard network.architecture.streams > 1 else {
      return .text("alpha is 1: the network has one stream")
    }
    guard network.architecture.hasAlpha else {
      return .text(
        "the sluices of \(object.name) are off: alpha is the identity")
    }
    var output = Output.nothing
    var marks: [[[String]]] = []
    for layer in 0..<network.architecture.layers {
      let weight = Weight.alpha(layer)
      guard let alpha = network.tensor(weight) else { continue }
      let signs = network.marks(weight)
      if let signs { marks.append(signs) }
      output =
        output
        + .matrix(
          LabelledMatrix(
            "alpha, layer \(layer + 1)", rows: names, columns: names,
            values: alpha.rows, marks: signs))
      if network.epochs > 0, let start = network.sharing.start.tensors[weight],
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
    return output + Self.legend(marks, "row receives, column sends")
      + .note(Self.rescaling)
  }

  /// Each task's beta, and its change since the start.
  var beta: Output {
    guard let beta = network.tensor(.beta) else {
      let skip = network.architecture.skip
      return .text(
        network.architecture.readLayers == 1
          ? "beta is 1: the network has one layer"
          : "\(object.name) has no beta: its heads read "
            + (skip == .off ? "the last layer" : "the layers' \(skip.rawValue)")
      )
    }
    let tasks = network.tasks.map(\.name)
    let layers = object.readLayerNames
    let marks = network.marks(.beta)
    var shares = LabelledMatrix(
      "beta", rows: tasks, columns: layers, values: beta.rows, marks: marks)
    shares.isOfShares = true
    var output = Output.matrix(shares)
    if network.epochs > 0,
      let start = network.sharing.start.tensors[.beta],
      start.shape == beta.shape
    {
      output =
        output
        + .matrix(
          LabelledMatrix(
            "change since the start", rows: tasks, columns: layers,
            values: change(beta.rows, start.rows)))
    }
    return output + Self.legend([marks ?? []])
  }

  /// Which share of what each stream reads comes from each, by layer: |α| times
  /// the norm of what the sender sends, in parts of 1. A scale that all of a
  /// receiver's α have in common, which the layer above undoes, is not in it.
  ///
  /// - Throws: That the work is to stop.
  func flow(_ probe: inout SharingProbe) throws(Diagnostic) -> Output {
    if network.architecture.gating != nil { return try gates(&probe) }
    let norms = try probe.norms()
    var output = Output.nothing
    for layer in 0..<network.architecture.layers {
      let alpha = effectiveAlpha(layer)
      output =
        output
        + .matrix(
          LabelledMatrix(
            "flow share, layer \(layer + 1)", rows: names, columns: names,
            values: alpha.map { row in
              let flows = row.indices.map { abs(row[$0]) * norms[layer][$0] }
              let all = flows.reduce(0, +)
              return flows.map { all > 0 ? $0 / all : 0 }
            }))
    }
    return output
      + .note(
        "|alpha| times the root mean square of the sender's activations, as a"
          + " share of all that a row receives; row receives, column sends")
  }

  /// What closing each single entry costs the receiving task, by layer.
  ///
  /// - Parameters:
  ///   - probe: Asks the network.
  ///   - replacement: What takes the place of what is closed.
  ///   - isDone: Called between entries with the number of those done.
  /// - Returns: The losses, and a matrix a layer.
  /// - Throws: That the work is to stop.
  func cost(
    _ probe: inout SharingProbe, with replacement: SharingProbe.Replacement,
    isDone: (_ count: Int, _ total: Int) -> Void
  ) throws(Diagnostic) -> Output {
    let open = try probe.losses()
    let tasks = network.tasks
    let streams = network.architecture.streams
    let s = network.architecture.subspaces
    var output =
      Output.table(
        Table(
          ["task", "loss"],
          tasks.indices.map { task in
            [tasks[task].name, known(open, task).map(NumberText.entry) ?? "–"]
          })) + object.untrainedTasks
    for layer in 0..<network.architecture.layers {
      var values: [[Double]] = []
      for i in 0..<streams {
        let readers = tasks.indices.filter {
          network.architecture.stacks(ofTask: $0).contains(i / s)
            && known(open, $0) != nil
        }
        // Nothing is known of a stack that no task with labels reads.
        guard !readers.isEmpty else {
          values.append(Array(repeating: .nan, count: streams))
          continue
        }
        var row: [Double] = []
        for j in 0..<streams {
          isDone(
            (layer * streams + i) * streams + j,
            network.architecture.layers * streams * streams)
          let costs = try probe.costOfClosing(
            [(layer, i, j)], with: replacement)
          row.append(readers.reduce(0) { $0 + (costs[$1].value ?? 0) })
        }
        values.append(row)
      }
      output =
        output
        + .matrix(
          LabelledMatrix(
            "rise of the loss when this entry of α is closed, layer \(layer + 1)",
            rows: names, columns: names, values: values))
    }
    return output
      + .note(
        "the receiving task's loss, in nats per token; in the place of what is"
          + " closed comes \(replacement.meaning) (with=\(replacement.rawValue));"
          + " row receives, column sends")
  }

  /// A task's loss, if there is one to speak of.
  private func known(_ losses: [Measure], _ task: Int) -> Double? {
    object.isTrained(task) ? losses[task].value : nil
  }

  private func effectiveAlpha(_ layer: Int) -> [[Double]] {
    if let alpha = network.tensor(.alpha(layer)) {
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
}
