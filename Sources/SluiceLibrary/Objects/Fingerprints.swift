import SluiceLearning
import SluiceOutput
import SluiceRandom
import SluiceTensor

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
    let structure = RandomStream.digest(
      Checkpoint.structure(of: network).utf8)
    return "\(weights) \(structure) \(tasks.map(\.fingerprint))"
  }
}
