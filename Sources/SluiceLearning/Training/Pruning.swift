import Foundation
import SluiceDiagnostics
import SluiceTensor

/// Finds the part of one stack that a task needs, by pruning it round by round:
/// the task is trained alone, the smallest of its stack's numbers are taken away,
/// the rest goes back to where it started, and so on. Of all rounds the task
/// keeps the mask of the best development score, of equal ones the sparser.
///
/// Matrices are pruned, all layers together; biases stay.
///
/// - Source: Sun et al. 2020, <https://arxiv.org/abs/1911.05034>; Frankle & Carbin
///   2019, <https://arxiv.org/abs/1803.03635>.
package struct Pruning {
  /// A network whose stacks are one, untrained.
  package let network: Network
  package var options: TrainingOptions
  package let training: [Selection]
  package let development: [Selection?]
  /// Share of the numbers that is left after the last round.
  package var keep: Double
  package var rounds: Int

  package init(
    _ network: Network, _ options: TrainingOptions, training: [Selection],
    development: [Selection?], keep: Double, rounds: Int
  ) {
    self.network = network
    self.options = options
    self.training = training
    self.development = development
    self.keep = keep
    self.rounds = rounds
  }

  /// One round of a task.
  package struct Round: Sendable {
    /// Share of the stack's matrices that was there.
    package let share: Double
    /// The best development score; nil without development sentences.
    package let score: Double?
  }

  /// What pruning made of a network.
  package struct Outcome: Sendable {
    package var network: Network
    /// By task and round, the first with all numbers.
    package var rounds: [[Round]]
    /// By task, the round whose mask it keeps.
    package var kept: [Int]
  }

  /// Prunes for each task whose loss counts.
  ///
  /// - Parameter report: Called after each training with how many of all are done.
  /// - Returns: The network with its masks, and what led to them.
  /// - Throws: That the work is to stop, or that training fails.
  package func run(
    report: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(Diagnostic) -> Outcome {
    var outcome = Outcome(
      network: network, rounds: network.tasks.map { _ in [] },
      kept: network.tasks.map { _ in 0 })
    let tasks = network.tasks.indices.filter { network.tasks[$0].weight > 0 }
    for (place, task) in tasks.enumerated() {
      var masks = self.masks(of: task)
      var best: (score: Double, masks: [Weight: WeightMask])?
      for round in 0...rounds {
        let trained = try train(task, masks)
        report(
          place * (rounds + 1) + round + 1, tasks.count * (rounds + 1))
        outcome.rounds[task].append(
          Round(share: share(masks), score: trained.score))
        // Without scores the sparsest is taken.
        let score = trained.score ?? Double(round)
        if score >= best?.score ?? -.infinity {
          best = (score, masks)
          outcome.kept[task] = round
        }
        if round < rounds {
          prune(&masks, trained.network, round: round + 1)
        }
      }
      for (weight, mask) in best?.masks ?? [:] {
        outcome.network.constraints.masks[weight] = mask
      }
    }
    outcome.network.settle()
    return outcome
  }

  /// The matrices of a task's stack, all of them there.
  private func masks(of task: Int) -> [Weight: WeightMask] {
    let a = network.architecture
    var masks: [Weight: WeightMask] = [:]
    for layer in 0..<a.layers {
      for direction in Direction.allCases {
        let lstm = Weight.LSTM.layer(
          layer, stack: a.stackOfTask[task], direction)
        for weight in [lstm.input, lstm.recurrent] {
          let count = network.layout[weight]?.count ?? 0
          masks[weight] = WeightMask(all: count)
        }
      }
    }
    return masks
  }

  private func share(_ masks: [Weight: WeightMask]) -> Double {
    let all = masks.values.reduce(0) { $0 + $1.count }
    return Double(masks.values.reduce(0) { $0 + $1.kept })
      / Double(max(1, all))
  }

  /// The network after a training of one task alone, from where it started.
  private func train(
    _ task: Int, _ masks: [Weight: WeightMask]
  ) throws(Diagnostic) -> (network: Network, score: Double?) {
    var alone = network
    for other in alone.tasks.indices where other != task {
      alone.tasks[other].weight = 0
    }
    alone.main = task
    for (weight, mask) in masks { alone.constraints.masks[weight] = mask }
    alone.settle()
    let run = try Trainer(
      alone, options, training: training,
      development: development.indices.map {
        $0 == task ? development[$0] : nil
      }
    ).run()
    if case .stopped(let reason) = run.ending {
      throw reason.diagnostic("pruning", leaving: "nothing is changed")
    }
    if case .diverged = run.ending {
      throw Diagnostic(
        .diverged, "the loss is no longer a finite number",
        hint: "prune with a lower rate: optimizer=adam(lr=0.001)")
    }
    return (run.network, run.best.flatMap { run.epochs[$0].score })
  }

  /// Takes away the smallest numbers, so that after all rounds `keep` is left.
  private func prune(
    _ masks: inout [Weight: WeightMask], _ trained: Network, round: Int
  ) {
    var places: [(size: Float, weight: Weight, entry: Int)] = []
    let all = masks.values.reduce(0) { $0 + $1.count }
    for weight in masks.keys.sorted(by: { $0.name < $1.name }) {
      guard let mask = masks[weight], let tensor = trained.tensor(weight) else {
        continue
      }
      for entry in 0..<mask.count where mask[entry] {
        places.append((abs(tensor.values[entry]), weight, entry))
      }
    }
    let left = pow(keep, Double(round) / Double(rounds)) * Double(all)
    let gone = places.count - Int(left.rounded())
    guard gone > 0 else { return }
    places.sort { $0.size < $1.size }
    for place in places[..<gone] { masks[place.weight]?[place.entry] = false }
  }
}

extension Network {
  /// Of the masked weights that either of two tasks has, the share that both
  /// have; 1 where nothing is masked.
  package func maskOverlap(_ one: Int, _ other: Int) -> Double {
    var (either, both) = (0, 0)
    for layer in 0..<architecture.layers {
      for direction in Direction.allCases {
        let pairs = [one, other].map {
          Weight.LSTM.layer(
            layer, stack: architecture.stackOfTask[$0], direction)
        }
        for (mine, theirs) in [
          (pairs[0].input, pairs[1].input),
          (pairs[0].recurrent, pairs[1].recurrent),
        ] {
          guard let first = constraints.masks[mine],
            let second = constraints.masks[theirs]
          else { continue }
          for entry in 0..<first.count {
            either += first[entry] || second[entry] ? 1 : 0
            both += first[entry] && second[entry] ? 1 : 0
          }
        }
      }
    }
    return either > 0 ? Double(both) / Double(either) : 1
  }
}
