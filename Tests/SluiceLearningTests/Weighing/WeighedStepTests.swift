import Foundation
import SluiceRandom
import Testing

@testable import SluiceLearning

/// Steps of a network whose tasks are weighed, against plain sums of each task's
/// own gradient.
@Suite("Steps of weighed tasks") struct WeighedStepTests {
  /// Each task alone, over all weights.
  private func gradient(
    of task: Int, _ small: SmallNetwork, _ batch: Batch
  ) -> [Float] {
    let step = small.step(
      lossWeights: LossWeights(
        tasks: small.labels.indices.map { $0 == task ? 1 : 0 }))
    _ = step.gradient(of: batch, .none)
    return small.layout.entries.flatMap { step.gradient($0.weight) }
  }

  private func noise(_ seed: Int) -> Perturbation {
    var perturbation = Perturbation()
    perturbation.inputNoise = 0.1
    perturbation.dropout.recurrent = 0.2
    perturbation.seed = UInt64(seed)
    return perturbation
  }

  /// A step that has begun to weigh.
  private func step(
    _ small: SmallNetwork, _ weighing: Weighing, threads: Int = 1,
    optimizer: Optimizer = Optimizer(.sgd), lambda: [Float]? = nil,
    _ constraints: Constraints = Constraints()
  ) -> TrainingStep {
    let step = small.step(
      threads: threads, optimizer: optimizer,
      lossWeights: LossWeights(tasks: lambda ?? small.labels.map { _ in 1 }),
      constraints: constraints)
    step.weigh(by: weighing)
    return step
  }

  private func trained(
    _ step: TrainingStep, _ batches: [Batch], rounds: Int = 6
  ) -> [Float] {
    for round in 0..<rounds {
      _ = step.train(on: batches[round % batches.count], noise(round))
    }
    return step.weights
  }

  /// The largest difference of two networks' weights.
  private func gap(_ one: [Float], _ other: [Float]) -> Float {
    zip(one, other).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  @Test("PCGrad's step is that of gradients projected one by one")
  func surgery() throws {
    // One of these has gradients at a blunt angle, one has not.
    var signs: Set<Bool> = []
    for seed in 11..<17 {
      let small = SmallNetwork(seed: UInt64(seed))
      let batch = small.batch
      let each = (0..<2).map { gradient(of: $0, small, batch) }
      var first = 0
      var places: [Range<Int>] = []
      for entry in small.layout.entries {
        let range = first..<first + entry.count
        first = range.upperBound
        // Each task has a row of β.
        let rows = entry.weight == .beta ? 2 : 1
        for part in (0..<rows).map({ row in
          let width = range.count / rows
          return range.dropFirst(row * width).prefix(width)
        }) where each.allSatisfy({ $0[part].contains { $0 != 0 } }) {
          places.append(part)
        }
      }
      func product(_ one: Int, _ other: Int) -> Double {
        places.joined().reduce(0) {
          $0 + Double(each[one][$1]) * Double(each[other][$1])
        }
      }
      let lambda: [Float] = [1, 0.5]
      var sum = zip(each[0], each[1]).map { lambda[0] * $0 + lambda[1] * $1 }
      signs.insert(product(0, 1) < 0)
      if product(0, 1) < 0 {
        for (one, other) in [(0, 1), (1, 0)] {
          let part = lambda[one] * Float(product(0, 1) / product(other, other))
          for i in places.joined() { sum[i] -= part * each[other][i] }
        }
      }
      let step = step(
        small, .pcgrad(GradientSurgery()), optimizer: Optimizer(.sgd, rate: 1),
        lambda: lambda)
      _ = step.train(on: batch, .none)
      let after = step.weights
      let moved = small.layout.entries.flatMap { entry in
        entry.range.map { small.weights[$0] - after[$0] }
      }
      #expect(relativeGap(moved, sum.map(Double.init)) < 1e-4)
    }
    #expect(signs == [true, false])
  }

  static let penalty: @Sendable (inout Architecture) -> Void = {
    $0.regularizers[OrthogonalityPenalty.self] = .init(
      weight: 0.3, kind: .units)
  }

  @Test("A first step by gradients is the fixed one, regularizers once")
  func firstStep() {
    let small = SmallNetwork(Self.penalty)
    let batch = small.batch
    let fixed = step(small, .standard, lambda: [1, 0.5])
    let losses = fixed.train(on: batch, noise(1))
    let weighed = step(small, .gradnorm(GradNorm()), lambda: [1, 0.5])
    let others = weighed.train(on: batch, noise(1))
    #expect(gap(fixed.weights, weighed.weights) < 1e-6)
    #expect(abs(losses.total - others.total) < 1e-6)
    #expect(losses.tasks == others.tasks)
    #expect(losses.regularizers == others.regularizers)
    #expect(others.weights == [1, 0.5])
  }

  @Test("Weights in several places, tied and fixed entries move as one")
  func constrained() throws {
    let small = SmallNetwork(subspaces: 1)
    var constraints = Constraints()
    let stacks = try (0..<2).map { stack in
      try #require(
        Weight.LSTM.layer(0, stack: stack, .forward).all.first)
    }
    constraints.shared = [stacks]
    constraints.tied[.alpha(1)] = [[0, 3]]
    constraints.fixed[.beta] = [0]
    var equal = small
    equal.set(stacks[1], small.values(stacks[0]))
    let range = try #require(small.layout[.alpha(1)]).range
    equal.weights[range.lowerBound + 3] = equal.weights[range.lowerBound]
    let batch = equal.batch
    let fixed = step(equal, .standard, constraints)
    let weighed = step(equal, .gradnorm(GradNorm()), constraints)
    for step in [fixed, weighed] { _ = step.train(on: batch, .none) }
    #expect(gap(fixed.weights, weighed.weights) < 1e-6)
    equal.weights = weighed.weights
    #expect(equal.values(stacks[0]) == equal.values(stacks[1]))
  }

