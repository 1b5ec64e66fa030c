import SluiceTensor

/// Carries weights from one shape of a network to another.
enum Migration {
  /// Weights for `layout`: taken over where the shape is the same, carried
  /// over where alpha's subspaces are cut or put together, else new.
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
    let cut = StreamCut(from: old.0, to: new.0)
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
      } else if let before, entry.weight.role == .alpha,
        let carried = cut?.carried(Array(old.2[before.range]))
      {
        values = carried
      } else {
        values = fresh(entry.parameter)
        if before != nil { lost.append(entry.weight) }
      }
      weights.replaceSubrange(entry.range, with: values)
    }
    return (weights, lost + closed(from: old, to: new) + apart(old.0, new))
  }

  /// The α that goes away since one stream is left, which receives itself: lost
  /// where it was not that already.
  private static func closed(
    from old: (Architecture, ParameterLayout, [Float]),
    to new: (Architecture, ParameterLayout)
  ) -> [Weight] {
    guard new.0.streams == 1, old.0.hasAlpha else { return [] }
    let identity = Initialization.alpha(.identity, streams: old.0.streams)
    return old.1.entries.filter {
      $0.weight.role == .alpha && Array(old.2[$0.range]) != identity
    }.map(\.weight)
  }

  /// The weights of which more is 0 than before, since subspaces that are kept
  /// apart were cut.
  private static func apart(
    _ old: Architecture, _ new: (Architecture, ParameterLayout)
  ) -> [Weight] {
    guard new.0.blocks, old.blocks, old.subspaces % new.0.subspaces != 0 else {
      return []
    }
    return new.1.entries.map(\.weight).filter { weight in
      guard case .layer(let layer) = weight.part.place else { return false }
      return weight.role == .recurrentWeights
        || weight.role == .inputWeights && layer > 0
    }
  }
}
