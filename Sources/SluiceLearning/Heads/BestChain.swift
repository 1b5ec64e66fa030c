import SluiceTensor

extension ChainScores {
  /// The chain of labels that scores highest, the first among equals: Viterbi's
  /// search.
  ///
  /// - Parameters:
  ///   - logits: `[P, L]`
  ///   - rows: The rows of a sentence's tokens.
  /// - Returns: A label for each token; nil if no chain may be.
  /// - Complexity: `T·L²`
  func best(_ logits: Block, rows: [Int]) -> [Int32]? {
    let n = labels
    var sums = start
    var from = [Int32](repeating: 0, count: rows.count * n)
    var next = sums
    transition.withUnsafeBufferPointer { transition in
      for (t, row) in rows.enumerated() {
        let emissions = logits.base + row * logits.stride
        if t > 0 {
          from.withUnsafeMutableBufferPointer { from in
            next.withUnsafeMutableBufferPointer { next in
              Self.step(sums, transition, into: next, from: from, t * n)
            }
          }
          swap(&sums, &next)
        }
        for label in 0..<n { sums[label] += Double(emissions[label]) }
      }
    }
    var best = 0
    for label in 0..<n
    where sums[label] + end[label] > sums[best] + end[best] { best = label }
    // Where no chain may be, and where scores are no numbers.
    guard sums[best] + end[best] > -.infinity else { return nil }
    var chain = [Int32](repeating: Int32(best), count: rows.count)
    for t in stride(from: rows.count - 1, to: 0, by: -1) {
      chain[t - 1] = from[t * n + Int(chain[t])]
    }
    return chain
  }

  /// The best way to each label, and from where it comes.
  private static func step(
    _ sums: [Double], _ transition: UnsafeBufferPointer<Double>,
    into next: UnsafeMutableBufferPointer<Double>,
    from: UnsafeMutableBufferPointer<Int32>, _ place: Int
  ) {
    let n = next.count
    for to in 0..<n { next[to] = sums[0] + transition[to] }
    for label in 1..<max(1, n) where sums[label] > -.infinity {
      let sum = sums[label]
      for to in 0..<n {
        let score = sum + transition[label * n + to]
        let isBetter = score > next[to]
        next[to] = isBetter ? score : next[to]
        from[place + to] = isBetter ? Int32(label) : from[place + to]
      }
    }
  }
}
