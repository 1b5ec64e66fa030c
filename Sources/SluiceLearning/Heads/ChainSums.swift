import Foundation
import SluiceTensor

/// Some sentences of a batch whose chains of labels are summed over together.
struct ChainGroup: Sendable {
  /// How they lie in the memory that is worked in.
  let packing: Packing
  /// Which row of the batch each row there is.
  let rows: [Int]

  /// - Parameters:
  ///   - sentences: Which of a batch, in its order.
  ///   - whole: How the batch lies.
  init(_ sentences: [Int], of whole: Packing) {
    let packing = Packing(lengths: sentences.map { whole.lengths[$0] })
    rows = (0..<packing.starts.count - 1).flatMap { t in
      (0..<packing.starts[t + 1] - packing.starts[t]).map {
        whole.row(t, of: sentences[$0])
      }
    }
    self.packing = packing
  }
}

/// Sums over all chains of labels of many sentences side by side, in
/// probabilities: with `E = exp(transition − max)` and `e = exp(logits − max)`,
/// each row of its own,
///
/// `forward[t] = (forward[t − 1] · E) ∘ e[t] / c[t]`, where `c[t]` makes each row
/// add up to 1, `backward[t − 1] = (e[t] ∘ backward[t] / c[t]) · Eᵀ`, and
/// `log Z = Σ log c` and the maxima that were taken away.
///
/// What may not be is an exact 0. Where scores are so far apart that single
/// precision would lose some (``isSafe``), and where a sum comes out as 0,
/// ``PlainChain`` takes its place.
///
/// - Source: Rabiner 1989, <https://doi.org/10.1109/5.18626>, of the scales.
struct ChainSums {
  let scores: ChainScores
  /// `[P, L]` each, to work in; `marginals` holds how likely each label is when
  /// all is done.
  let emissions, forward, marginals: Block
  /// `[L, L]` each: `E`, its transpose, and what is to be expected.
  let factors, turned, pairs: Block

  private var labels: Int { scores.labels }

  /// Sums over a group's sentences.
  ///
  /// - Parameters:
  ///   - group: Which.
  ///   - logits: `[P, L]`, of the whole batch.
  ///   - counts: How often each step is to be expected is added here.
  /// - Returns: `log Z` of each sentence.
  func run(
    _ group: ChainGroup, _ logits: Block, counts: inout ChainCounts
  ) -> [Double] {
    quick(group, logits, &counts) ?? plain(group, logits, &counts)
  }

  /// The same by ``PlainChain``.
  func plain(
    _ group: ChainGroup, _ logits: Block, _ counts: inout ChainCounts
  ) -> [Double] {
    group.packing.lengths.enumerated().map { b, length in
      let rows = (0..<length).map { group.packing.row($0, of: b) }
      let result = PlainChain(
        scores: scores,
        emissions: rows.flatMap { logits.row(group.rows[$0]).map(Double.init) }
      ).sums()
      for (t, row) in rows.enumerated() {
        for label in 0..<labels {
          marginals.base[row * labels + label] = Float(
            result.marginals[t * labels + label])
        }
      }
      counts.add(result.counts, times: 1)
      return result.logSum
    }
  }

  /// The same in probabilities; nil where that is not safe.
  func quick(
    _ group: ChainGroup, _ logits: Block, _ counts: inout ChainCounts
  ) -> [Double]? {
    let count = group.rows.count
    for (row, from) in group.rows.enumerated() {
      (emissions.base + row * labels).update(
        from: logits.base + from * logits.stride, count: labels)
    }
    let (tops, gaps) = Kernels.expRows(emissions.rows(0..<count))
    guard isSafe(gaps) else { return nil }
    // Where no step may be taken, sentences of one token have none.
    let steps = scores.transition.max() ?? 0
    let top = steps > -.infinity ? steps : 0
    for i in 0..<labels * labels {
      let factor = Float(exp(scores.transition[i] - top))
      factors.base[i] = factor
      turned.base[i % labels * labels + i / labels] = factor
    }
    var scales = [Float](repeating: 0, count: count)
    guard
      let sums = runForward(group.packing, tops, top: top, &scales)
    else { return nil }
    runBackward(group.packing, scales, sums.ends)
    countSteps(group.packing, &counts)
    return sums.logs
  }

