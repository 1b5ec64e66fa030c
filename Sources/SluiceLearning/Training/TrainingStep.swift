import Foundation
import SluiceTensor

/// One step of training after another: forward, back, update.
///
/// This is what `train`, `bench` and the tests against PyTorch all call. A
/// class because it owns the weights while they are trained; take them out
/// with ``weights`` at any time.
package final class TrainingStep {
  package let layout: ParameterLayout
  package var optimizer: Optimizer
  package var lossWeights: LossWeights
  /// How the tasks' losses are weighed against each other.
  package var weighing = Weighing.standard
  /// The part of their rates that weights move at now.
  package var rateFactor: Float = 1
  /// Whether α and β stay where they are for now.
  package var holdsSharing = false
  /// Whether choices are made for good.
  package var areChoicesFixed = false
  let runner: NetworkRunner
  let constraints: Constraints
  let trained: Weights
  let gradients: Gradients
  /// Adam's mean and square; empty for SGD.
  private(set) var moments: [Moment] = []
  var steps = 0
  /// What is trained, in pieces; the word embedding apart.
  let pieces: [Piece]
  /// The same, a weight in several places once: what gradients' norm is of.
  let distinct: [Range<Int>]
  let word: ParameterLayout.Entry?
  /// Rows of the word embedding whose gradient the last batch set.
  private(set) var touched: [Int] = []
  var warm: WarmRows
  /// Room for each task's gradient, once it is needed.
  var taskGradients: TaskGradients?

  /// A part of what is trained, and how it is updated.
  struct Piece {
    let range: Range<Int>
    let group: Optimizer.Group
  }

  /// - Parameters:
  ///   - architecture: The network's shape.
  ///   - layout: Where its weights lie.
  ///   - weights: The weights to start from.
  ///   - constraints: What to leave alone.
  ///   - optimizer: How to update.
  ///   - lossWeights: How the tasks' losses are added.
  ///   - transitions: For each task which labels may follow which; any may
  ///     where nothing is said.
  ///   - threads: How many to use; the bits do not depend on it.
  ///   - profiler: Where to add up what the parts of a step take.
  package init(
    _ architecture: Architecture, _ layout: ParameterLayout, weights: [Float],
    constraints: Constraints = Constraints(), optimizer: Optimizer,
    lossWeights: LossWeights, transitions: [ValidTransitions?] = [],
    threads: Int, profiler: Profiler? = nil
  ) {
    precondition(weights.count == layout.count)
    self.layout = layout
    self.optimizer = optimizer
    self.lossWeights = lossWeights
    self.constraints = constraints
    runner = NetworkRunner(
      architecture, layout, transitions: transitions, threads: threads,
      profiler: profiler)
    trained = Weights(Self.allocate(layout.count))
    trained.base.update(from: weights, count: layout.count)
    gradients = Gradients(Self.allocate(layout.count))
    if optimizer.kind == .adam {
      moments = (0..<2).map { _ in Moment(base: Self.allocate(layout.count)) }
    }
    let free = constraints.free(in: architecture, layout)
    word = free.first { $0.weight == .words }
    warm = WarmRows(
      count: optimizer.kind == .adam ? word?.shape[0] ?? 0 : 0,
      beta1: optimizer.beta1)
    let others = free.filter { $0.weight != .words }
    let copies = constraints.copies
    pieces = others.flatMap { entry in
      Self.pieces(entry.range).map {
        Piece(range: $0, group: Optimizer.Group(entry.parameter))
      }
    }
    distinct = others.filter { !copies.contains($0.weight) }.flatMap {
      Self.pieces($0.range)
    }
  }

  deinit {
    for memory in [trained.base, gradients.base] + moments.map(\.base) {
      free(memory)
    }
  }

  /// Whether all weights are finite, and what they make of a batch, too: the
  /// losses of training are those before a step, and say nothing of what the
  /// last one did.
  func isFinite(on batch: Batch) -> Bool {
    let weights = UnsafeBufferPointer(start: trained.base, count: layout.count)
    guard weights.allSatisfy(\.isFinite) else { return false }
    let pass = forward(batch)
    let isLossFinite = lossWeights.tasks.indices.allSatisfy {
      pass.loss($0, batch).isFinite
    }
    // A pass that was stopped says nothing.
    return isLossFinite || runner.workers.isStopped()
  }

  /// Which part of their mean so far the next weights leave as it is, in each
  /// step; 0 if no mean is taken.
  package var averaging: Float = 0
  /// The mean of the weights so far, and how many times it was taken.
  var mean: (weights: [Float], count: Int)?

  /// The mean of the weights over the last steps; nil if none is taken.
  package var averaged: [Float]? { mean?.weights }

  /// A copy of the weights as they are now.
  package var weights: [Float] {
    Array(UnsafeBufferPointer(start: trained.base, count: layout.count))
  }

  /// A weight's gradient of the last ``gradient(of:_:)``.
  package func gradient(_ weight: Weight) -> [Float] {
    guard let entry = layout[weight] else { return [] }
    return gradients[entry.range].values
  }

  /// Runs a batch forward and back; the weights stay as they are.
  package func gradient(
    of batch: Batch, _ perturbation: Perturbation
  ) -> (pass: ForwardPass, losses: Losses) {
    let pass = begin(batch, perturbation)
    let losses = runner.backward(
      pass, batch, lossWeights, trained, gradients: gradients)
    constraints.apply(to: gradients, layout)
    return (pass, losses)
  }

  /// Runs a batch forward, where a run back is to follow.
  func begin(_ batch: Batch, _ perturbation: Perturbation) -> ForwardPass {
    for row in touched { gradients[wordRow(row)].clear() }
    touched = runner.wordRows(of: batch)
    return runner.forward(batch, trained, perturbation)
  }

  /// Trains on one batch. Where the loss is no number any more, or the work is
  /// to stop, the weights stay as they are.
  package func train(
    on batch: Batch, _ perturbation: Perturbation
  ) -> Losses {
    if isWeighed { return trainWeighed(on: batch, perturbation) }
    let losses = gradient(of: batch, perturbation).losses
    move(by: losses, batch)
    return losses
  }

  /// Moves the weights, once the gradients are there.
  ///
  /// - Returns: False where they stay as they are.
  @discardableResult
  func move(by losses: Losses, _ batch: Batch) -> Bool {
    let isToMove = losses.total.isFinite && !runner.workers.isStopped()
    if isToMove {
      runner.profiler.measure(.update) {
        update(clippedBy: clippingScale(lossWeights.size(of: batch)))
        average()
      }
    }
    return isToMove
  }

  /// Runs a batch forward only.
  package func forward(
    _ batch: Batch, _ perturbation: Perturbation = .none,
    vectors: SpellingVectors? = nil
  ) -> ForwardPass {
    runner.forward(batch, trained, perturbation, vectors: vectors)
  }

  /// The vectors of all spellings of some sentences, as the weights are now.
  package func spell(_ sentences: [NumberedSentence]) -> SpellingVectors {
    runner.spell(sentences, trained)
  }

  /// How many words' embeddings Adam moves in each step.
  var warmRows: Int { warm.rows.count }

  /// A range in pieces of a fixed size, whatever the number of threads.
  static func pieces(_ range: Range<Int>) -> [Range<Int>] {
    stride(from: range.lowerBound, to: range.upperBound, by: 65536).map {
      $0..<min($0 + 65536, range.upperBound)
    }
  }

  static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    // The system hands out zeros without touching them: moments and gradients
    // of words that never occur then take no memory. Networks are refused
    // above 1 GB of weights, so only a system without any memory left gets to
    // the trap, as any growing array would.
    guard let memory = calloc(count, MemoryLayout<Float>.stride) else {
      fatalError("no memory for \(count) weights")
    }
    return memory.bindMemory(to: Float.self, capacity: count)
  }
}

/// One of Adam's two means, for each weight.
struct Moment: ParameterMemory, @unchecked Sendable {
  let base: UnsafeMutablePointer<Float>
}
