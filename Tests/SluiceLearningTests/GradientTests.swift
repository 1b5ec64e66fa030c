import SluiceLearning
import Testing

/// The network's gradients are single precision; the differences are taken of
/// the plain network, in double precision, where a step of 1e-5 leaves an error
/// near 1e-9. What is left between the two is the rounding of the single
/// precision pass: a few hundred additions of 2⁻²⁴ each, 1e-4 at most.
@Suite("Gradients equal central differences")
struct GradientTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var tasks = 2
    var layers = 2
    var subspaces = 2
    var hidden = 4
    var lengths = [2, 1]
    var change: @Sendable (inout Architecture) -> Void = { _ in }
  }

  static let cases = [
    Case(testDescription: "concat, beta"),
    Case(testDescription: "split", change: { $0.wiring = .split }),
    Case(testDescription: "no activation", change: { $0.activation = .none }),
    Case(testDescription: "last layer only", change: { $0.skip = .off }),
    Case(testDescription: "sum of layers", change: { $0.skip = .sum }),
    Case(testDescription: "mean of layers", change: { $0.skip = .mean }),
    Case(testDescription: "layers joined", change: { $0.skip = .concat }),
    Case(testDescription: "no alpha", change: { $0.sluice = .off }),
    Case(testDescription: "three tasks", tasks: 3),
    Case(testDescription: "four subspaces", subspaces: 4),
    Case(testDescription: "one task, one stream", tasks: 1, subspaces: 1),
    Case(testDescription: "one layer", layers: 1),
    Case(
      testDescription: "streams wider than a vector", layers: 1, hidden: 34,
      lengths: [2]),
    Case(testDescription: "sentences of length 1", lengths: [1, 1]),
    Case(
      testDescription: "shared stack", subspaces: 1,
      change: { $0.stackOfTask = [0, 0] }),
    Case(
      testDescription: "two hidden layers in heads",
      change: { $0.headHidden = [5, 3] }),
    Case(testDescription: "linear heads", change: { $0.headHidden = [] }),
    Case(
      testDescription: "CRF heads", lengths: [3, 2, 1],
      change: { $0.headOfTask = [.crf, .crf] }),
    Case(
      testDescription: "one CRF head, linear",
      change: {
        $0.headOfTask = [.crf, .softmax]
        $0.headHidden = []
      }),
    Case(
      testDescription: "a projection for each task",
      change: { $0.domainOfTask = [0, 1] }),
    Case(
      testDescription: "three tasks of two domains", tasks: 3,
      change: { $0.domainOfTask = [0, 1, 0] }),
    Case(
      testDescription: "penalty over columns", subspaces: 4,
      change: {
        $0.regularizers[OrthogonalityPenalty.self] = .init(
          weight: 0.3, kind: .columns)
      }),
    Case(
      testDescription: "penalty over units",
      change: {
        $0.regularizers[OrthogonalityPenalty.self] = .init(
          weight: 0.3, kind: .units)
      }),
  ]

  @Test("for every group of weights", arguments: cases)
  func differences(_ test: Case) throws {
    let small = SmallNetwork(
      tasks: test.tasks, layers: test.layers, subspaces: test.subspaces,
      hidden: test.hidden, lengths: test.lengths, test.change)
    let step = small.step()
    let losses = step.gradient(of: small.batch, .none).losses
    #expect(
      relativeGap([Float(losses.total)], [small.plain.loss(small.sentences)])
        < 1e-5)
    for entry in small.layout.entries {
      let gradient = step.gradient(entry.weight)
      // Three entries of each weight, the first and the last among them.
      let indices = Set(
        stride(from: 0, to: entry.count, by: max(1, entry.count / 2))
      )
      .union([entry.count - 1]).sorted()
      let differences = indices.map { difference(small, entry.weight.name, $0) }
      let largest = gradient.map { abs(Double($0)) }.max() ?? 0
      let gap =
        zip(indices, differences).map {
          abs(Double(gradient[$0]) - $1)
        }.max() ?? 0
      #expect(gap <= 1e-4 * max(largest, 1e-3), "\(entry.weight.name)")
    }
  }

  private func difference(
    _ small: SmallNetwork, _ name: String, _ index: Int
  ) -> Double {
    let size = 1e-5
    func loss(_ change: Double) -> Double {
      var plain = small.plain
      plain.weights[name]?[index] += change
      return plain.loss(small.sentences)
    }
    return (loss(size) - loss(-size)) / (2 * size)
  }
}
