import SluiceRandom

/// The sluice architectures that a search chooses from: which layers are tied,
/// where each auxiliary task is supervised, how many subspaces there are, what
/// heads read, and what α is.
///
/// Each network is in it once. Left out are choices that
/// 1. cannot be had: heads that read the layers side by side, beside one that
///    reads a low layer;
/// 2. are another by a different name: with one layer, all ways of reading; with
///    α off, all numbers of subspaces, and a tie above all auxiliary tasks' layers;
///    with all layers tied and one subspace, a fixed α, whose rows add up to 1.
package struct SearchSpace: Sendable, Equatable {
  package let tasks: Int
  package let layers: Int
  /// How many subspaces there may be, in order, each once.
  package let subspaces: [Int]

  package init(tasks: Int, layers: Int, subspaces: [Int]) {
    self.tasks = tasks
    self.layers = layers
    self.subspaces = Set(subspaces).sorted()
  }

  package var auxiliaries: Int { tasks - 1 }

  private static let skips = Architecture.Skip.allCases
  private static let alphas = Architecture.SluiceMode.allCases

  // MARK: - How many

  /// All combinations of what may be chosen, with those that are left out.
  package var combinations: Int {
    power(2, layers) * power(layers, auxiliaries) * subspaces.count
      * Self.skips.count * Self.alphas.count
  }

  /// How many architectures there are.
  package var count: Int {
    let ties = power(2, layers)
    // Of a fixed and a trained α, the former without what is α off again.
    let shared = 2 * subspaces.count * ties - (subspaces.contains(1) ? 1 : 0)
    guard layers > 1 else { return ties + shared }
    // All ways of reading but side by side, for all levels; and that one where
    // no task is low.
    let ways = Self.skips.count - 1
    let readings = ways * power(layers, auxiliaries) + 1
    // With α off a tie counts up to the highest auxiliary task's layer.
    let unshared = (1...layers).reduce(0) { sum, top in
      sum + power(2, top)
        * (power(top, auxiliaries) - power(top - 1, auxiliaries))
    }
    return ways * unshared + ties + readings * shared
  }

  private func power(_ base: Int, _ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  // MARK: - Which

  /// Whether a choice is one of them.
  package func contains(_ choice: SluiceChoice) -> Bool {
    if layers == 1, choice.skip != .off { return false }
    if choice.isLow, choice.skip == .concat { return false }
    switch choice.alpha {
    case .off:
      let top = choice.levels.max() ?? layers
      return choice.subspaces == subspaces.first
        && !choice.tied.dropFirst(top).contains(true)
    case .frozen:
      return choice.subspaces > 1 || choice.tied.contains(false)
    case .trained: return true
    }
  }

  /// Some of them, each as likely as any other, and none twice.
  ///
  /// - Parameters:
  ///   - number: How many, at most `count`.
  ///   - stream: Where they are drawn.
  /// - Returns: The choices, as they were drawn.
  package func sample(_ number: Int, _ stream: RandomStream) -> [SluiceChoice] {
    var stream = stream
    var drawn: Set<SluiceChoice> = []
    var choices: [SluiceChoice] = []
    while choices.count < min(number, count) {
      let choice = combination(&stream)
      if contains(choice), drawn.insert(choice).inserted {
        choices.append(choice)
      }
    }
    return choices
  }

  /// Any combination of what may be chosen.
  private func combination(_ stream: inout RandomStream) -> SluiceChoice {
    func one(of count: Int) -> Int { Int(stream.next() % UInt64(count)) }
    return SluiceChoice(
      tied: (0..<layers).map { _ in one(of: 2) == 1 },
      levels: (0..<auxiliaries).map { _ in one(of: layers) + 1 },
      subspaces: subspaces[one(of: subspaces.count)],
      skip: Self.skips[one(of: Self.skips.count)],
      alpha: Self.alphas[one(of: Self.alphas.count)])
  }
}

/// The count of Ruder et al. 2017 for two networks of three layers.
///
/// It counts choices that are independent of each other; many of them contradict
/// each other, since what is shared with a third is shared by all, and layers of
/// different widths cannot be.
package enum PublishedSpace {
  /// An embedding, recurrent layers by recurrent layers, and as many pairs of
  /// those that feed forward.
  package static let pairs = 1 + 3 * 3 + 3 * 3
  package static let options = 5
  package static let count = (0..<pairs).reduce(1) { product, _ in
    product * options
  }
}
