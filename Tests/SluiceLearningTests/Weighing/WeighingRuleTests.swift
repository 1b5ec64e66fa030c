import Foundation
import SluiceRandom
import Testing

@testable import SluiceLearning

/// What each rule makes of losses and gradients that are known.
@Suite("Rules that weigh tasks") struct WeighingRuleTests {
  private let random = RandomStream(seed: 5)

  private func step(
    _ before: [Double?], preferences: [Double]? = nil,
    _ optimizer: Optimizer = Optimizer(.sgd)
  ) -> WeighedStep {
    WeighedStep(
      before: before, preferences: preferences ?? before.map { _ in 1 },
      optimizer: optimizer)
  }

  private func isNear(
    _ one: [Double], _ other: [Double], within gap: Double = 1e-9
  ) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy { abs($0 - $1) <= gap }
  }

  @Test(
    "Under uncertainty a loss that stands still weighs 1/(2·loss), whatever λ",
    arguments: [Optimizer(.sgd), Optimizer(.adam, rate: 0.01)])
  func uncertainty(_ optimizer: Optimizer) {
    var rule = UncertaintyWeights()
    rule.begin(tasks: 3)
    #expect(rule.weights([nil, nil, nil], random) == [1, 1, 1])
    for _ in 0..<3000 {
      rule.learn(
        from: step([0.2, 2, nil], preferences: [1, 0.3, 1], optimizer))
    }
    #expect(
      isNear(
        rule.weights([nil, nil, nil], random), [2.5, 0.25, 1], within: 1e-3))
  }

  @Test("The variances stand still where the network does")
  func uncertaintyRate() {
    var rule = UncertaintyWeights()
    rule.begin(tasks: 2)
    var still = step([0.2, 2])
    still.rateFactor = 0
    rule.learn(from: still)
    #expect(rule.weights([nil, nil], random) == [1, 1])
  }

  @Test("Dynamic weights follow from the losses of the last two epochs")
  func dynamic() {
    var rule = DynamicWeights()
    for losses in [[2.0, 4.0], [1.0, 3.0]] {
      #expect(rule.weights([nil, nil], random) == [1, 1])
      rule.learn(fromEpoch: losses)
    }
    let powers = [exp(0.5 / 2), exp(0.75 / 2)]
    let expected = powers.map { 2 * $0 / (powers[0] + powers[1]) }
    #expect(isNear(rule.weights([nil, nil], random), expected))
    rule.temperature = 1e6
    #expect(isNear(rule.weights([nil, nil], random), [1, 1], within: 1e-6))
    rule.learn(fromEpoch: [1, nil])
    #expect(isNear(rule.weights([nil, nil], random), [1, 1], within: 1e-6))
  }

  @Test("Random weights are 1 on average, and the same from the same numbers")
  func drawn() {
    let rule = RandomWeights()
    let draws = (0..<4000).map {
      rule.weights([nil, nil, nil], random.split(UInt64($0)))
    }
    for draw in draws { #expect(isNear([draw.reduce(0, +)], [3])) }
    for task in 0..<3 {
      let mean = draws.reduce(0) { $0 + $1[task] } / 4000
      // The deviation of one draw is about 0.6.
      #expect(abs(mean - 1) < 0.05)
    }
    #expect(draws[7] == rule.weights([nil, nil, nil], random.split(7)))
    #expect(draws[7] != draws[8])
  }

  @Test("GradNorm brings the norms of two parabolas of unlike scale together")
  func gradNorm() {
    var rule = GradNorm()
    rule.rate = 0.005
    rule.begin(tasks: 2)
    // 2x² and y²/2 from the same place: the first is four times as steep.
    var (x, y) = (1.0, 1.0)
    for _ in 0..<6000 {
      let weights = rule.weights([nil, nil], random)
      #expect(isNear([weights[0] + weights[1]], [2]))
      var taken = step([2 * x * x, y * y / 2])
      taken.norms = [4 * x, y]
      x -= 0.0005 * weights[0] * 4 * x
      y -= 0.0005 * weights[1] * y
      rule.learn(from: taken)
    }
    let weights = rule.weights([nil, nil], random)
    #expect(isNear(weights, [0.4, 1.6], within: 0.02))
    #expect(abs(weights[0] * 4 * x / (weights[1] * y) - 1) < 0.05)
  }

  @Test("A task that learns more slowly may have the larger norm")
  func pace() {
    var rule = GradNorm()
    rule.begin(tasks: 2)
    var first = step([1, 1])
    first.norms = [1, 1]
    rule.learn(from: first)
    #expect(rule.weights([nil, nil], random) == [1, 1])
    var later = step([0.5, 1])
    later.norms = [1, 1]
    rule.learn(from: later)
    let weights = rule.weights([nil, nil], random)
    #expect(weights[1] > 1 && weights[0] < 1)
  }

  @Test("A task without labels in a batch leaves the norms' weights alone")
  func absent() {
    var rule = GradNorm()
    rule.begin(tasks: 2)
    var alone = step([1, nil])
    alone.norms = [3, nil]
    rule.learn(from: alone)
    #expect(rule.weights([nil, nil], random) == [1, 1])
  }

  @Test("FAMO's weights are those of a plain transcription of its equations")
  func famo() {
    let history = [
      (before: [2.0, 1.0, 3.0], after: [1.5, 0.9, 2.9]),
      (before: [1.6, 0.9, 2.8], after: [1.4, 0.95, 2.6]),
      (before: [1.2, 0.8, 2.9], after: [1.1, 0.5, 2.9]),
    ]
    var rule = AdaptiveWeights()
    rule.begin(tasks: 3)
    var (w, m, v) = ([0.0, 0, 0], [0.0, 0, 0], [0.0, 0, 0])
    for (round, losses) in history.enumerated() {
      let powers = w.map { exp($0) }
      let z = powers.map { $0 / powers.reduce(0, +) }
      let over = (0..<3).map { z[$0] / losses.before[$0] }
      let c = 1 / over.reduce(0, +)
      #expect(
        isNear(
          rule.weights(losses.before, random), over.map { 3 * c * $0 },
          within: 1e-6))
      var taken = step(losses.before)
      taken.after = losses.after
      rule.learn(from: taken)
      let fall = (0..<3).map { log(losses.before[$0] / losses.after[$0]) }
      for i in 0..<3 {
        // The row of the softmax's Jacobian, times the falls.
        var slope = 0.001 * w[i]
        for j in 0..<3 { slope += z[i] * ((i == j ? 1 : 0) - z[j]) * fall[j] }
        m[i] = 0.9 * m[i] + 0.1 * slope
        v[i] = 0.999 * v[i] + 0.001 * slope * slope
        let t = Double(round + 1)
        w[i] -=
          0.025 * (m[i] / (1 - pow(0.9, t)))
          / ((v[i] / (1 - pow(0.999, t))).squareRoot() + 1e-8)
      }
      #expect(isNear(rule.logits.map(\.value), w, within: 1e-6))
    }
  }

  @Test("Of losses that are alike, no rule but chance weighs one more")
  func alike() {
    for weighing in Weighing.all where weighing.name != RandomWeights.name {
      var rule = weighing.rule
      rule.begin(tasks: 2)
      for epoch in 0..<3 {
        let loss = 1 / Double(epoch + 1)
        var taken = step([loss, loss], Optimizer(.adam))
        taken.after = [loss / 2, loss / 2]
        taken.norms = [1, 1]
        rule.learn(from: taken)
        rule.learn(fromEpoch: [loss, loss])
        let weights = rule.weights([loss, loss], random)
        #expect(weights[0] == weights[1], "\(weighing.name)")
        if weighing.name != UncertaintyWeights.name {
          #expect(weights == [1, 1], "\(weighing.name)")
        }
      }
    }
  }
}
