import SluiceTensor
import Testing

@testable import SluiceLearning

/// A network without weights is like the one with them, as far as one can see.
@Suite("Outlines of networks") struct OutlineTests {
  struct Change: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var change: @Sendable (inout Architecture) -> Void

    init(
      _ name: String, _ change: @escaping @Sendable (inout Architecture) -> Void
    ) {
      testDescription = name
      self.change = change
    }
  }

  static let changes = [
    Change("nothing") { _ in },
    Change("more subspaces") { $0.subspaces = 4 },
    Change("one subspace") { $0.subspaces = 1 },
    Change("no alpha") { $0.sluice = .off },
    Change("heads on all layers") { $0.skip = .concat },
    Change("heads on the last layer") { $0.skip = .off },
  ]

  private func network(_ method: Method, isOutline: Bool) -> Network {
    var a = Architecture(stackOfTask: [0, 1])
    method.apply(to: &a)
    a.hidden = 8
    a.layers = 2
    a.wordWidth = 4
    let tasks = ["pos", "ner"].map {
      NetworkTask(name: $0, layer: $0, labels: ["A", "B", "C"])
    }
    var network = Network(
      a, method: method, tasks: tasks,
      vocabulary: Vocabulary(words: ["a"], counts: [1], characters: ["a"]),
      seed: 7, isOutline: isOutline)
    method.constrain(&network, tiedLayers: 1)
    return network
  }

  @Test(
    "It has the same shapes, alphas, betas and constraints, and loses the same",
    arguments: Method.allCases, changes)
  func isLike(method: Method, change: Change) {
    var whole = network(method, isOutline: false)
    var outline = network(method, isOutline: true)
    #expect(outline.reshape(change.change) == whole.reshape(change.change))
    #expect(outline.snapshot == whole.snapshot)
    #expect(outline.constraints == whole.constraints)
    #expect(outline.parameterCount == whole.parameterCount)
    #expect(
      outline.layout.entries.map { "\($0.weight) \($0.shape)" }
        == whole.layout.entries.map { "\($0.weight) \($0.shape)" })
  }

  @Test("A network of any size takes next to no memory")
  func isSmall() {
    var a = Architecture(stackOfTask: [0])
    a.hidden = 8192
    a.wordWidth = 8192
    a.subspaces = 1
    let outline = Network(
      a, tasks: [NetworkTask(name: "pos", layer: "pos", labels: ["A"])],
      vocabulary: Vocabulary(words: [], counts: [], characters: []), seed: 1,
      isOutline: true)
    #expect(outline.parameterCount > 1_000_000_000)
    #expect(outline.weights.count < 100)
  }
}