  @Test("With one task every rule gives the bits of fixed weights")
  func oneTask() {
    for lambda: [Float] in [[1], [0.7, 0]] {
      let small = SmallNetwork(tasks: lambda.count)
      let plain = trained(
        step(small, .standard, lambda: lambda), [small.batch])
      for weighing in Weighing.all {
        let weighed = step(small, weighing, lambda: lambda)
        #expect(trained(weighed, [small.batch]) == plain, "\(weighing.name)")
        #expect(!weighed.movesLossWeights)
      }
    }
  }

  @Test(
    "Tasks whose losses are one are weighed alike, so that it is fixed weights",
    arguments: Weighing.all)
  func equalTasks(_ weighing: Weighing) throws {
    var small = SmallNetwork(subspaces: 1) { $0.stackOfTask = [0, 0] }
    small.labels = [3, 3]
    small.layout = ParameterLayout(
      small.architecture, words: SmallNetwork.words,
      characters: SmallNetwork.characters, labels: small.labels)
    var stream = RandomStream(seed: 2)
    small.weights = (0..<small.layout.count).map { _ in
      stream.uniform() - 0.5
    }
    for index in small.sentences.indices {
      small.sentences[index].labels[1] = small.sentences[index].labels[0]
    }
    for entry in small.layout.entries {
      guard
        let twin = entry.weight.name.components(separatedBy: "head.0.").last,
        entry.weight.name.hasPrefix("head.0.")
      else { continue }
      small.set(
        small.layout.weight(named: "head.1." + twin),
        small.values(entry.weight))
    }
    let beta = try #require(small.layout[.beta])
    let half = beta.count / 2
    small.set(
      .beta,
      (0..<beta.count).map { small.weights[beta.offset + $0 % half] })
    guard
      ![RandomWeights.name, UncertaintyWeights.name].contains(weighing.name)
    else { return }
    let fixed = trained(step(small, .standard), [small.batch])
    let weighed = trained(step(small, weighing), [small.batch])
    #expect(gap(fixed, weighed) < 1e-5)
  }

  @Test(
    "The same bits on any number of threads, and from a moment that was kept",
    arguments: Weighing.all)
  func sameBits(_ weighing: Weighing) throws {
    let small = SmallNetwork(Self.penalty)
    let batches = small.sentences.map { Batch([$0]) } + [small.batch]
    let adam = Optimizer(.adam)
    let one = step(small, weighing, optimizer: adam)
    let two = step(small, weighing, threads: 2, optimizer: adam)
    for step in [one, two] { _ = trained(step, batches) }
    for step in [one, two] { step.endEpoch([1, 2]) }
    #expect(one.weights == two.weights)
    let kept = try JSONDecoder().decode(
      TrainingStep.Standing.self, from: JSONEncoder().encode(one.standing))
    let later = step(small, weighing, optimizer: adam)
    #expect(later.resume(from: kept))
    #expect(later.weighing == one.weighing)
    #expect(trained(later, batches) == trained(one, batches))
  }

  @Test(
    "A task without labels in a batch, and one that nobody wants, do no harm",
    arguments: Weighing.all)
  func absent(_ weighing: Weighing) throws {
    var small = SmallNetwork(tasks: 3)
    small.sentences[0].labels[1] = small.sentences[0].words.map { _ in -1 }
    let batches = small.sentences.map { Batch([$0]) }
    let step = step(small, weighing, lambda: [1, 1, 0])
    let areFinite = trained(step, batches).allSatisfy(\.isFinite)
    #expect(areFinite)
    let head = try #require(small.layout.weight(named: "head.2.out.weight"))
    let range = try #require(small.layout[head]).range
    #expect(Array(step.weights[range]) == small.values(head))
  }
}
