import SluiceTensor

/// The chains of some sentences that have the labels that are known: one chain,
/// where each token has a label, and else the sum over all that fit.
struct KnownChains {
  /// Of each sentence the score of its chain, or `log Σ exp` of their scores.
  private(set) var logs: [Double] = []
  private let labels: [Int32]
  /// By row of the batch, where tokens without a label are summed over, how
  /// likely each of its labels is.
  private var marginals: [Int: [Double]] = [:]

  /// - Parameters:
  ///   - sentences: Which of a batch.
  ///   - labels: By row, −1 where there is none.
  ///   - pass: The batch, with its logits.
  ///   - scores: What chains score beside their tokens.
  ///   - counts: What steps these chains have is taken away from it.
  init(
    _ sentences: [Int], _ labels: [Int32], _ pass: HeadPass,
    _ scores: ChainScores, counts: inout ChainCounts
  ) {
    self.labels = labels
    for b in sentences {
      let rows = (0..<pass.packing.lengths[b]).map {
        pass.packing.row($0, of: b)
      }
      guard rows.allSatisfy({ labels[$0] >= 0 }) else {
        let sums = PlainChain(
          scores: scores,
          emissions: rows.flatMap { row in
            pass.logits.row(row).enumerated().map { label, score in
              labels[row] < 0 || labels[row] == label
                ? Double(score) : -.infinity
            }
          }
        ).sums()
        logs.append(sums.logSum)
        counts.add(sums.counts, times: -1)
        for (t, row) in rows.enumerated() {
          let first = t * scores.labels
          marginals[row] = Array(
            sums.marginals[first..<first + scores.labels])
        }
        continue
      }
      let chain = rows.lazy.map { Int(labels[$0]) }
      counts.add(chain, times: -1)
      logs.append(
        zip(rows, chain).reduce(scores.score(of: chain)) {
          $0 + Double(pass.logits.base[$1.0 * pass.logits.stride + $1.1])
        })
    }
  }

  /// Takes what is known of a row's label from its gradient.
  func subtract(from gradient: Block, row: Int, times scale: Float) {
    if let marginals = marginals[row] {
      for (label, share) in marginals.enumerated() {
        gradient.base[label] -= scale * Float(share)
      }
    } else {
      gradient.base[Int(labels[row])] -= scale
    }
  }
}
