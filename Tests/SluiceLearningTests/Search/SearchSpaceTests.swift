import SluiceRandom
import Testing

@testable import SluiceLearning

/// What a search chooses from is counted by rules, and the count is right.
@Suite("The space of a search") struct SearchSpaceTests {
  /// Every combination of what may be chosen.
  private func combinations(_ space: SearchSpace) -> [SluiceChoice] {
    func all<T>(_ items: [T], _ count: Int) -> [[T]] {
      (0..<count).reduce([[]]) { lists, _ in
        lists.flatMap { list in items.map { list + [$0] } }
      }
    }
    var choices: [SluiceChoice] = []
    for tied in all([false, true], space.layers) {
      for levels in all(Array(1...space.layers), space.auxiliaries) {
        for subspaces in space.subspaces {
          for skip in Architecture.Skip.allCases {
            for alpha in Architecture.SluiceMode.allCases {
              choices.append(
                SluiceChoice(
                  tied: tied, levels: levels, subspaces: subspaces, skip: skip,
                  alpha: alpha))
            }
          }
        }
      }
    }
    return choices
  }

  /// The one choice that stands for a combination: nil where there is no such
  /// network.
  private func standing(
    for choice: SluiceChoice, in space: SearchSpace
  ) -> SluiceChoice? {
    var choice = choice
    let isLow = choice.levels.contains { $0 < space.layers }
    if isLow, choice.skip == .concat { return nil }
    if space.layers == 1 { choice.skip = .off }
    if choice.alpha == .frozen, choice.subspaces == 1,
      !choice.tied.contains(false)
    {
      choice.alpha = .off
    }
    if choice.alpha == .off {
      choice.subspaces = space.subspaces[0]
      for layer in choice.tied.indices
      where !choice.levels.contains(where: { $0 > layer }) {
        choice.tied[layer] = false
      }
    }
    return choice
  }

  @Test(
    "The count is that of the networks that differ",
    arguments: [
      (2, 1, [1]), (2, 1, [1, 2]), (2, 2, [1, 2, 4]), (2, 3, [1, 2]),
      (3, 2, [1, 2]), (3, 3, [2]), (4, 2, [1]), (2, 2, [2, 4]),
    ])
  func count(tasks: Int, layers: Int, subspaces: [Int]) {
    let space = SearchSpace(
      tasks: tasks, layers: layers, subspaces: subspaces)
    let all = combinations(space)
    let distinct = Set(all.compactMap { standing(for: $0, in: space) })
    #expect(space.combinations == all.count)
    #expect(space.count == distinct.count)
    #expect(Set(all.filter(space.contains)) == distinct)
    #expect(space.contains(.sluice(in: space)))
  }

  @Test("Two tasks, one layer, one subspace: five networks")
  func smallest() {
    // No α, apart or tied; fixed α, apart; trained α, apart or tied.
    #expect(SearchSpace(tasks: 2, layers: 1, subspaces: [1]).count == 5)
  }

  @Test("The published count is 5 options for each of 19 pairs of layers")
  func published() {
    #expect(PublishedSpace.pairs == 19)
    #expect(PublishedSpace.count == 19_073_486_328_125)
  }

  @Test("A sample has no network twice, and all of them if it is large enough")
  func sample() {
    let space = SearchSpace(tasks: 2, layers: 2, subspaces: [1, 2])
    let all = space.sample(space.count, RandomStream(seed: 1))
    #expect(Set(all).count == space.count)
    #expect(all.allSatisfy(space.contains))
    let some = space.sample(10, RandomStream(seed: 1))
    #expect(some == Array(all.prefix(10)))
    #expect(some != space.sample(10, RandomStream(seed: 2)))
  }

  // MARK: - What is left out is the same network

  private func losses(
    _ choice: SluiceChoice, _ corpus: Corpus
  ) throws -> [Double] {
    var network = NetworkTests.network(corpus) { choice.apply(to: &$0) }
    choice.constrain(&network)
    return try NetworkTests.trained(network, corpus, epochs: 1).epochs[0].losses
      .map { try #require($0) }
  }

  @Test(
    "A fixed α between tied stacks, and a tie that nobody reads, do nothing")
  func twins() throws {
    let corpus = try NetworkTests.corpus()
    func choice(
      _ tied: [Bool], _ level: Int, _ alpha: Architecture.SluiceMode
    ) -> SluiceChoice {
      SluiceChoice(
        tied: tied, levels: [level], subspaces: 1, skip: .off, alpha: alpha)
    }
    let pairs = [
      (choice([true, true], 2, .frozen), choice([true, true], 2, .off)),
      (choice([true, true], 1, .off), choice([true, false], 1, .off)),
    ]
    for (one, two) in pairs {
      let (one, two) = (try losses(one, corpus), try losses(two, corpus))
      for (one, two) in zip(one, two) { #expect(abs(one - two) < 1e-5) }
    }
    let one = try losses(pairs[0].1, corpus)
    let other = try losses(choice([true, false], 2, .off), corpus)
    #expect(abs(one[1] - other[1]) > 3e-5)
  }

  @Test("A choice is what its network is")
  func network() throws {
    let corpus = try NetworkTests.corpus()
    let choice = SluiceChoice(
      tied: [true, false], levels: [1], subspaces: 2, skip: .mean,
      alpha: .frozen)
    var network = NetworkTests.network(corpus) { choice.apply(to: &$0) }
    choice.constrain(&network)
    #expect(network.isTied(layer: 0) && !network.isTied(layer: 1))
    #expect(network.architecture.subspaces == 2)
    #expect(network.architecture.sluice == .frozen)
    #expect(network.tensor(.beta)?.values == [0.5, 0.5, 1, 0])
    #expect(network.constraints.fixed[.beta] == [0, 1, 2, 3])
  }
}
