import SluiceLearning
import SluiceOutput
import SluiceTensor

/// What tells two values of one name apart: a sweep that goes on where it
/// stopped must not mix rows of different corpora or parameters.
extension Value {
  var fingerprint: String {
    switch self {
    case .object(let object): object.fingerprint
    case .list(let items):
      "[" + items.map(\.fingerprint).joined(separator: ", ") + "]"
    default: CSV.text(self)
    }
  }
}

extension CorpusObject {
  var fingerprint: String { "\(summary) \(corpus.digest)" }
}

extension LayerObject {
  var fingerprint: String {
    "\(CorpusObject(selection: selection).fingerprint) \(layer)"
  }
}

extension TaskObject {
  var fingerprint: String {
    "\(layer.fingerprint) \(metric.rawValue) \(weight) \(samplingRate)"
  }
}

extension NetworkObject {
  var fingerprint: String {
    let weights = RandomStream.digest(network.weights.map(\.bitPattern))
    return "\(summary) \(weights) \(tasks.map(\.fingerprint))"
  }
}
