import SluiceDiagnostics
import Testing

@testable import SluiceLearning

/// Who is trained how long in successive halving.
@Suite("Successive halving") struct HalvingTests {
  private func rungs(_ tries: Int, _ epochs: Int, _ factor: Int) -> [[Int]] {
    Halving(tries: tries, epochs: epochs, factor: factor).rungs.map {
      [$0.tries, $0.epochs]
    }
  }

  @Test("Each round keeps one of so many, and trains it so many times as long")
  func schedule() {
    #expect(rungs(27, 9, 3) == [[27, 1], [9, 3], [3, 9]])
    #expect(rungs(20, 4, 2) == [[20, 1], [10, 2], [5, 4]])
    #expect(rungs(20, 4, 3) == [[20, 1], [6, 4]])
    // As many rounds as both the tries and the epochs allow.
    #expect(rungs(2, 100, 3) == [[2, 100]])
    #expect(rungs(4, 100, 3) == [[4, 33], [1, 100]])
    #expect(rungs(100, 1, 3) == [[100, 1]])
  }

  @Test("Epochs count once, where a try goes on")
  func epochs() {
    #expect(Halving(tries: 20, epochs: 4, factor: 2).epochs == 20 + 10 + 10)
    #expect(Halving(tries: 27, epochs: 9, factor: 3).epochs == 27 + 18 + 18)
    #expect(Halving(tries: 20, epochs: 4).epochs == 80)
  }

  @Test("The best go on; of equal ones the earlier, and none without a score")
  func survivors() {
    let scores = [0: 0.5, 1: 0.9, 3: 0.9, 4: 0.1]
    #expect(Halving.survivors(of: scores, number: 1) == [1])
    #expect(Halving.survivors(of: scores, number: 3) == [0, 1, 3])
    #expect(Halving.survivors(of: scores, number: 9) == [0, 1, 3, 4])
  }

  @Test("A training in parts ends with the bits of one that is not")
  func parts() throws {
    let corpus = try NetworkTests.corpus()
    let network = NetworkTests.network(corpus)
    var options = TrainingOptions()
    options.epochs = 3
    let train = Selection(corpus, split: "train")
    let dev = Selection(corpus, split: "dev")
    let trainer = Trainer(
      network, options, training: [train, train], development: [dev, dev])
    let whole = try trainer.run()
    let first = try trainer.part(from: nil, to: 1)
    #expect(first.run.epochs.count == 1 && first.run.ending == .finished)
    let second = try trainer.part(from: first.moment, to: 2)
    let third = try trainer.part(from: second.moment, to: 3)
    #expect(third.moment == nil)
    #expect(third.run.epochs.map(\.losses) == whole.epochs.map(\.losses))
    #expect(third.run.network.weights == whole.network.weights)
    #expect(third.run.best == whole.best)
  }
}
