import SluiceDiagnostics
import SluiceTensor

extension SharingProbe {
  /// What each receiver's gate gives each stack, mean over tokens, by layer; 0
  /// where it does not choose from it.
  ///
  /// - Returns: `[layers][tasks, or tasks and experts][stacks]`; nothing where the
  ///   network has no gates.
  /// - Throws: That the work is to stop.
  package mutating func gateMeans() throws(Diagnostic) -> [[[Double]]] {
    let a = architecture
    guard a.gating != nil else { return [] }
    let receivers = (0..<a.receivers).filter {
      !a.senders(ofReceiver: $0).isEmpty
    }
    var sums = [[[Double]]](
      repeating: receivers.map { _ in
        [Double](repeating: 0, count: a.stacks)
      }, count: a.layers)
    var tokens = 0
    try onePass { pass, batch in
      tokens += batch.tokens
      for (layer, states) in pass.layers.enumerated() {
        // A layer that no head reads may have none.
        for (gate, shares) in (states.mixing?.kept ?? []).enumerated() {
          let senders = a.senders(ofReceiver: receivers[gate])
          for row in 0..<shares.rows {
            for (sender, share) in zip(senders, shares.row(row)) {
              sums[layer][gate][sender] += Double(share)
            }
          }
        }
      }
    }
    return sums.map { $0.map { $0.map { $0 / Double(max(1, tokens)) } } }
  }
}
