import SluiceTensor

/// The shared stack's states of a batch, one mean a sentence, and which task a
/// sentence belongs to: what a similarity of the tasks' sentences is taken of.
struct SentenceMeans {
  /// The task that a sentence alone has labels for; nil where several or none
  /// have.
  let tasks: [Int?]
  /// By sentence, `[2H]`.
  let means: [[Float]]
  private let packing: Packing

  /// - Parameters:
  ///   - states: `[P, 2H]`.
  ///   - batch: Whose states they are.
  init(_ states: Block, _ batch: Batch) {
    packing = batch.packing
    let packing = batch.packing
    tasks = packing.lengths.enumerated().map { b, length in
      let owners = batch.labels.indices.filter { task in
        (0..<length).contains {
          batch.labels[task][packing.row($0, of: b)] >= 0
        }
      }
      return owners.count == 1 ? owners[0] : nil
    }
    means = packing.lengths.enumerated().map { b, length in
      var sum = [Float](repeating: 0, count: states.columns)
      for t in 0..<length {
        let row = states.base + packing.row(t, of: b) * states.stride
        for unit in sum.indices { sum[unit] += row[unit] }
      }
      return sum.map { $0 / Float(length) }
    }
  }

  /// Adds the gradients of the means to those of the states.
  ///
  /// - Parameters:
  ///   - gradients: By sentence, `[2H]`.
  ///   - scale: What they are multiplied by first.
  ///   - states: `[P, 2H]`; added to.
  func backward(_ gradients: [[Float]], scale: Float, to states: Block) {
    for (b, length) in packing.lengths.enumerated() {
      let part = scale / Float(length)
      for t in 0..<length {
        let row = states.base + packing.row(t, of: b) * states.stride
        for unit in gradients[b].indices {
          row[unit] += part * gradients[b][unit]
        }
      }
    }
  }
}

extension Architecture {
  /// Whether there is a shared stack, and tasks whose sentences it can keep apart.
  var hasSentencesToTell: Bool { sharedStack && tasks > 1 }
}
