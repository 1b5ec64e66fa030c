import SluiceEvaluator
import SluiceLearning

// How a training run is kept. The seconds that it took tell no two runs apart.

extension RunObject {
  private enum Key: String, CodingKey {
    case tasks, main, epochs, best, ending, idleEpochs, seconds, isForeseen
  }

  init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: Key.self)
    self.init(
      tasks: try kept.decode([String].self, forKey: .tasks),
      main: try kept.decode(Int.self, forKey: .main),
      epochs: try kept.decode([TrainingRun.Epoch].self, forKey: .epochs),
      best: try kept.decodeIfPresent(Int.self, forKey: .best),
      ending: try kept.decode(TrainingRun.Ending.self, forKey: .ending),
      idleEpochs: try kept.decode(Int.self, forKey: .idleEpochs),
      seconds: try kept.decode(Double.self, forKey: .seconds),
      isForeseen: try kept.decode(Bool.self, forKey: .isForeseen))
  }

  func encode(to encoder: any Swift.Encoder) throws {
    var kept = encoder.container(keyedBy: Key.self)
    try kept.encode(tasks, forKey: .tasks)
    try kept.encode(main, forKey: .main)
    try kept.encode(epochs, forKey: .epochs)
    try kept.encodeIfPresent(best, forKey: .best)
    try kept.encode(ending, forKey: .ending)
    try kept.encode(idleEpochs, forKey: .idleEpochs)
    try kept.encode(KeptCoding.isForDigest ? 0 : seconds, forKey: .seconds)
    try kept.encode(isForeseen, forKey: .isForeseen)
  }
}
