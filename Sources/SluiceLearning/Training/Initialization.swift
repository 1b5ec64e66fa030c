import SluiceRandom
import SluiceTensor

/// The weights a network starts from.
package enum Initialization {
  /// Values of alpha at the start.
  package enum Alpha: Sendable, Equatable, Codable {
    /// 0.9 on a stream's own, the rest shared evenly.
    case imbalanced
    /// 1/N everywhere.
    case balanced
    case identity
    /// One number everywhere.
    case number(Float)
    /// Written out, `[N, N]`.
    case matrix([Float])
  }

  /// Values of beta at the start.
  package enum Beta: String, Sendable, CaseIterable, Codable {
    /// 0.9 on the last recurrent layer, the rest shared evenly.
    case last
    case balanced
  }

  /// All weights of a new network.
  ///
  /// Each draws from a stream of its own name, so adding a part does not change
  /// the others.
  package static func weights(
    _ architecture: Architecture, _ layout: ParameterLayout,
    alpha: Alpha = .imbalanced, beta: Beta = .last, _ stream: RandomStream
  ) -> [Float] {
    var weights = [Float](repeating: 0, count: layout.count)
    for entry in layout.entries where entry.isStored {
      weights.replaceSubrange(
        entry.range,
        with: values(entry.parameter, architecture, alpha, beta, stream))
    }
    return weights
  }

  /// The start of one weight.
  package static func values(
    _ parameter: Parameter, _ architecture: Architecture, _ alpha: Alpha,
    _ beta: Beta, _ stream: RandomStream
  ) -> [Float] {
    switch parameter.start {
    case .alpha: return self.alpha(alpha, streams: architecture.streams)
    case .beta:
      return (0..<architecture.tasks).flatMap { _ in
        self.beta(
          beta, layers: architecture.readLayers, last: architecture.layers - 1)
      }
    case .basisShares:
      return StackBases.start(
        stacks: architecture.stacks, bases: architecture.bases?.count ?? 0)
    case .matrices(let receiver):
      let (stacks, width) = (architecture.stacks, 2 * architecture.hidden)
      let shares = self.alpha(alpha, streams: stacks)
      var values = [Float](repeating: 0, count: width * stacks * width)
      for unit in 0..<width {
        for sender in 0..<stacks {
          values[(unit * stacks + sender) * width + unit] =
            shares[receiver * stacks + sender]
        }
      }
      return values
    case .zeros:
      return [Float](repeating: 0, count: parameter.shape.reduce(1, *))
    case .identity:
      let width = parameter.shape.last ?? 1
      return (0..<parameter.shape.reduce(1, *)).map {
        $0 / width == $0 % width ? 1 : 0
      }
    case .uniform(let bound):
      var stream = stream.split(parameter.weight.name)
      return (0..<parameter.shape.reduce(1, *)).map { _ in
        (2 * stream.uniform() - 1) * bound
      }
    }
  }

  package static func alpha(_ alpha: Alpha, streams n: Int) -> [Float] {
    let own: Float
    let other: Float
    switch alpha {
    case .imbalanced:
      own = n > 1 ? 0.9 : 1
      other = n > 1 ? 0.1 / Float(n - 1) : 0
    case .balanced: (own, other) = (1 / Float(n), 1 / Float(n))
    case .identity: (own, other) = (1, 0)
    case .number(let value): (own, other) = (value, value)
    case .matrix(let values): return values
    }
    return (0..<n * n).map { $0 / n == $0 % n ? own : other }
  }

  /// A task's β.
  ///
  /// - Parameters:
  ///   - beta: What it starts from.
  ///   - k: How many layers heads may read.
  ///   - last: The last recurrent one, from 0.
  /// - Returns: `[k]`.
  private static func beta(
    _ beta: Beta, layers k: Int, last: Int
  ) -> [Float] {
    switch beta {
    case .last:
      (0..<k).map { $0 == last ? (k > 1 ? 0.9 : 1) : 0.1 / Float(k - 1) }
    case .balanced: [Float](repeating: 1 / Float(k), count: k)
    }
  }
}
