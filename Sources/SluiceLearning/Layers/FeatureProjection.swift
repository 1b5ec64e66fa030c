import SluiceTensor

/// Brings the vectors of tokens that an encoder made to the width of the
/// network's states, each layer of the encoder by itself:
/// `projected[l] = weights[l] · vectors[l] + bias[l]`.
///
/// Their mean is read by the first recurrent layers, beside words and spellings;
/// heads read each beside the network's own layers (``SkipUnit``).
///
/// - Shapes: vectors `[P, D]`; weights `[2H, D]`, bias `[2H]`; projected
///   `[P, 2H]`.
/// - Source: of reading all layers of an encoder by trained numbers, Peters et
///   al. 2018, <https://arxiv.org/abs/1802.05365>.
struct FeatureProjection: Sendable {
  private let weights, biases: [Slot]
  private let width: Int

  /// What a pass keeps, by layer of the features.
  struct Memory: Sendable {
    let vectors, projected: [Block]
  }

  init(_ architecture: Architecture, _ layout: ParameterLayout) {
    let names = (0..<architecture.features.layers).map(Self.weights)
    weights = names.map { Slot(layout, $0.weights) }
    biases = names.map { Slot(layout, $0.bias) }
    width = architecture.features.width
  }

  private static func weights(_ layer: Int) -> (weights: Weight, bias: Weight) {
    func weight(_ role: String, _ name: String) -> Weight {
      Weight(
        Weight.Part("features"), Weight.Role(role),
        name: "features.\(layer + 1).\(name)")
    }
    return (weight("weights", "weight"), weight("bias", "bias"))
  }

  /// Its weights, with their shapes.
  static func parameters(_ a: Architecture) -> [Parameter] {
    (0..<a.features.layers).flatMap { layer in
      let names = weights(layer)
      let start = Parameter.Start.uniform(inputs: a.features.width)
      return [
        Parameter(
          names.weights, [2 * a.hidden, a.features.width], start: start),
        Parameter(names.bias, [2 * a.hidden], start: start),
      ]
    }
  }

  /// Reads the vectors of a batch and projects them.
  ///
  /// - Parameters:
  ///   - batch: The sentences; each has vectors.
  ///   - mean: `[P, 2H]`, what the first layers read.
  ///   - workspace: Where the rest goes.
  ///   - weights: The network's weights.
  /// - Returns: What the way back needs, and heads read.
  func forward(
    _ batch: Batch, mean: Block, _ workspace: Workspace, _ weights: Weights
  ) -> Memory {
    let memory = Memory(
      vectors: biases.map { _ in
        workspace.block(rows: mean.rows, columns: width)
      },
      projected: biases.map { _ in
        workspace.block(rows: mean.rows, columns: mean.columns)
      })
    for (layer, vectors) in memory.vectors.enumerated() {
      batch.readFeatures(layer: layer, into: vectors)
      let projected = memory.projected[layer]
      multiply(
        .asIs(vectors), .transposed(weights[self.weights[layer]]),
        plus: weights[biases[layer]], into: projected)
      let share = 1 / Float(biases.count)
      if layer == 0 {
        Kernels.scaled(projected, by: share, into: mean)
      } else {
        Kernels.add(projected, scale: share, to: mean)
      }
    }
    return memory
  }

  /// Sets the weights' gradients.
  ///
  /// - Parameters:
  ///   - memory: What `forward` returned.
  ///   - headGradient: For each layer, `[P, 2H]`, what the heads ask of it; what
  ///     the first layers ask is added.
  ///   - meanGradient: `[P, 2H]`, what the first layers ask of the mean.
  ///   - gradients: Those of the network's weights.
  func backward(
    _ memory: Memory, headGradient: [Block], meanGradient: Block,
    _ gradients: Gradients
  ) {
    for (layer, gradient) in headGradient.enumerated() {
      Kernels.add(meanGradient, scale: 1 / Float(biases.count), to: gradient)
      multiply(
        .transposed(gradient), .asIs(memory.vectors[layer]),
        into: gradients[weights[layer]])
      Kernels.sumRows(gradient, into: gradients[biases[layer]])
    }
  }
}

extension Batch {
  /// Reads an encoder's vectors of all tokens, by a layer of it (from 0), into
  /// `[P, D]`.
  package func readFeatures(layer: Int, into out: Block) {
    guard let features else {
      preconditionFailure(
        "a network with features reads sentences that have some")
    }
    features.file.read(layer: layer, features.runs, into: out)
  }
}
