import SluiceLearning
import SluiceTensor
import Testing

/// A constrained sluice network is the method it is called by: the same losses
/// and gradients, and the same weights after 20 steps of SGD, as a plain
/// implementation without stacks, alpha, beta or ties.
@Suite("Methods") struct MethodTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var method: Method
    var tasks = 2
    var tied = 1
    var plain: @Sendable (PlainTagger, NumberedSentence) -> [[Tape.Vector]]
    /// What kind of head each task has.
    var head = HeadKind.softmax
    /// Whether the plain method has one head for all tasks.
    var hasOneHead = false
    /// What is added to the loss.
    var penalty: (@Sendable (PlainTagger) -> Tape.Vector)?
    /// The same, of what the heads read.
    var statePenalty:
      (@Sendable (PlainTagger, [[[Tape.Vector]]]) -> Tape.Vector)?
    /// What is added to the loss but left out of gradients, and what happens
    /// to the weights after each step instead.
    var lasso: Double?
    /// The same for bases.
    var bases: PlainBases?
    /// Whether each sentence has labels of one task alone.
    var isApart = false
    /// Entries of alpha that the plain method has; all if nil.
    var alphaEntries: [Int]?
    /// How the network differs from what the method sets by itself.
    var change: @Sendable (inout Architecture) -> Void = { _ in }
    /// What else holds of it.
    var constraining: @Sendable (inout Network) -> Void = { _ in }
    /// What is drawn in each step.
    var perturbation = Perturbation.none
    /// Lifts the constraint that makes the network the method.
    var breaking: (@Sendable (inout Network) -> Void)?
  }

  static let cases = heldFast + withParts

  @Test("equal their plain implementations", arguments: cases)
  func equal(_ test: Case) {
    let network = Self.network(test)
    let result = compare(network, test)
    #expect(result.loss < 1e-5, "\(result)")
    #expect(result.gradient < 1e-5, "\(result)")
    #expect(result.weights < 1e-5, "\(result)")
    #expect(result.unused == 0, "\(result)")
  }

  @Test(
    "With the constraint broken they do not",
    arguments: cases.filter { $0.breaking != nil })
  func broken(_ test: Case) {
    var network = Self.network(test)
    test.breaking?(&network)
    let result = compare(network, test, steps: 2)
    #expect(
      max(result.loss, result.gradient, result.weights, result.unused) > 1e-4,
      "\(result)")
  }

  // MARK: - Both sides

  private static func network(_ test: Case) -> Network {
    var a = Architecture(stackOfTask: Array(0..<test.tasks))
    test.method.apply(to: &a)
    test.change(&a)
    a.wordWidth = 3
    a.characterWidth = 2
    a.characterHidden = 2
    a.hidden = 4
    a.headHidden = [5]
    a.headOfTask = a.headOfTask.map { _ in test.head }
    a.activation = .tanh
    var network = Network(
      a, method: test.method,
      tasks: (0..<test.tasks).map { task in
        NetworkTask(
          name: "task\(task)", layer: "layer",
          labels: (0..<3 + task).map { "\($0)" })
      },
      vocabulary: Vocabulary(
        words: (1..<SmallNetwork.words).map { "w\($0)" },
        counts: (1..<SmallNetwork.words).map { _ in 1 },
        characters: ["a", "b", "c", "d", "e"]), seed: 5)
    if let lasso = test.lasso {
      _ = network.reshape {
        $0.regularizers[GroupLasso.self].weight = Float(lasso)
      }
    }
    if test.statePenalty != nil {
      _ = network.reshape {
        $0.regularizers[StackOrthogonality.self].weight = 0.5
      }
    }
    test.method.constrain(&network, tiedLayers: test.tied)
    test.constraining(&network)
    return network
  }

  /// The largest differences, as shares of the largest number.
  private struct Difference {
    var loss = 0.0, gradient = 0.0, weights = 0.0
    /// How far weights moved that the plain method does not have.
    var unused = 0.0
  }

  private func compare(
    _ network: Network, _ test: Case, steps: Int = 20
  ) -> Difference {
    var sentences = SmallNetwork(tasks: test.tasks).sentences
    if test.isApart {
      for sentence in sentences.indices {
        for task in 0..<test.tasks where task != sentence % test.tasks {
          sentences[sentence].labels[task] = sentences[sentence].words.map {
            _ in -1
          }
        }
      }
    }
    let step = TrainingStep(
      network.architecture, network.layout, weights: network.weights,
      constraints: network.constraints, optimizer: Optimizer(.sgd, rate: 0.5),
      lossWeights: LossWeights(tasks: network.tasks.map { _ in 1 }), threads: 1)
    var weights: [String: [Double]] = [:]
    let whole = Self.network(test)
    for entry in whole.layout.entries {
      let tensor = network.tensor(entry.weight)
      // A network that is broken may not have it, or not in this shape.
      weights[entry.weight.name] =
        (tensor?.shape == entry.shape ? tensor : whole.tensor(entry.weight))?
        .values.map(Double.init)
    }
    SparseMasks.fill(&weights, network)
    var difference = Difference()
    /// The plain method's weights.
    var names: Set<String> = []
    for number in 1...steps {
      let tagger = PlainTagger(network.architecture, weights)
      let states = sentences.map { test.plain(tagger, $0) }
      var loss = tagger.tape.leaf([0])
      for task in 0..<test.tasks {
        loss = tagger.tape.sum(
          loss,
          tagger.loss(
            head: test.hasOneHead ? 0 : task, test.head,
            states.map { $0[task] },
            sentences.map { $0.labels[task] }))
      }
      if let penalty = test.penalty?(tagger) {
        loss = tagger.tape.sum(loss, penalty)
      }
      if let penalty = test.statePenalty?(tagger, states) {
        loss = tagger.tape.sum(loss, penalty)
      }
      let lasso =
        test.lasso.map { PlainMethods.lasso(weights, $0) }
        ?? test.bases?.lasso(weights) ?? 0
      tagger.tape.differentiate(loss)
      let batch = Batch(sentences)
      if number == 1 {
        _ = step.gradient(of: batch, test.perturbation)
        for (name, leaf) in tagger.leaves {
          for place in places(of: name, network, test) {
            guard let weight = network.layout.weight(named: place) else {
              difference.gradient = 1
              continue
            }
            difference.gradient = max(
              difference.gradient,
              gap(
                step.gradient(weight), leaf.gradient, name, test,
                network.constraints.masks[weight]))
          }
        }
      }
      let losses = step.train(on: batch, test.perturbation)
      difference.loss = max(
        difference.loss,
        abs(losses.total - loss.value[0] - lasso) / loss.value[0])
      for (name, leaf) in tagger.leaves {
        names.insert(name)
        weights[name] = zip(leaf.value, leaf.gradient).map { $0 - 0.5 * $1 }
      }
      if let lasso = test.lasso {
        PlainMethods.shrink(&weights, rate: 0.5, lasso)
      }
      test.bases?.settle(&weights, rate: 0.5)
    }
    let after = step.weights
    for entry in network.layout.entries {
      let values = Array(after[entry.range])
      let name = names.first {
        places(of: $0, network, test).contains(entry.weight.name)
      }
      if let name {
        difference.weights = max(
          difference.weights,
          gap(
            values, weights[name] ?? [], entry.weight.name, test,
            network.constraints.masks[entry.weight]))
      } else if !entry.weight.isComposed(in: network.architecture),
        values != Array(network.weights[entry.range])
      {
        difference.unused = 1
      }
    }
    return difference
  }

  private func gap(
    _ values: [Float], _ plain: [Double], _ name: String, _ test: Case,
    _ mask: WeightMask?
  ) -> Double {
    if let mask {
      // The plain method has what other tasks have, too.
      return relativeGap(
        values, plain.indices.map { mask[$0] ? plain[$0] : 0 })
    }
    guard let entries = test.alphaEntries, name.hasPrefix("stitch.") else {
      return relativeGap(values, plain)
    }
    return relativeGap(entries.map { values[$0] }, entries.map { plain[$0] })
  }

  /// The network's weights that one weight of the plain method stands for: the
  /// same layer of every stack, where the method has it once.
  private func places(
    of name: String, _ network: Network, _ test: Case
  ) -> [String] {
    let parts = name.split(separator: ".")
    if test.hasOneHead, parts[0] == "head" {
      return [name, "head.1." + parts[2...].joined(separator: ".")]
    }
    let tied = test.method == .sparseSharing ? 3 : test.tied
    guard test.method.tiedLayers != nil || test.method == .sparseSharing,
      parts[0] == "rnn", parts[1] == "0",
      let layer = Int(parts[2]), layer < tied
    else { return [name] }
    return [name, "rnn.1." + parts[2...].joined(separator: ".")]
  }
}
