import SluiceKeeping
import SluiceTensor

/// A training between two epochs: all that the rest of it depends on, so that one
/// which goes on from here ends with the same bits.
package struct TrainingMoment: Sendable, Codable {
  /// Epochs done.
  var epoch: Int
  /// The network as training has it now; the best one is the run's.
  var network: Network
  var step: TrainingStep.Standing
  var run: TrainingRun
  var epochsWithoutGain: Int
  var labelledPerBatch: [Float]
}

extension TrainingStep {
  /// What a step has beside what it was made of: the weights, what the optimizer
  /// remembers of their gradients, their mean, and what weighs the tasks.
  struct Standing: Sendable, Codable {
    fileprivate var weights: Packed<Float>
    fileprivate var moments: [Packed<Float>]
    fileprivate var steps: Int
    fileprivate var warm: WarmRows
    fileprivate var mean: Packed<Float>?
    fileprivate var meansTaken: Int
    fileprivate var weighing: Weighing?
  }

  /// The step as it is between two batches.
  var standing: Standing {
    Standing(
      weights: Packed(weights),
      moments: moments.map { Packed($0[0..<layout.count].values) },
      steps: steps, warm: warm, mean: mean.map { Packed($0.weights) },
      meansTaken: mean?.count ?? 0, weighing: weighing)
  }

  /// Goes on from a moment of a step that was made of the same.
  ///
  /// - Returns: False where it is no moment of such a step.
  func resume(from moment: Standing) -> Bool {
    let all = [moment.weights] + moment.moments
    guard moment.moments.count == moments.count,
      all.allSatisfy({ $0.elements.count == layout.count }),
      moment.mean.map({ $0.elements.count == layout.count }) ?? true
    else { return false }
    trained.base.update(from: moment.weights.elements, count: layout.count)
    for (memory, kept) in zip(moments, moment.moments) {
      memory.base.update(from: kept.elements, count: layout.count)
    }
    steps = moment.steps
    warm = moment.warm
    mean = moment.mean.map { ($0.elements, moment.meansTaken) }
    weighing = moment.weighing ?? weighing
    return true
  }
}

extension Trainer {
  /// What a training is: all that its outcome depends on. The number of threads
  /// is not among it.
  private struct Identity: Codable {
    var program: String
    var network: Network
    var options: TrainingOptions
    var training: [Selection]
    var development: [Selection?]
  }

  /// What this training is known by; nil where it has no digest.
  func key(_ program: String) -> ContentDigest? {
    var options = options
    options.threads = 1
    let identity = Identity(
      program: program, network: network, options: options, training: training,
      development: development)
    let coding = PooledCoding(ObjectPool { _ in nil })
    return (try? coding.data(identity)).map { ContentDigest(of: $0) }
  }
}
