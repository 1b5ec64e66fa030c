/// Successive halving: all tries are trained a little, the best part of them
/// goes on, and so again, so that most of the work is for the best.
///
/// - Source: Jamieson & Talwalkar 2016, <https://arxiv.org/abs/1502.07943>; the
///   schedule is a bracket of Li et al. 2017, <https://arxiv.org/abs/1603.06560>.
package struct Halving: Sendable, Equatable {
  /// A round: how many tries are in it, and how many epochs each has been
  /// trained at its end.
  package struct Rung: Sendable, Equatable {
    package let tries, epochs: Int
  }

  package let rungs: [Rung]

  /// - Parameters:
  ///   - tries: How many begin.
  ///   - epochs: How many epochs the last ones are trained.
  ///   - factor: One of how many goes on, with as many times the epochs; at
  ///     least 2.
  package init(tries: Int, epochs: Int, factor: Int) {
    func divisions(_ number: Int) -> Int {
      var (left, count) = (number, 0)
      while left >= factor { (left, count) = (left / factor, count + 1) }
      return count
    }
    let last = min(divisions(tries), divisions(epochs))
    var rungs: [Rung] = []
    for rung in (0...last).reversed() {
      var (left, least) = (tries, epochs)
      for _ in 0..<(last - rung) { left /= factor }
      for _ in 0..<rung { least /= factor }
      rungs.append(Rung(tries: left, epochs: least))
    }
    self.rungs = rungs
  }

  /// All tries to the end: random search.
  package init(tries: Int, epochs: Int) {
    rungs = [Rung(tries: tries, epochs: epochs)]
  }

  /// Epochs trained in all.
  package var epochs: Int {
    var (sum, done) = (0, 0)
    for rung in rungs {
      sum += rung.tries * (rung.epochs - done)
      done = rung.epochs
    }
    return sum
  }

  /// Which tries go on: those with the highest scores, of equal ones the
  /// earlier; none without a score.
  ///
  /// - Parameters:
  ///   - scores: By try; nil for one that failed.
  ///   - number: How many at most.
  /// - Returns: Their places, in order.
  package static func survivors(
    of scores: [Int: Double], number: Int
  ) -> [Int] {
    scores.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
    }
    .prefix(number).map(\.key).sorted()
  }
}
