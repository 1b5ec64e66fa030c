import SluiceEvaluator
import Testing

@testable import SluiceLibrary

/// Which tasks go together, as a user asks.
@Suite("Affinity, agreement and mutual information")
struct TaskAffinityTests {
  private func told(_ script: String) throws -> [String] {
    try Notes(SmallNetwork.script + script, files: [:]).mistakes
  }

  @Test("They are matrices with names, and the network stays as it is")
  func matrices() throws {
    let session = SmallNetwork.session(
      after: """
        train net epochs=2 dev=none
        let before = loss(net, pos, toy.train)
        let gain = affinity(net, toy.train)
        let pull = agreement(net, toy.train)
        assert loss(net, pos, toy.train) == before
        assert gain[pos, pos] > 0
        assert gain[names, pos] < 1
        assert pull[1, all] > -1
        assert pull[1, 3] < 1
        """)
    let gain = try SmallNetwork.object(
      "gain", of: MatrixObject.self, in: session)
    #expect(gain.rows == ["names", "pos"] && gain.columns == gain.rows)
    let pull = try SmallNetwork.object(
      "pull", of: MatrixObject.self, in: session)
    #expect(pull.rows == ["names and pos"])
    #expect(pull.columns.first == "words" && pull.columns.last == "all")
  }

  @Test("What they cannot say of a network or of sentences is told")
  func refused() throws {
    #expect(
      try told("print affinity(net, toy.train)")
        == ["net is untrained (train net)"])
    #expect(
      try told(
        """
        network one tasks=[pos] layers=1 hidden=4 spelling=4
        train one epochs=1 dev=none
        print agreement(one, toy.train)
        """) == [
          "toy.train has labels of fewer than two tasks of one (name sentences"
            + " that have labels of two or more: pos)"
        ])
  }

  @Test("Mutual information is of layers of the same sentences")
  func information() throws {
    _ = SmallNetwork.session(
      after: """
        let both = mutual_information(toy.train.pos, toy.train.ner)
        assert both > 0
        assert both <= entropy(toy.train.ner)
        assert mutual_information(toy.train.pos, toy.train.pos) == entropy(toy.train.pos)
        corpus noise = shuffled(toy, ner)
        assert mutual_information(noise.train.pos, noise.train.ner) < both / 2
        """)
    #expect(
      try told("print mutual_information(toy.train.pos, toy.test.ner)") == [
        "toy.train.pos and toy.test.ner are not layers of the same sentences (a"
          + " token needs both labels: write two layers of one corpus or of one"
          + " part of it, as toy.train.pos and toy.train.ner)"
      ])
  }
}
