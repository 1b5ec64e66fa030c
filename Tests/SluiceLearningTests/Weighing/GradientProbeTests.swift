import Testing

@testable import SluiceLearning

/// What tasks do to each other, against steps taken by hand.
@Suite("Affinity and agreement") struct GradientProbeTests {
  /// A corpus and a network of some of its layers, hard sharing.
  private func trained(
    _ layers: [String], shuffled: String? = nil, sentences: Int = 60
  ) throws -> (Network, Selection) {
    var toy = ToyEnglish()
    toy.sentences = sentences
    toy.domains = ["mail"]
    var corpus = try toy.corpus(named: "toy")
    if let shuffled {
      corpus = corpus.shuffled(layer: shuffled, seed: 3)
    }
    var a = Architecture(stackOfTask: layers.map { _ in 0 })
    SluiceLearning.Method.hard.apply(to: &a)
    a.stackOfTask = layers.map { _ in 0 }
    (a.wordWidth, a.characterWidth, a.characterHidden) = (6, 4, 4)
    (a.hidden, a.layers, a.headHidden) = (8, 2, [8])
    let tasks = layers.enumerated().map { number, layer in
      NetworkTask(
        name: "\(layer)\(number)", layer: layer,
        labels: corpus.layers.first { $0.name == layer }?.inventory ?? [])
    }
    let train = Selection(corpus, split: "train")
    let network = Network(
      a, method: .hard, tasks: tasks, vocabulary: Vocabulary([train]), seed: 3)
    var options = TrainingOptions()
    options.epochs = 3
    let run = try Trainer(
      network, options, training: layers.map { _ in train },
      development: layers.map { _ in nil }
    ).run()
    return (run.network, train)
  }

  @Test("Affinity is that of a step taken by hand, on what both tasks reach")
  func byHand() throws {
    let (network, train) = try trained(["pos", "ner"], sentences: 12)
    let probe = try GradientProbe(network, on: train, threads: 2)
    let found = try probe.affinity(rate: 0.2)
    // Twelve sentences are one batch.
    let batch = Batch(
      try network.encoder(for: train.sentences, of: train.corpus).sentences(
        train.sentences, tasks: network.tasks, with: [0, 1]))
    #expect(batch.sentences.count <= 16)
    func step(_ task: Int?, _ weights: [Float]) -> TrainingStep {
      TrainingStep(
        network.architecture, network.layout, weights: weights,
        constraints: network.constraints, optimizer: Optimizer(.sgd),
        lossWeights: LossWeights(
          tasks: [0, 1].map { task == nil || $0 == task ? 1 : 0 }),
        threads: 1)
    }
    let before = step(nil, network.weights).gradient(of: batch, .none).losses
    for sender in 0..<2 {
      let own = step(sender, network.weights)
      _ = own.gradient(of: batch, .none)
      var weights = network.weights
      for entry in network.layout.entries
      where entry.weight.part.name != "heads" && !entry.weight.isSharing {
        for (i, slope) in own.gradient(entry.weight).enumerated() {
          weights[entry.offset + i] -= 0.2 * slope
        }
      }
      let after = step(nil, weights).gradient(of: batch, .none).losses
      for receiver in 0..<2 {
        let expected = 1 - after.tasks[receiver] / before.tasks[receiver]
        let gain = try #require(found[sender][receiver])
        #expect(abs(gain - expected) < 1e-4)
      }
    }
  }

  @Test("Two copies of one task help each other; a shuffled partner does not")
  func partners() throws {
    let (twins, train) = try trained(["pos", "pos"])
    let helped = try GradientProbe(twins, on: train, threads: 1)
      .affinity(rate: 0.1)
    let (odd, text) = try trained(["pos", "ner"], shuffled: "ner")
    let unhelped = try GradientProbe(odd, on: text, threads: 1)
      .affinity(rate: 0.1)
    let own = try #require(helped[0][0])
    let twin = try #require(helped[1][0])
    let noise = try #require(unhelped[1][0])
    #expect(own > 0 && twin > 0)
    #expect(abs(noise) < twin / 4)
  }

  @Test("A task's gradient has a cosine of 1 with itself, twins' nearly")
  func cosines() throws {
    let (twins, train) = try trained(["pos", "pos"])
    let found = try GradientProbe(twins, on: train, threads: 1).agreement()
    #expect(
      found.parts.map(twins.phrase) == [
        "words", "characters", "layer[1]", "layer[2]",
      ]
    )
    let pair = try #require(found.pairs.first)
    #expect(found.pairs.count == 1 && pair.pair == (0, 1))
    for cosine in pair.parts + [pair.whole] {
      #expect(try #require(cosine) > 0)
    }
    let products = GradientProducts([
      [[4, -2], [-2, 1]], [[9, 0], [0, 0]],
    ])
    #expect(products.cosine(0, 0, over: [0, 1]) == 1)
    #expect(products.cosine(0, 1, over: products.reached(byBoth: 0, 1)) == -1)
    #expect(products.cosine(1, 1, over: [1]) == nil)
  }

  @Test("The network is as it was, and the answers do not depend on threads")
  func unchanged() throws {
    let (network, train) = try trained(["pos", "ner"], sentences: 30)
    let before = network.weights
    let one = try GradientProbe(network, on: train, threads: 1)
    let two = try GradientProbe(network, on: train, threads: 2)
    #expect(try one.affinity(rate: 0.1) == two.affinity(rate: 0.1))
    // Asked again, it has not moved.
    #expect(try one.affinity(rate: 0.1) == two.affinity(rate: 0.1))
    let pairs = try (one.agreement().pairs, two.agreement().pairs)
    #expect(pairs.0.map(\.parts) == pairs.1.map(\.parts))
    #expect(network.weights == before)
  }
}
