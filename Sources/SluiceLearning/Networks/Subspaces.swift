import SluiceTensor

/// Which weights join a subspace to itself, where subspaces are kept apart.
extension Architecture {
  /// For a recurrent layer (from 0), the runs of one row's columns that another
  /// subspace would be read through: `[columns of input weights, columns of
  /// recurrent weights]`, for the rows of subspace `s`.
  func foreignColumns(
    layer: Int, subspace s: Int
  ) -> (input: [Range<Int>], recurrent: [Range<Int>]) {
    let width = streamWidth
    func others(_ start: Int) -> [Range<Int>] {
      [
        start..<start + s * width,
        start + (s + 1) * width..<start + hidden,
      ].filter { !$0.isEmpty }
    }
    // The first layer reads the words, which have no subspaces.
    let parts = layer == 0 ? 0 : inputWidth(ofLayer: layer) / hidden
    return (
      (0..<parts).flatMap { others($0 * hidden) }, others(0)
    )
  }
}

extension LSTMLayer {
  /// Sets the entries to 0 that would read other subspaces.
  ///
  /// - Parameters:
  ///   - architecture: The network's shape.
  ///   - k: The layer's number, from 0.
  ///   - numbers: The weights, or their gradients.
  func keepApart(
    _ architecture: Architecture, layer k: Int,
    _ numbers: some ParameterMemory
  ) {
    let width = architecture.streamWidth
    let (inputs, states) = (numbers[input], numbers[recurrent])
    for s in 0..<architecture.subspaces {
      let foreign = architecture.foreignColumns(layer: k, subspace: s)
      for gate in 0..<4 {
        let first = gate * hidden + s * width
        let rows = first..<first + width
        for columns in foreign.input {
          inputs.rows(rows).columns(columns).clear()
        }
        for columns in foreign.recurrent {
          states.rows(rows).columns(columns).clear()
        }
      }
    }
  }
}

extension Network {
  /// Sets all weights to 0 that join different subspaces of recurrent layers.
  mutating func keepSubspacesApart() {
    guard !layout.isOutline else { return }
    let runner = NetworkRunner(architecture, layout, threads: 1)
    weights.asWeights(runner.keepSubspacesApart)
  }
}

extension NetworkRunner {
  /// Sets to 0, of weights or gradients, what joins different subspaces.
  func keepSubspacesApart(_ numbers: some ParameterMemory) {
    for (k, columns) in lstm.enumerated() {
      for layer in columns.joined() {
        layer.keepApart(architecture, layer: k, numbers)
      }
    }
  }
}