  /// Whether no forward or backward probability that matters can leave single
  /// precision, e⁻⁸⁷ to e⁸⁸. Scores are at most `s` apart in a step. Any label
  /// can be reached in `k` steps more from that with the largest part, so that no
  /// part is much below e⁻⁽ᵏ⁺¹⁾ˢ, and no backward one over `c` above e⁽ᵏ⁺¹⁾ˢ.
  private func isSafe(_ gaps: [Float]) -> Bool {
    guard let mixing = scores.mixing else { return false }
    let spread = Double(gaps.max() ?? 0) + scores.spread
    return Double(mixing + 1) * spread <= 80
      && gaps.allSatisfy { $0.isFinite }
  }

  /// - Returns: `log Z` of each sentence, and the sum that its last token was
  ///   divided by; nil where a sum is 0.
  private func runForward(
    _ packing: Packing, _ tops: [Float], top: Double, _ scales: inout [Float]
  ) -> (logs: [Double], ends: [Float])? {
    let starts = packing.starts
    var logs = [Double](repeating: 0, count: packing.count)
    let startTop = scores.start.max() ?? 0
    let endTop = scores.end.max() ?? 0
    let start = scores.start.map { Float(exp($0 - startTop)) }
    let end = scores.end.map { Float(exp($0 - endTop)) }
    var ends = [Float](repeating: 0, count: packing.count)
    for t in 0..<starts.count - 1 {
      let rows = starts[t]..<starts[t + 1]
      if t > 0 {
        multiply(
          .asIs(forward.rows(starts[t - 1]..<starts[t - 1] + rows.count)),
          .asIs(factors), into: forward.rows(rows))
      }
      for row in rows {
        let b = row - starts[t]
        let x = forward.base + row * labels
        let e = emissions.base + row * labels
        var sum: Float = 0
        for i in 0..<labels {
          x[i] = (t == 0 ? start[i] : x[i]) * e[i]
          sum += x[i]
        }
        guard sum > 0, sum.isFinite else { return nil }
        for i in 0..<labels { x[i] /= sum }
        scales[row] = sum
        logs[b] +=
          log(Double(sum)) + Double(tops[row]) + (t == 0 ? startTop : top)
        guard t == packing.lengths[b] - 1 else { continue }
        var last: Float = 0
        for i in 0..<labels { last += x[i] * end[i] }
        guard last > 0 else { return nil }
        ends[b] = last
        logs[b] += log(Double(last)) + endTop
      }
    }
    return (logs, ends)
  }

  /// Sets the marginals, and to the emissions the backward probabilities that
  /// each step is made of: `e ∘ backward / c`.
  private func runBackward(
    _ packing: Packing, _ scales: [Float], _ ends: [Float]
  ) {
    let starts = packing.starts
    let endTop = scores.end.max() ?? 0
    let end = scores.end.map { Float(exp($0 - endTop)) }
    for t in (0..<starts.count - 1).reversed() {
      let rows = starts[t]..<starts[t + 1]
      let going =
        t + 2 < starts.count ? starts[t + 2] - starts[t + 1] : 0
      if going > 0 {
        multiply(
          .asIs(emissions.rows(starts[t + 1]..<starts[t + 1] + going)),
          .asIs(turned),
          into: marginals.rows(rows.lowerBound..<rows.lowerBound + going))
      }
      for row in rows {
        let b = row - starts[t]
        let x = marginals.base + row * labels
        let e = emissions.base + row * labels
        let f = forward.base + row * labels
        if b >= going {
          for i in 0..<labels { x[i] = end[i] / ends[b] }
        }
        let scale = 1 / scales[row]
        for i in 0..<labels {
          e[i] *= x[i] * scale
          x[i] *= f[i]
        }
      }
    }
  }

  /// Adds how often each step is to be expected.
  private func countSteps(_ packing: Packing, _ counts: inout ChainCounts) {
    let starts = packing.starts
    for b in 0..<packing.count {
      let last = packing.row(packing.lengths[b] - 1, of: b)
      for i in 0..<labels {
        counts.start[i] += Double(marginals.base[b * labels + i])
        counts.end[i] += Double(marginals.base[last * labels + i])
      }
    }
    for t in 1..<max(1, starts.count - 1) {
      let rows = starts[t]..<starts[t + 1]
      multiply(
        .transposed(
          forward.rows(starts[t - 1]..<starts[t - 1] + rows.count)),
        .asIs(emissions.rows(rows)), into: pairs, keep: t == 1 ? 0 : 1)
    }
    guard starts.count > 2 else { return }
    for i in 0..<labels * labels {
      counts.transition[i] += Double(factors.base[i] * pairs.base[i])
    }
  }
}
