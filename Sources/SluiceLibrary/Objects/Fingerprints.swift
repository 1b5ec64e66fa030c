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
      + " \(transitions(in: .standard).rawValue)"
      + (saidTransitions == nil ? "" : " said")
      + (head == .softmax ? "" : " \(head.rawValue)")
  }
}

extension NetworkObject {
  var learned: UInt64? { network.epochs > 0 ? network.digest : nil }

  var fingerprint: String {
    let structure = RandomStream.digest(
      Checkpoint.structure(of: network).utf8)
    return "\(network.digest) \(structure) \(tasks.map(\.fingerprint))"
  }
}

extension MatrixObject {
  var fingerprint: String { "\(title) \(rows) \(columns) \(values)" }
}

extension AlphaObject {
  var fingerprint: String { network.fingerprint }
}

extension RunObject {
  /// Without its seconds, which are others each time.
  var fingerprint: String {
    "\(tasks) \(main) \(epochs) \(best ?? -1) \(ending)"
  }
}
