import SluiceLearning
import SluiceTensor

extension Network {
  /// Sets all alphas.
  mutating func setAlpha(_ start: Initialization.Alpha) {
    initial.alpha = start
    for layer in 0..<architecture.layers {
      let name = ParameterLayout.alpha(layer)
      if var alpha = tensor(name) {
        alpha.values = Initialization.alpha(
          start, streams: architecture.streams)
        set(name, alpha)
      }
    }
    if epochs == 0 { sharing = SharingPath(start: snapshot) }
  }
}
