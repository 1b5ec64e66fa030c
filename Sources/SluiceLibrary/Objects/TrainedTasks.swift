import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput

/// Which tasks of a network have learned anything: the others' heads say
/// nothing, so that nothing is scored, predicted or drawn of them.
extension Reference<NetworkObject> {
  /// Whether a task's labels mean something. A network that was never trained
  /// may be looked at as a whole.
  func isTrained(_ task: Int) -> Bool {
    object.network.epochs == 0
      || object.network.learned.contains(task)
  }

  /// That a task was not trained, and why; nil if it was.
  func whyUntrained(_ task: Int) -> String? {
    guard !isTrained(task) else { return nil }
    let network = object.network
    let info = network.tasks[task]
    let lambda = network.method.lossWeights(
      tasks: network.tasks.count, main: network.main)
    let reason =
      if lambda[task] == 0 {
        "method=\(network.method.rawValue) learns its main task only"
      } else if info.weight == 0 {
        "its weight is 0"
      } else {
        "nothing was learned from its labels"
      }
    return "\(info.name) was not trained in \(name): \(reason)"
  }

  /// A note for each task that was not trained, or one for all.
  var untrainedTasks: Output {
    guard object.network.epochs > 0 else {
      return .note("\(name) is untrained: its labels are chance")
    }
    return object.network.tasks.indices.compactMap(whyUntrained)
      .reduce(Output.nothing) { $0 + .note($1) }
  }

  /// - Throws: `not-trained`, for a task that was not.
  func checkTrained(
    _ task: Int, at span: Range<Int>, in context: Context
  ) throws(Stop) {
    guard let reason = whyUntrained(task) else { return }
    let info = object.network.tasks[task]
    throw context.fail(
      .notTrained, reason, at: span,
      hint: info.weight == 0
        ? "name \(info.name) first in tasks=, or give it a weight, and train"
          + " again"
        : "train \(name) on sentences that have the layer \(info.layer)")
  }
}

/// That many labels of some sentences are none of those that a network knows.
func foreignRemark(
  _ foreign: ForeignLabels, task: String, network: String,
  in place: String = "here"
) -> String {
  "\(network) does not know the labels of \(task) at"
    + " \(NumberText.count(foreign.tokens)) of"
    + " \(NumberText.count(foreign.labelled)) tokens \(place), such as"
    + " \(foreign.example)"
}

extension Context {
  /// The mistake that a network knows none of the labels of some sentences.
  func noneKnown(
    _ foreign: ForeignLabels, of task: NetworkTask, network: String,
    at span: Range<Int>
  ) -> Stop {
    let known =
      task.labels.count > 5
      ? task.labels.prefix(4) + ["others"] : task.labels
    return fail(
      .noLabels, "\(network) knows none of the labels of \(task.name) here",
      at: span,
      hint: "one is \(foreign.example); it was made for"
        + " \(enumeration(known))")
  }
}

/// That all tokens of a task get one label, which is seldom a result.
func oneLabelRemark(
  _ label: String, task: String, network: String
) -> String {
  "\(network) gives every token of \(task) the label \(label)"
}
