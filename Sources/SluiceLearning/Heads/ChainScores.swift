import SluiceTensor

/// What a chain of labels scores beside its tokens, in double precision:
/// `start[first] + Σ transition[from, to] + end[last]`.
///
/// What may not be is −∞.
struct ChainScores: Sendable {
  /// `L`
  let labels: Int
  /// `[L, L]`, from and to.
  let transition: [Double]
  /// `[L]`
  let start, end: [Double]
  /// After how many steps any label may stand (``ChainMask/mixing``); 0 where
  /// any may always.
  let mixing: Int?

  /// - Parameters:
  ///   - transition: `[L, L]`
  ///   - start: `[1, L]`
  ///   - end: `[1, L]`
  ///   - mask: What may follow what; nil where all may.
  init(transition: Block, start: Block, end: Block, mask: ChainMask?) {
    let count = transition.rows
    labels = count
    mixing = mask.map(\.mixing) ?? 0
    func masked(_ score: Float, _ from: Int, _ to: Int) -> Double {
      mask?.isOpen(from, to) == false ? -.infinity : Double(score)
    }
    self.transition = (0..<count * count).map {
      masked(transition.base[$0], $0 / count, $0 % count)
    }
    self.start = (0..<count).map { masked(start.base[$0], count, $0) }
    self.end = (0..<count).map { masked(end.base[$0], $0, count) }
  }

  /// The score of a chain; −∞ where it may not be.
  func score(of chain: some Sequence<Int>) -> Double {
    var sum = 0.0
    var previous: Int?
    for label in chain {
      sum += previous.map { transition[$0 * labels + label] } ?? start[label]
      previous = label
    }
    return sum + (previous.map { end[$0] } ?? 0)
  }

  /// How far the scores are apart that may be.
  var spread: Double {
    [transition, start, end].map { scores in
      let open = scores.filter { $0 > -.infinity }
      return (open.max() ?? 0) - (open.min() ?? 0)
    }.max() ?? 0
  }
}

/// How often a chain starts with each label, goes from each to each and ends
/// with it, or how often that is to be expected; and so the gradient of its
/// scores.
struct ChainCounts: Sendable {
  /// `[L, L]`, `[L]`, `[L]`
  var transition, start, end: [Double]

  init(labels: Int) {
    transition = [Double](repeating: 0, count: labels * labels)
    start = [Double](repeating: 0, count: labels)
    end = start
  }

  /// Adds what one chain has, so many times.
  mutating func add(_ chain: some Sequence<Int>, times: Double) {
    var previous: Int?
    for label in chain {
      if let previous {
        transition[previous * start.count + label] += times
      } else {
        start[label] += times
      }
      previous = label
    }
    if let previous { end[previous] += times }
  }

  mutating func add(_ other: ChainCounts, times: Double) {
    for i in transition.indices { transition[i] += times * other.transition[i] }
    for i in start.indices {
      start[i] += times * other.start[i]
      end[i] += times * other.end[i]
    }
  }

  /// All numbers times a factor, one after the other.
  func write(to block: Block, times factor: Float) {
    for (i, count) in (transition + start + end).enumerated() {
      block.base[i] = Float(count) * factor
    }
  }
}
