import SluiceLearning
import SluiceTensor

extension Network {
  /// Sets all alphas.
  mutating func setAlpha(_ start: Initialization.Alpha) {
    initial.alpha = start
    for layer in 0..<architecture.layers {
      if var alpha = tensor(.alpha(layer)) {
        alpha.values = Initialization.alpha(
          start, streams: architecture.streams)
        set(.alpha(layer), alpha)
      }
    }
    if epochs == 0 { sharing = SharingPath(start: snapshot) }
  }
}
