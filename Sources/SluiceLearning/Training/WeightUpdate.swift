import Foundation
import SluiceTensor

extension TrainingStep {
  /// Moves all weights, once the gradients are there.
  ///
  /// - Parameter scale: What gradients are multiplied by first.
  func update(clippedBy scale: Float) {
    steps += 1
    let moves = Optimizer.Group.allCases.map { mover(of: $0, scale) }
    let decay = optimizer.decay * optimizer.rate * rateFactor
    runner.workers.runToEnd(pieces.count) {
      let piece = pieces[$0]
      if piece.group == .matrices, decay > 0 {
        Kernels.scale(trained[piece.range], by: 1 - decay)
      }
      moves[piece.group.rawValue](piece.range)
    }
    for regularizer in runner.regularizers {
      regularizer.settle(trained, rate: optimizer.rate * rateFactor, runner)
    }
    runner.bases?.settle(trained)
    guard word != nil else { return }
    let move = moves[Optimizer.Group.vectors.rawValue]
    switch optimizer.kind {
    case .sgd:
      for row in touched { move(wordRow(row)) }
    case .adam:
      wake(warm.begin(touched, step: steps))
      let rows = warm.rows
      let pieces = stride(from: 0, to: rows.count, by: 1024).map {
        $0..<min($0 + 1024, rows.count)
      }
      runner.workers.runToEnd(pieces.count) { piece in
        for row in rows[pieces[piece]] { move(wordRow(row)) }
      }
    }
  }

  /// How this step moves some of the weights of a group.
  private func mover(
    of group: Optimizer.Group, _ scale: Float
  ) -> (Range<Int>) -> Void {
    // What is held moves at rate 0, so that its means are right later on.
    let isHeld =
      group == .choices && areChoicesFixed
      || holdsSharing && [.alpha, .beta, .choices].contains(group)
    let rate = isHeld ? 0 : optimizer.rate(of: group, factor: rateFactor)
    switch optimizer.kind {
    case .sgd:
      let rate = -rate * scale
      return { [trained, gradients] range in
        Kernels.add(gradients[range], scale: rate, to: trained[range])
      }
    case .adam:
      let step = AdamStep(
        rate: rate, scale: scale, beta1: optimizer.beta1,
        beta2: optimizer.beta2, epsilon: optimizer.epsilon, step: steps)
      return { [trained, gradients, moments] range in
        step.update(
          trained[range], gradients[range], mean: moments[0][range],
          square: moments[1][range])
      }
    }
  }

  /// Adds the weights to their mean, each few steps. Of the first ones it is the
  /// mean of all, so that the start is soon forgotten.
  func average() {
    let interval = 8
    guard averaging > 0, steps % interval == 0 else { return }
    var (weights, count) = mean ?? (self.weights, 0)
    mean = nil
    count += 1
    let kept = min(
      pow(averaging, Float(interval)), Float(count - 1) / Float(count + 1))
    weights.withUnsafeMutableBufferPointer { mean in
      guard let base = mean.baseAddress else { return }
      let all = Block(base, rows: 1, columns: mean.count)
      Kernels.scale(all, by: kept)
      Kernels.add(
        Block(trained.base, rows: 1, columns: mean.count), scale: 1 - kept,
        to: all)
    }
    mean = (weights, count)
  }

  /// Takes the steps at once that the means of resting rows missed.
  private func wake(_ woken: [(row: Int, missed: Int)]) {
    for (row, missed) in woken {
      let range = wordRow(row)
      for (memory, beta) in zip(moments, [optimizer.beta1, optimizer.beta2]) {
        let factor = Float(pow(Double(beta), Double(missed)))
        for i in range { memory.base[i] *= factor }
      }
    }
  }

  /// What gradients are multiplied by so that their norm is at most `clip`,
  /// for a batch of the mean size.
  func clippingScale(_ size: Float) -> Float {
    guard let clip = optimizer.clip.map({ $0 * size }) else { return 1 }
    var ranges = distinct
    if word != nil { ranges += touched.map(wordRow) }
    let square = ranges.reduce(0.0) {
      let part = gradients[$1]
      return $0 + Kernels.dot(part, part)
    }
    let norm = Float(square.squareRoot())
    return norm > clip ? clip / norm : 1
  }

  /// Where a word's embedding lies.
  func wordRow(_ row: Int) -> Range<Int> {
    let word = runner.word
    let start = word.offset + row * word.columns
    return start..<start + word.columns
  }
}
