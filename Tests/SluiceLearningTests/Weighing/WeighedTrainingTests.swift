import Testing

@testable import SluiceLearning

/// Whole trainings whose tasks are weighed.
@Suite("Weighed trainings") struct WeighedTrainingTests {
  private func trained(
    _ weighing: Weighing, threads: Int = 1,
    _ change: (inout Network) -> Void = { _ in }
  ) throws -> TrainingRun {
    let corpus = try NetworkTests.corpus()
    var network = NetworkTests.network(corpus)
    change(&network)
    var options = TrainingOptions()
    options.epochs = 3
    options.threads = threads
    options.weighing = weighing
    let train = Selection(corpus, split: "train")
    return try Trainer(
      network, options, training: [train, train], development: [nil, nil]
    ).run()
  }

  @Test(
    "It learns, gives the same bits again, and says what weights there were",
    arguments: Weighing.all)
  func runs(_ weighing: Weighing) throws {
    let run = try trained(weighing)
    let again = try trained(weighing, threads: 2)
    #expect(run.network.weights == again.network.weights)
    let losses = run.epochs.map { $0.losses.compactMap(\.self).reduce(0, +) }
    #expect(losses[2] < losses[0])
    let isMoved = ![FixedWeights.name, GradientSurgery.name]
      .contains(weighing.name)
    #expect(run.epochs.allSatisfy { ($0.weights != nil) == isMoved })
    let fixed = try trained(.standard)
    #expect(
      (run.network.weights == fixed.network.weights)
        == (weighing.name == FixedWeights.name))
  }

  @Test("With the other task's λ 0 each rule trains as fixed weights do")
  func single() throws {
    func silent(_ weighing: Weighing) throws -> TrainingRun {
      try trained(weighing) { $0.tasks[1].weight = 0 }
    }
    let fixed = try silent(.standard)
    for weighing in Weighing.all {
      let run = try silent(weighing)
      #expect(run.network.weights == fixed.network.weights)
      #expect(run.epochs.allSatisfy { $0.weights == nil })
    }
  }

  @Test("A task's share of the loss is what the loss really had of it")
  func shares() throws {
    let run = try trained(.famo(AdaptiveWeights())) { $0.tasks[1].weight = 0.5 }
    let epoch = run.epochs[0]
    let weights = try #require(epoch.weights)
    // At first each task has a share of one half, times its λ.
    #expect(epoch.objective[0] > epoch.objective[1])
    for task in 0..<2 {
      let weight = try #require(weights[task])
      #expect(weight > 0 && weight < 2)
    }
    let ratio = epoch.objective[1] / epoch.objective[0]
    #expect(ratio > 0.3 && ratio < 0.8)
  }
}
