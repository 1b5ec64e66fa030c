import Testing

@testable import SluiceLearning

/// What passes between stacks, on any number of threads, in files, and where it
/// must be the same as something simpler.
@Suite("Mixing of states") struct MixerTests {
  private static let mixings:
    [(String, @Sendable (inout Architecture) -> Void)] = [
      ("matrices", { $0.mixing = .matrices }),
      ("gates", { $0.mixing = .gates(.init(experts: 2, hasOwn: true)) }),
      ("choices", { $0.mixing = .choices }),
      ("bases", { $0.bases = .init(count: 2) }),
      ("own words", { $0.ownWords = true }),
    ]

  @Test(
    "The bits are the same on any number of threads",
    arguments: mixings.map(\.0))
  func threads(name: String) {
    let change = Self.mixings.first { $0.0 == name }?.1 ?? { _ in }
    // More rows than one chunk has.
    let small = SmallNetwork(
      subspaces: 1, lengths: [60, 50, 40, 30], change)
    let one = small.step(threads: 1), two = small.step(threads: 2)
    for _ in 0..<3 {
      _ = one.train(on: small.batch, .none)
      _ = two.train(on: small.batch, .none)
    }
    #expect(one.weights == two.weights)
  }

  @Test("Matrices of the form a · I are an α")
  func matricesHoldAlpha() {
    let small = SmallNetwork(subspaces: 1)
    var full = SmallNetwork(subspaces: 1) { $0.mixing = .matrices }
    full.sentences = small.sentences
    for entry in full.layout.entries where small.layout[entry.weight] != nil {
      full.set(entry.weight, small.values(small.layout[entry.weight]?.weight))
    }
    let width = 2 * small.architecture.hidden
    for layer in 0..<small.architecture.layers {
      let alpha = small.values(.alpha(layer))
      for stack in 0..<2 {
        var matrix = [Float](repeating: 0, count: width * 2 * width)
        for unit in 0..<width {
          for sender in 0..<2 {
            matrix[(unit * 2 + sender) * width + unit] =
              alpha[stack * 2 + sender]
          }
        }
        full.set(.matrices(layer, stack: stack), matrix)
      }
    }
    for task in 0..<2 {
      let one = small.logits(task: task).joined().joined()
      let two = full.logits(task: task).joined().joined()
      #expect(zip(one, two).allSatisfy { abs($0 - $1) < 1e-4 })
    }
  }

  @Test(
    "The temperature of choices falls from 5 to a half, and then they are made")
  func temperature() throws {
    var options = TrainingOptions()
    options.epochs = 6
    let network = try network { $0.mixing = .choices }
    let temperatures = (1...6).map {
      Choosing(options, network).temperature(epoch: $0)
    }
    #expect(temperatures[0] == 5)
    #expect(abs((temperatures[1] ?? 0) - 1.58) < 0.01)
    #expect(abs((temperatures[2] ?? 0) - 0.5) < 1e-6)
    #expect(temperatures[3...].allSatisfy { $0 == nil })
    // A network without choices has none to make.
    let plain = try self.network { _ in }
    #expect(Choosing(options, plain).temperature(epoch: 1) == nil)
  }

  @Test("A network comes back from its file", arguments: mixings.map(\.0))
  func files(name: String) throws {
    let change = Self.mixings.first { $0.0 == name }?.1 ?? { _ in }
    var network = try network(change)
    let weight = try #require(
      network.layout.entries.first { $0.weight.part.name == "layer" })
    var mask = WeightMask(all: weight.count)
    mask[1] = false
    network.constraints.masks[weight.weight] = mask
    let loaded = try Checkpoint.decode(
      Safetensors(Checkpoint.encode(network).encoded(), name: "net"),
      name: "net")
    #expect(loaded.architecture == network.architecture)
    #expect(loaded.weights == network.weights)
    #expect(loaded.constraints == network.constraints)
  }

  private func network(
    _ change: (inout Architecture) -> Void
  ) throws -> Network {
    var a = SmallNetwork(subspaces: 1).architecture
    change(&a)
    return Network(
      a,
      tasks: (0..<2).map {
        NetworkTask(name: "task\($0)", layer: "layer", labels: ["a", "b"])
      },
      vocabulary: Vocabulary(words: ["x"], counts: [1], characters: ["a"]),
      seed: 1)
  }
}
