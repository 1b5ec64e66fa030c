import SluiceEvaluator
import SluiceLearning

/// `with=zero|mean`: what takes the place of what a closed sluice let through.
extension SharingProbe.Replacement: FieldValue {
  /// What help says of the option, wherever it is.
  static let doc =
    "what takes the place of what is closed: zero, which the layers above have"
    + " never met, or the sender's `mean` state, so that only what varies is lost"

  /// What it is, for outputs.
  var meaning: String {
    switch self {
    case .zero: "nothing"
    case .mean: "the sender's mean state"
    }
  }
}
