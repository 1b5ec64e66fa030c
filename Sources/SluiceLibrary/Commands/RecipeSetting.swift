import SluiceEvaluator
import SluiceLearning
import SluiceOutput

extension Recipe: FieldValue {
  /// What it sets otherwise than `standard` trains, as one types it.
  var training: String { training(options) }

  /// The same settings in a training, for which others may have been asked.
  func training(_ options: TrainingOptions) -> String {
    let (standard, typed) = (Recipe.standard.options.typed, options.typed)
    return listed(
      zip(self.options.typed, standard).enumerated().filter { $1.0 != $1.1 }
        .map { typed[$0.offset] })
  }

  /// What it sets otherwise than `standard` of a network for one task with spans
  /// and one without, as one types it.
  var network: String {
    var architecture = Architecture(stackOfTask: [0, 1])
    apply(to: &architecture)
    return network(architecture, alpha, transitions ?? .valid)
  }

  /// The same settings of a network, for which others may have been asked.
  func network(
    _ a: Architecture, _ alpha: Initialization.Alpha,
    _ transitions: NetworkTask.Transitions
  ) -> String {
    var plain = Architecture(stackOfTask: a.stackOfTask)
    apply(to: &plain)
    var settings =
      plain == Architecture(stackOfTask: a.stackOfTask) ? [] : a.typed
    if self.alpha != Recipe.standard.alpha, a.hasAlpha {
      settings.append("alpha=\(AlphaStart(alpha: alpha).spelled ?? "")")
    }
    if self.transitions != nil {
      settings.append("transitions=\(transitions.rawValue)")
    }
    return listed(settings)
  }

  private func listed(_ settings: [String]) -> String {
    settings.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// Says what it set, unless that is what everybody gets.
  func said(_ settings: String) -> Output {
    self == .standard || settings.isEmpty
      ? .nothing : .note("recipe \(rawValue): \(settings)")
  }
}

extension TrainingOptions {
  /// The options as `train` takes them.
  fileprivate var typed: [String] {
    [
      "epochs=\(epochs)", "patience=\(patience.map(String.init) ?? "none")",
      "batch=\(BatchSetting(size: batch).spelled ?? "")",
      "optimizer=\(OptimizerSetting(optimizer))",
      "clip=\(optimizer.clip?.spelled ?? "none")",
      "schedule=\(ScheduleSetting(schedule: schedule).spelled ?? "")",
      "noise=\(noise.spelled ?? "")", "head_noise=\(headNoise.spelled ?? "")",
      "dropout=\(dropout.input.spelled ?? "")",
      "layer_dropout=\(dropout.layers.spelled ?? "")",
      "recurrent_dropout=\(dropout.recurrent.spelled ?? "")",
      "locked=\(dropout.isLocked ? "yes" : "no")",
      "unknown=\(unknown.spelled ?? "")", "loss=\(reduction.rawValue)",
      "average=\(averaging.spelled ?? "")",
    ]
  }
}

extension Architecture {
  /// Of its shape what recipes set, as `network` takes it.
  fileprivate var typed: [String] {
    let penalty = regularizers[OrthogonalityPenalty.self]
    return [
      "layers=\(layers)", "hidden=\(hidden)", "wiring=\(wiring.rawValue)",
      "activation=\(activation.rawValue)",
    ]
      + (penalty.isActive(in: self)
        ? ["penalty=\(PenaltySetting(penalty: penalty).spelled ?? "")"] : [])
  }
}
