import SluiceLearning
import SluiceRandom
import SluiceTensor
import Testing

/// A head and a regularizer that the engine has never heard of are trained,
/// weighed and decoded like its own.
@Suite("Toys") struct ToyTests {
  /// Two tasks, the second with the toy head.
  private static func small() -> SmallNetwork {
    SmallNetwork(layers: 2, lengths: [3, 5, 1]) {
      $0.headOfTask[1] = HeadKind(ToyHead.self)
    }
  }

  @Test("A toy head's gradients equal central differences")
  func headGradients() throws {
    let small = Self.small()
    let step = small.step(lossWeights: LossWeights(tasks: [0, 1]))
    let losses = step.gradient(of: small.batch, .none).losses
    #expect(
      relativeGap([Float(losses.tasks[1])], [plainLoss(small.plain, small)])
        < 1e-5)
    // What trains the head reaches every part of the network.
    let weights =
      [
        ToyHead.weights(1).weight, ToyHead.weights(1).bias, .beta, .alpha(0),
        .words,
      ] + Weight.LSTM.layer(0, stack: 0, .forward).all
    for weight in weights {
      let gradient = step.gradient(weight)
      let index = gradient.indices.max {
        abs(gradient[$0]) < abs(gradient[$1])
      }
      let largest = try #require(index)
      func loss(_ change: Double) -> Double {
        var plain = small.plain
        plain.weights[weight.name]?[largest] += change
        return plainLoss(plain, small)
      }
      let difference = (loss(1e-5) - loss(-1e-5)) / 2e-5
      #expect(
        relativeGap([gradient[largest]], [difference]) < 1e-4, "\(weight)")
    }
  }

  @Test("Its loss falls in training, and its labels are those it decodes")
  func headTrains() {
    let small = Self.small()
    let step = small.step(optimizer: Optimizer(.adam, rate: 0.01))
    let first = step.train(on: small.batch, .none)
    for _ in 0..<50 { _ = step.train(on: small.batch, .none) }
    let last = step.gradient(of: small.batch, .none).losses
    #expect(last.tasks[1] < first.tasks[1] / 2)
    let labels = step.forward(small.batch).predictions(1)
    let packing = small.batch.packing
    for (b, length) in packing.lengths.enumerated() {
      let sentence = (0..<length).map { labels[packing.row($0, of: b)] }
      #expect(Set(sentence).count == 1)
    }
  }

  @Test("A network's layout and its start know the weights it brings")
  func headWeights() {
    let small = Self.small()
    let (weight, bias) = ToyHead.weights(1)
    #expect(small.layout[weight]?.shape == [4, 8])
    #expect(small.layout[bias]?.shape == [4])
    let start = Initialization.weights(
      small.architecture, small.layout, RandomStream(seed: 1))
    let entry = small.layout[weight]?.range ?? 0..<0
    #expect(start[entry].contains { $0 != 0 })
    #expect(start[entry].allSatisfy { abs($0) <= 1 / Float(8).squareRoot() })
  }

  @Test("A toy regularizer adds its gradient and its term of the loss")
  func regularizer() {
    let without = SmallNetwork()
    let with = SmallNetwork {
      $0.regularizers[ToyRegularizer.self].weight = 0.5
    }
    let (a, b) = (without.step(), with.step())
    let plain = a.gradient(of: without.batch, .none).losses
    let losses = b.gradient(of: with.batch, .none).losses
    let gaps = (0..<2).map { task in
      without.values(.beta)[task * 3..<(task + 1) * 3].reduce(-1, +)
    }
    let term = gaps.reduce(0.0) { $0 + Double($1 * $1) / 2 }
    #expect(losses.regularizers["toy"] == term)
    #expect(losses.total == plain.total + 0.5 * term)
    #expect(
      b.gradient(.beta)
        == a.gradient(.beta).enumerated().map { $1 + 0.5 * gaps[$0 / 3] })
    for entry in without.layout.entries where entry.weight != .beta {
      #expect(b.gradient(entry.weight) == a.gradient(entry.weight))
    }
  }

  /// The second task's loss by the plain network, in double precision.
  private func plainLoss(
    _ plain: PlainNetwork, _ small: SmallNetwork
  ) -> Double {
    var sum = 0.0, count = 0.0
    for sentence in small.sentences {
      let states = plain.states(plain.features(sentence))
      var before: [Double]?
      for (t, label) in sentence.labels[1].enumerated() {
        let scores = plain.sum(
          plain.matrix("head.1.toy.weight", plain.headInput(states, 1, t)),
          plain.weights["head.1.toy.bias"] ?? [])
        for (l, z) in scores.enumerated() {
          let gap = z - (l == Int(label) ? 1 : 0)
          sum += gap * gap / 2
          if let before { sum += (z - before[l]) * (z - before[l]) / 2 }
        }
        before = scores
        count += 1
      }
    }
    return sum / count
  }
}
