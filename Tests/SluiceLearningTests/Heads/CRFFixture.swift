import SluiceRandom
import SluiceTensor

@testable import SluiceLearning

/// A CRF head with logits that are given, and no network below.
final class CRFFixture {
  let head: CRFHead
  let pass: HeadPass
  let valid: ValidTransitions?
  var labels: [Int32]
  private let workspace = Workspace()
  private let layout: ParameterLayout
  private(set) var weights: [Float]
  /// As they were given, by row.
  private(set) var logits: [[Float]]

  /// - Parameters:
  ///   - count: How many labels there are.
  ///   - lengths: Of the sentences, longest first.
  ///   - seed: Where scores and labels are drawn from.
  ///   - size: Scores are drawn evenly from ± this.
  ///   - missing: Share of the tokens without a label.
  ///   - valid: Which labels may follow which.
  init(
    labels count: Int, lengths: [Int], seed: UInt64, size: Float = 2,
    missing: Float = 0, valid: ValidTransitions? = nil
  ) {
    var a = Architecture(stackOfTask: [0])
    a.headHidden = []
    a.hidden = 1
    a.subspaces = 1
    a.headOfTask = [.crf]
    layout = ParameterLayout(a, words: 1, characters: 1, labels: [count])
    head = CRFHead(a, layout, task: 0, valid: valid)
    self.valid = valid
    var random = RandomStream(seed: seed)
    func draw() -> Float { (2 * random.uniform() - 1) * size }
    weights = (0..<layout.count).map { _ in draw() }
    let packing = Packing(lengths: lengths)
    pass = HeadPass(workspace, head, inputs: a.headWidth, packing)
    logits = (0..<packing.rows).map { _ in (0..<count).map { _ in draw() } }
    labels = (0..<packing.rows).map { _ in
      random.uniform() < missing
        ? -1 : Int32.random(in: 0..<Int32(count), using: &random)
    }
    setLogits()
  }

  /// Puts the logits back that a loss turned into gradients.
  func setLogits() {
    for (row, scores) in logits.enumerated() {
      pass.logits.rows(row..<row + 1).base.update(
        from: scores, count: scores.count)
    }
  }

  func set(_ weight: String, _ values: [Float]) {
    guard
      let entry = layout.weight(named: "head.0." + weight).map({ layout[$0] })
    else { return }
    if let entry { weights.replaceSubrange(entry.range, with: values) }
  }

  func set(logits: [[Float]]) {
    self.logits = logits
    setLogits()
  }

  /// The loss, and the gradients of logits, by row, and of transitions, start
  /// and end, one after the other.
  func loss(
    scale: Float = 1
  ) -> (loss: Double, logits: [[Float]], steps: [Float]) {
    setLogits()
    let loss = weights.asWeights {
      head.loss(pass, labels: labels, scale: scale, $0)
    }
    let result = (0..<logits.count).map { pass.logits.row($0) }
    setLogits()
    return (loss, result, pass.keptOnce[0].values)
  }

  func decode() -> [Int32] {
    weights.asWeights { head.decode(pass, $0) }
  }

  func probabilities(of labels: [Int32]) -> [Float] {
    weights.asWeights { head.probabilities(pass, of: labels, $0) }
  }

  // MARK: - The plain side

  private func values(_ weight: String) -> [Double] {
    layout.weight(named: "head.0." + weight).flatMap { layout[$0] }.map {
      weights[$0.range].map(Double.init)
    } ?? []
  }

  var plain: PlainCRF {
    let n = head.labels
    let transition = values("transition")
    return PlainCRF(
      transition: (0..<n).map { Array(transition[$0 * n..<($0 + 1) * n]) },
      start: values("start"), end: values("end"), valid: valid)
  }

  /// The rows of each sentence.
  var sentences: [[Int]] {
    pass.packing.lengths.enumerated().map { b, length in
      (0..<length).map { pass.packing.row($0, of: b) }
    }
  }

  func plainLogits(_ rows: [Int]) -> [[Double]] {
    rows.map { logits[$0].map(Double.init) }
  }

  func plainLoss() -> Double {
    sentences.reduce(0) { sum, rows in
      sum + plain.loss(plainLogits(rows), rows.map { labels[$0] })
    }
  }
}
