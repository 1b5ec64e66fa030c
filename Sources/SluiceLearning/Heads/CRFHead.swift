import SluiceTensor

/// Labels each sentence as a whole: a score for each label of each token
/// (``HeadLayers``), and one for each step from a label to the next.
///
/// `score(y) = start[y₁] + Σ logits[t, yₜ] + Σ transition[yₜ₋₁, yₜ] + end[y_T]`,
/// and the loss of a sentence is `log Σ exp score(y)` over all `y` there are
/// less the same over those `y` that have the labels that are known: one, where
/// all are. A sentence without any label has no loss.
///
/// Where only some labels may follow others, all other `y` are left out of both
/// sums, unless the right labels are themselves among them.
///
/// - Shapes: input `[P, W]`, logits `[P, L]`; weights `[L, L]`, `[L]`, `[L]`.
/// - Source: Lafferty et al. 2001, <https://doi.org/10.5555/645530.655813>; over
///   a recurrent network, Lample et al. 2016,
///   <https://arxiv.org/abs/1603.01360>.
package struct CRFHead: Head {
  package static let name = "crf"

  private let layers: HeadLayers
  private let transition, start, end: Slot
  private let valid: ValidTransitions?
  private let mask: ChainMask?

  package init(
    _ architecture: Architecture, _ layout: ParameterLayout, task: Int,
    valid: ValidTransitions?
  ) {
    layers = HeadLayers(architecture, layout, task: task)
    let names = Self.names(task)
    transition = Slot(layout, names.transition)
    start = Slot(layout, names.start)
    end = Slot(layout, names.end)
    self.valid = valid
    mask = valid.map(ChainMask.init)
  }

  private static func names(
    _ task: Int
  ) -> (transition: Weight, start: Weight, end: Weight) {
    (
      .head(task, "transitions", "transition"),
      .head(task, "start of sentences", "start"),
      .head(task, "end of sentences", "end")
    )
  }

  /// Steps start at 0, so that the head is at first what a softmax is.
  package static func parameters(
    _ a: Architecture, task: Int, labels: Int
  ) -> [Parameter] {
    let names = names(task)
    return HeadLayers.parameters(a, task: task, labels: labels) + [
      Parameter(names.transition, [labels, labels], start: .zeros),
      Parameter(names.start, [labels], start: .zeros),
      Parameter(names.end, [labels], start: .zeros),
    ]
  }

  package var labels: Int { layers.labels }
  package var kept: [Int] { layers.hidden + [labels, labels, labels] }
  /// The gradient of the steps' scores, and three squares to work in.
  package var keptOnce: [Int] {
    let square = labels * labels
    return [square + 2 * labels, square, square, square]
  }
  package var scratch: [Int] { layers.hidden }

  private func units(_ pass: HeadPass) -> ArraySlice<Block> {
    pass.kept[..<layers.hidden.count]
  }

  package func forward(_ pass: HeadPass, _ weights: Weights) {
    layers.forward(
      pass.input, units: units(pass), into: pass.logits, weights)
  }

  package func loss(
    _ pass: HeadPass, labels: [Int32], scale: Float, _ weights: Weights
  ) -> Double {
    var counts = ChainCounts(labels: self.labels)
    var sum = 0.0
    let parts = parts(of: pass.packing) { rows in
      let known = rows.map { labels[$0] }
      return known.contains { $0 >= 0 } ? known : nil
    }
    for part in parts.labelled {
      let all = sums(pass, weights, isMasked: part.isMasked)
      let known = KnownChains(
        part.sentences, labels, pass, all.scores, counts: &counts)
      let group = ChainGroup(part.sentences, of: pass.packing)
      let logs = all.run(group, pass.logits, counts: &counts)
      for (log, known) in zip(logs, known.logs) {
        // Rounding may take it below 0 where nothing else is likely.
        sum += log < known ? 0 : log - known
      }
      for (row, place) in group.rows.enumerated() {
        let gradient = pass.logits.rows(place..<place + 1)
        Kernels.scaled(
          all.marginals.rows(row..<row + 1), by: scale, into: gradient)
        known.subtract(from: gradient, row: place, times: scale)
      }
    }
    for b in parts.unlabelled {
      for t in 0..<pass.packing.lengths[b] {
        let row = pass.packing.row(t, of: b)
        pass.logits.rows(row..<row + 1).clear()
      }
    }
    counts.write(to: pass.keptOnce[0], times: scale)
    return sum
  }

  package func backward(
    _ pass: HeadPass, scratch: [Block], inputGradient: Block,
    _ weights: Weights, _ gradients: Gradients
  ) {
    var first = 0
    for slot in [transition, start, end] {
      let gradient = gradients[slot]
      let columns = first..<first + gradient.count
      gradient.base.update(
        from: pass.keptOnce[0].base + columns.lowerBound, count: columns.count)
      first = columns.upperBound
    }
    layers.backward(
      pass.input, units: units(pass), logitsGradient: pass.logits,
      scratch: scratch[...], inputGradient: inputGradient, weights, gradients)
  }

  /// The labels of the chain that scores highest.
  package func decode(_ pass: HeadPass, _ weights: Weights) -> [Int32] {
    var labels = [Int32](repeating: 0, count: pass.packing.rows)
    for part in lengthwise(pass.packing) {
      let scores = scores(weights, isMasked: part.isMasked)
      for b in part.sentences {
        let rows = (0..<pass.packing.lengths[b]).map {
          pass.packing.row($0, of: b)
        }
        let best = scores.best(pass.logits, rows: rows) ?? []
        for (row, label) in zip(rows, best) { labels[row] = label }
      }
    }
    return labels
  }

  /// What all chains together give to each token's label.
  package func probabilities(
    _ pass: HeadPass, of labels: [Int32], _ weights: Weights
  ) -> [Float] {
    var result = labels.map { _ in Float(0) }
    var counts = ChainCounts(labels: self.labels)
    for part in lengthwise(pass.packing) {
      let all = sums(pass, weights, isMasked: part.isMasked)
      let group = ChainGroup(part.sentences, of: pass.packing)
      _ = all.run(group, pass.logits, counts: &counts)
      for (row, place) in group.rows.enumerated() {
        result[place] =
          all.marginals.base[row * self.labels + Int(labels[place])]
      }
    }
    return result
  }

  // MARK: - Sentences

  /// Some sentences of a batch, and whether they may have well-formed labels
  /// only.
  private struct Part {
    let isMasked: Bool
    var sentences: [Int] = []
  }

  /// Which sentences have labels, with and without a mask, and which have not.
  ///
  /// - Parameters:
  ///   - packing: How the batch lies.
  ///   - known: A sentence's labels by the rows of its tokens, −1 where there is
  ///     none; nil if it has none at all.
  /// - Returns: Those with labels in one or two parts, and those without.
  private func parts(
    of packing: Packing, known: (_ rows: [Int]) -> [Int32]?
  ) -> (labelled: [Part], unlabelled: [Int]) {
    var parts = [Part(isMasked: true), Part(isMasked: false)]
    var unlabelled: [Int] = []
    for (b, length) in packing.lengths.enumerated() {
      guard let chain = known((0..<length).map { packing.row($0, of: b) })
      else {
        unlabelled.append(b)
        continue
      }
      let isMasked = valid?.allow(chain) ?? false
      parts[isMasked ? 0 : 1].sentences.append(b)
    }
    return (parts.filter { !$0.sentences.isEmpty }, unlabelled)
  }

  /// All sentences: those too short for any well-formed labels have no mask.
  private func lengthwise(_ packing: Packing) -> [Part] {
    parts(of: packing) { rows in rows.map { _ in -1 } }.labelled
  }

  private func scores(_ weights: Weights, isMasked: Bool) -> ChainScores {
    ChainScores(
      transition: weights[transition], start: weights[start],
      end: weights[end], mask: isMasked ? mask : nil)
  }

  private func sums(
    _ pass: HeadPass, _ weights: Weights, isMasked: Bool
  ) -> ChainSums {
    let memory = pass.kept[layers.hidden.count...]
    let squares = pass.keptOnce.dropFirst().map {
      Block($0.base, rows: labels, columns: labels)
    }
    return ChainSums(
      scores: scores(weights, isMasked: isMasked),
      emissions: memory[memory.startIndex],
      forward: memory[memory.startIndex + 1],
      marginals: memory[memory.startIndex + 2],
      factors: squares[0], turned: squares[1], pairs: squares[2])
  }
}
