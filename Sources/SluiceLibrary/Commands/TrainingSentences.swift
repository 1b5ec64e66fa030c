import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning

/// For each task of a network the sentences that it learns from: those given, or
/// the train parts of its tasks' corpora.
///
/// - Throws: That there are none, or that nothing says they are to be learned
///   from.
func trainingSentences(
  of network: Reference<NetworkObject>, on: Sentences?, _ context: Context
) throws(Stop) -> [Selection] {
  if let on {
    guard on.selection.hasTrainingPart else {
      throw noTrainPart(on.selection, at: on.span, "", context)
    }
    return network.network.tasks.map { _ in on.selection }
  }
  guard !network.tasks.isEmpty else {
    throw context.fail(
      .missingArgument, "\(network.name) was loaded and has no corpus",
      at: context.span, hint: "say what to train on: on=toy.train")
  }
  var training: [Selection] = []
  for task in network.tasks {
    let weight = network.network.tasks[training.count].weight
    guard
      let selection = task.training
        // What is not learned needs no sentences of its own.
        ?? (weight == 0 ? task.layer.selection : nil)
    else {
      throw noTrainPart(
        task.layer.selection, at: context.span,
        " for \(task.name) to learn from", context)
    }
    training.append(selection)
  }
  return training
}

/// Parts that are to be scored on are never trained on by default.
private func noTrainPart(
  _ selection: Selection, at span: Range<Int>, _ why: String, _ context: Context
) -> Stop {
  let path = selection.path
  let parts = selection.splits
  return context.fail(
    .noTrainingData, "\(path) has no train part\(why)",
    at: span,
    hint: "it has \(parts.joined(separator: " and ")); name what to learn"
      + " from, for instance on=\(path).\(parts.first ?? "train"), or add"
      + " a train file to the corpus")
}

/// Which sentences choose the epoch.
extension TrainCommand {
  func development(
    _ training: [Selection], _ context: Context
  ) throws(Stop) -> [Selection?] {
    switch dev {
    case .nothing: return training.map { _ in nil }
    case .data(let sentences):
      return network.network.tasks.map { _ in sentences.selection }
    case nil: break
    }
    let parts = training.map { selection -> Selection? in
      var part = selection
      part.split = "dev"
      return part.sentences.isEmpty ? nil : part
    }
    let main = network.network.main
    guard parts[main] != nil else {
      throw context.fail(
        .noDevelopmentData,
        "there is nothing to compute the development score of"
          + " \(network.network.tasks[main].name) on",
        at: context.span,
        hint: "name sentences with dev=, or write dev=none to train all"
          + " epochs and keep the last\(Self.samples(training[main]))")
    }
    return parts
  }

  /// How a dev part is made of training sentences.
  private static func samples(_ training: Selection) -> String {
    guard ["train", "all"].contains(training.split) else { return "" }
    var whole = training
    whole.split = nil
    return "; `cut(\(whole.path))` is the corpus with a tenth of its training"
      + " sentences as a dev part"
  }
}

extension Selection {
  /// Whether there is something to train on: a train part, sentences without
  /// parts, or one part that was named.
  fileprivate var hasTrainingPart: Bool {
    split != nil || splits.contains { $0 == "train" || $0 == "all" }
  }
}
