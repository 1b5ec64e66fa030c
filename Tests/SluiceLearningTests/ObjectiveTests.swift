import Foundation
import SluiceRandom
import Testing

@testable import SluiceLearning

/// What a token, a sentence and a task weigh in what training makes small.
@Suite("The objective") struct ObjectiveTests {
  /// Batches of a short sentence and of a long one, as sorting by length makes
  /// them.
  private let small = SmallNetwork(lengths: [1, 9])
  private var batches: [Batch] { small.sentences.map { Batch([$0]) } }

  private func weights(_ reduction: LossWeights.Reduction) -> LossWeights {
    LossWeights(
      tasks: [1, 1], reduction: reduction, labelledPerBatch: [5, 5])
  }

  @Test("Each labelled token weighs the same, in batches of any length")
  func tokens() {
    func tokenWeights(_ reduction: LossWeights.Reduction) -> [Float] {
      batches.map { weights(reduction).scale(0, of: $0) }
    }
    #expect(tokenWeights(.tokens) == [0.2, 0.2])
    #expect(tokenWeights(.mean) == [1, 1 / 9])
    #expect(tokenWeights(.sum) == [1, 1])
  }

  @Test("The gradients are those of the weighted sum")
  func gradients() {
    let step = small.step(lossWeights: weights(.tokens))
    let whole = small.step(
      lossWeights: LossWeights(tasks: [1, 1], reduction: .sum))
    let gradients = batches.map { batch in
      let losses = step.gradient(of: batch, .none).losses
      let sums = whole.gradient(of: batch, .none).losses
      for (one, other) in zip(losses.tasks, sums.tasks) {
        #expect(abs(one - other / 5) < 1e-5 * other)
      }
      return (step.gradient(.alpha(0)), whole.gradient(.alpha(0)))
    }
    for (one, other) in gradients {
      for (a, b) in zip(one, other) { #expect(abs(a - b / 5) < 1e-5) }
    }
  }

  @Test("A task with few labels weighs as much as one with many")
  func sparse() {
    let few = LossWeights(
      tasks: [1, 1], reduction: .tokens, labelledPerBatch: [10, 1])
    #expect(few.scale(1, of: batches[0]) == 10 * few.scale(0, of: batches[0]))
  }

  @Test("A long batch may have longer gradients before they are clipped")
  func clipping() {
    #expect(batches.map { weights(.tokens).size(of: $0) } == [0.2, 1.8])
    #expect(batches.map { weights(.mean).size(of: $0) } == [1, 1])
    let step = small.step(
      optimizer: Optimizer(.sgd, rate: 1, clip: 1e-3),
      lossWeights: weights(.tokens))
    let moved = batches.map { batch in
      let before = step.weights
      _ = step.train(on: batch, .none)
      return zip(before, step.weights).reduce(0) {
        $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
      }.squareRoot()
    }
    #expect(abs(moved[1] / moved[0] - 9) < 0.1)
  }

  @Test(
    "Batches by tokens hold sentences of like length, and each of them once",
    arguments: [1, 7, 20, 1000])
  func batching(tokens: Int) {
    let lengths = [3, 1, 9, 4, 4, 12, 1, 30, 2]
    let batches = Batching.batches(
      lengths: lengths, size: .tokens(tokens), RandomStream(seed: 3))
    #expect(batches.joined().sorted() == Array(lengths.indices))
    for batch in batches {
      let sum = batch.reduce(0) { $0 + lengths[$1] }
      #expect(sum <= tokens || batch.count == 1)
    }
    let inOrder = batches.map { batch in batch.map { lengths[$0] }.sorted() }
      .sorted { $0.lexicographicallyPrecedes($1) }.joined()
    #expect(Array(inOrder) == lengths.sorted())
  }

  @Test("α and β have rates of their own, or wait; matrices alone decay")
  func rates() throws {
    func moved(_ change: (TrainingStep) -> Void) throws -> [Float] {
      let step = small.step(
        optimizer: Optimizer(.adam, rate: 1e-3),
        lossWeights: weights(.tokens))
      change(step)
      _ = step.train(on: batches[1], .none)
      let after = step.weights
      return try [Weight.alpha(0), .beta].map { weight in
        let range = try #require(small.layout[weight]).range
        return range.map { abs(after[$0] - small.weights[$0]) }.max() ?? 0
      }
    }
    let plain = try moved { _ in }
    #expect(plain.allSatisfy { abs($0 - 1e-3) < 1e-5 })
    let own = try moved {
      $0.optimizer.alphaRate = 0.02
      $0.optimizer.betaRate = 0.01
    }
    #expect(abs(own[0] - 0.02) < 1e-4 && abs(own[1] - 0.01) < 1e-4)
    #expect(try moved { $0.holdsSharing = true } == [0, 0])
    let step = small.step(
      optimizer: Optimizer(.sgd, rate: 0.1),
      lossWeights: LossWeights(tasks: [0, 0]))
    step.optimizer.decay = 0.5
    _ = step.train(on: batches[0], .none)
    for entry in small.layout.entries {
      let after = Array(step.weights[entry.range])
      let before = Array(small.weights[entry.range])
      let isMatrix =
        entry.shape.count > 1 && !entry.weight.isSharing
        && entry.weight.role != .embeddings
      for (a, b) in zip(after, before) {
        #expect(abs(a - b * (isMatrix ? 0.95 : 1)) < 1e-6, "\(entry.weight)")
      }
    }
  }

  @Test("A mean of weights is of all at first, then of the last ones")
  func averages() throws {
    let step = small.step(
      optimizer: Optimizer(.sgd, rate: 0.01), lossWeights: weights(.tokens))
    step.averaging = 0.9
    #expect(step.averaged == nil)
    var seen: [[Float]] = []
    for round in 1...24 {
      _ = step.train(on: batches[round % 2], .none)
      if round % 8 == 0 { seen.append(step.weights) }
    }
    let kept: [Float] = [0, 1.0 / 3, pow(0.9, 8)]
    var expected = seen[0]
    for (weights, kept) in zip(seen, kept) {
      for i in expected.indices {
        expected[i] = expected[i] * kept + weights[i] * (1 - kept)
      }
    }
    let averaged = try #require(step.averaged)
    #expect(zip(averaged, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }
}
