/// The sentences of paired runs: what each adds to two methods' scores, over
/// all of its runs.
///
/// A sentence that several runs are tested on, such as those of several seeds,
/// counts once with the sum of its counts. So one coin swaps it in all of its
/// runs or in none: its runs are not independent of each other.
struct PairedSentences {
  private(set) var one: [Randomization.Counts] = []
  private(set) var two: [Randomization.Counts] = []

  /// Nil unless both runs of each pair are tested on the same sentences.
  ///
  /// - Parameter pairs: What sentences add to the scores of runs, pair by pair.
  init?(_ pairs: [(one: [Randomization.Counts], two: [Randomization.Counts])]) {
    guard let width = pairs.first?.one.first?.count else { return nil }
    // Where the sentences of a test set begin.
    var starts: [TestSet: Int] = [:]
    for pair in pairs {
      let testSet = TestSet(pair.one)
      guard !pair.one.isEmpty, testSet == TestSet(pair.two),
        (pair.one + pair.two).allSatisfy({ $0.count == width })
      else { return nil }
      if let start = starts[testSet] {
        for index in pair.one.indices {
          for i in 0..<width {
            one[start + index][i] += pair.one[index][i]
            two[start + index][i] += pair.two[index][i]
          }
        }
      } else {
        starts[testSet] = one.count
        one += pair.one
        two += pair.two
      }
    }
  }

  /// A test set is known by what is right in it: how many tokens or spans are
  /// to be found in each sentence, which no network changes.
  private struct TestSet: Hashable {
    var toBeFound: [Double]

    init(_ sentences: [Randomization.Counts]) {
      toBeFound = sentences.map { $0.last ?? 0 }
    }
  }

  /// The score that they are counted for.
  static func score(_ counts: Randomization.Counts) -> Double {
    counts.count == 2
      ? Randomization.accuracy(counts) : Randomization.f1(counts)
  }
}
