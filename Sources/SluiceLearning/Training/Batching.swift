import SluiceRandom
import SluiceTensor

/// Cuts sentences into batches of like length, in random order.
package enum Batching {
  /// - Parameters:
  ///   - lengths: Each sentence's tokens.
  ///   - size: Sentences in a batch; the last may have fewer.
  ///   - stream: Decides between sentences of one length, and the order.
  /// - Returns: The sentences of each batch.
  package static func batches(
    lengths: [Int], size: Int, _ stream: RandomStream
  ) -> [[Int]] {
    var stream = stream
    let keys = lengths.map { ($0, stream.next()) }
    let order = lengths.indices.sorted { keys[$0] < keys[$1] }
    var batches = stride(from: 0, to: order.count, by: max(1, size)).map {
      Array(order[$0..<min($0 + max(1, size), order.count)])
    }
    batches.shuffle(using: &stream)
    return batches
  }
}
