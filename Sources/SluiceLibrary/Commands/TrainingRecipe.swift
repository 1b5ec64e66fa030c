import SluiceEvaluator
import SluiceLearning

extension TrainingRecipe: FieldValue {
  /// What it sets otherwise than the standard recipe, as one types it.
  var difference: String {
    let ours = options.typed
    let standard = Self.standard.options.typed
    return zip(ours, standard).filter { $0 != $1 }.map { "`\($0.0)`" }
      .joined(separator: ", ")
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
