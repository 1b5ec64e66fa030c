import SluiceTensor

/// Carries weights from one shape of a network to another.
enum Migration {
  /// Weights for `layout`: taken over where the shape is the same, lifted where
  /// alpha only gained subspaces, else new.
  ///
  /// - Returns: The weights, and which of the trained ones had to start anew
  ///   because their shape changed.
  static func weights(
    from old: (Architecture, ParameterLayout, [Float]),
    to new: (Architecture, ParameterLayout),
    shelf: [Weight: Tensor], fresh: (Parameter) -> [Float]
  ) -> (weights: [Float], lost: [Weight]) {
    var weights = [Float](repeating: 0, count: new.1.count)
    var lost: [Weight] = []
    for entry in new.1.entries {
      let before = old.1[entry.weight]
      guard entry.isStored else {
        if let before, before.shape != entry.shape { lost.append(entry.weight) }
        continue
      }
      let values: [Float]
      if let before, before.shape == entry.shape {
        values = Array(old.2[before.range])
      } else if entry.weight.role == .alpha, old.0.streams == 1 {
        // One stream has α = 1; lifted it is the identity.
        values = Initialization.alpha(.identity, streams: new.0.streams)
      } else if let kept = shelf[entry.weight], kept.shape == entry.shape {
        values = kept.values
      } else if let before,
        let lifted = lift(
          Array(old.2[before.range]), from: old.0, to: new.0,
          isAlpha: entry.weight.role == .alpha)
      {
        values = lifted
      } else {
        values = fresh(entry.parameter)
        if before != nil { lost.append(entry.weight) }
      }
      weights.replaceSubrange(entry.range, with: values)
    }
    return (weights, lost)
  }

  /// α ⊗ I: the same function when each subspace is cut into equal parts.
  ///
  /// Streams are ordered stack by stack, subspace by subspace, so cutting
  /// every stream into `parts` keeps the order.
  private static func lift(
    _ alpha: [Float], from old: Architecture, to new: Architecture,
    isAlpha: Bool
  ) -> [Float]? {
    guard
      isAlpha, old.stacks == new.stacks, old.hidden == new.hidden,
      new.subspaces % old.subspaces == 0
    else { return nil }
    let parts = new.subspaces / old.subspaces
    let n = old.streams
    return (0..<n * parts).flatMap { i in
      (0..<n * parts).map { j in
        i % parts == j % parts ? alpha[i / parts * n + j / parts] : 0
      }
    }
  }
}
