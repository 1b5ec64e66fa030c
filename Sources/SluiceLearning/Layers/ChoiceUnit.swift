import Foundation
import SluiceRandom
import SluiceTensor

/// Lets each task take one of three states at each layer: that of its own stack,
/// that of a shared one, or, from layer 2 on, what it took a layer below:
/// `mixed[m] = y₁ · own[m] + y₂ · shared + y₃ · below[m]`.
///
/// In training `y` is drawn, once a batch, from a Gumbel-softmax of the task's
/// scores: `y = softmax((s + g) / τ)`, `g = −log(−log u)`. Outside it, and once
/// choices are fixed, `y` is 1 where the score is highest and 0 elsewhere.
///
/// - Shapes: states `[P, 2H]`; scores `[M, 3]`, or `[M, 2]` at the first layer.
/// - Source: Sun et al. 2020 (AdaShare), <https://arxiv.org/abs/1911.12423>; Guo
///   et al. 2020, <https://arxiv.org/abs/2006.01895>; Jang et al. 2017,
///   <https://arxiv.org/abs/1611.01144>.
struct ChoiceUnit: Mixer {
  private let scores: Slot
  private let layer: Int

  init(_ a: Architecture, _ layout: ParameterLayout, layer: Int) {
    scores = Slot(layout, .choices(layer))
    self.layer = layer
  }

  private var tasks: Int { scores.rows }
  private var choices: Int { scores.columns }
  var partCount: Int { tasks * choices }

  /// How much each task takes of each, `[M][choices]`.
  private func shares(
    _ states: MixedStates, _ weights: Weights
  ) -> [[Float]] {
    let scores = weights[scores]
    return (0..<tasks).map { task in
      let row = scores.row(task)
      guard let noise = states.choice else {
        let best = row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
        return row.indices.map { $0 == best ? 1 : 0 }
      }
      return noise.softmax(row, layer: layer, task: task)
    }
  }

  /// What a task chooses from.
  private func options(_ states: MixedStates, _ task: Int) -> [Block] {
    [states.senders[task], states.senders[tasks]]
      + (choices > 2 ? [states.below[task]] : [])
  }

  func forward(_ states: MixedStates, _ weights: Weights) {
    states.receivers[tasks].copy(states.senders[tasks])
    for (task, shares) in shares(states, weights).enumerated() {
      let mixed = states.receivers[task]
      for (option, state) in options(states, task).enumerated() {
        if option == 0 {
          Kernels.scaled(state, by: shares[0], into: mixed)
        } else if shares[option] != 0 {
          Kernels.add(state, scale: shares[option], to: mixed)
        }
      }
    }
  }

  func backward(
    _ states: MixedStates, _ gradients: MixedGradients, part: Block,
    _ weights: Weights
  ) {
    let shared = gradients.senders[tasks]
    shared.copy(gradients.receivers[tasks])
    for (task, shares) in shares(states, weights).enumerated() {
      let gradient = gradients.receivers[task]
      Kernels.scaled(gradient, by: shares[0], into: gradients.senders[task])
      Kernels.add(gradient, scale: shares[1], to: shared)
      for (option, state) in options(states, task).enumerated() {
        part.base[task * choices + option] = Float(
          Kernels.dot(gradient, state))
      }
    }
  }

  func weightGradients(
    _ states: MixedStates, _ mixed: MixedGradients, parts: Block, piece: Int,
    _ weights: Weights, _ gradients: Gradients
  ) {
    let sums = Block(
      gradients[scores].base, rows: 1, columns: parts.columns)
    Kernels.sumRows(parts, into: sums)
    for (task, shares) in shares(states, weights).enumerated() {
      let row = gradients[scores].base + task * choices
      guard let noise = states.choice else {
        row.update(repeating: 0, count: choices)
        continue
      }
      let mean = shares.indices.reduce(0) { $0 + shares[$1] * row[$1] }
      for option in shares.indices {
        row[option] =
          shares[option] * (row[option] - mean) / noise.temperature
      }
    }
  }

  func readBackward(
    _ states: MixedStates, _ gradients: MixedGradients, into below: [Block],
    _ weights: Weights
  ) {
    guard choices > 2 else { return }
    for (task, shares) in shares(states, weights).enumerated() {
      Kernels.add(
        gradients.receivers[task], scale: shares[2], to: below[task])
    }
  }
}

extension ChoiceUnit {
  /// The scores of a network's choices, with their shapes; at first all are
  /// alike, and the first one is taken.
  static func parameters(_ a: Architecture) -> [Parameter] {
    (0..<a.layers).map {
      Parameter(.choices($0), [a.tasks, $0 == 0 ? 2 : 3], start: .uniform(0))
    }
  }
}

extension Weight {
  /// The scores of a layer's choices, from 0.
  package static func choices(_ layer: Int) -> Weight {
    Weight(
      Part("choices", .layer(layer)), .choice, name: "choice.\(layer).score")
  }
}

extension Weight.Role {
  package static let choice = Self("scores")
}

/// The noise that choices are drawn with, for one batch.
package struct ChoiceNoise: Sendable {
  /// `τ`: near 0 a draw is nearly one choice alone.
  package var temperature: Float
  package var seed: UInt64

  package init(temperature: Float, seed: UInt64) {
    self.temperature = temperature
    self.seed = seed
  }

  /// What is added to the scores of a task at a layer, both from 0: standard
  /// Gumbel numbers.
  package func numbers(_ count: Int, layer: Int, task: Int) -> [Float] {
    var stream = RandomStream(seed: seed).split(UInt64(layer)).split(
      UInt64(task))
    return (0..<count).map { _ in
      // Away from 0, where the logarithm has no value.
      let uniform = max(Double(stream.uniform()), 1e-9)
      return Float(-log(max(-log(uniform), 1e-9)))
    }
  }

  fileprivate func softmax(
    _ scores: [Float], layer: Int, task: Int
  ) -> [Float] {
    let drawn = zip(scores, numbers(scores.count, layer: layer, task: task))
      .map { ($0 + $1) / temperature }
    let top = drawn.max() ?? 0
    let powers = drawn.map { exp($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
