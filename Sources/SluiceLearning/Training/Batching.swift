import SluiceRandom
import SluiceTensor

/// How many sentences go into a batch.
package enum BatchSize: Sendable, Equatable, Codable {
  case sentences(Int)
  /// As many as have so many tokens together, at least one.
  case tokens(Int)
}

/// Cuts sentences into batches of like length, in random order.
package enum Batching {
  /// - Parameters:
  ///   - lengths: Each sentence's tokens.
  ///   - size: How many go into a batch; the last may have fewer.
  ///   - stream: Decides between sentences of one length, and the order.
  /// - Returns: The sentences of each batch.
  package static func batches(
    lengths: [Int], size: BatchSize, _ stream: RandomStream
  ) -> [[Int]] {
    var stream = stream
    let keys = lengths.map { ($0, stream.next()) }
    let order = lengths.indices.sorted { keys[$0] < keys[$1] }
    var batches: [[Int]] = []
    var tokens = 0
    for index in order {
      let isFull =
        switch size {
        case .sentences(let most): (batches.last?.count ?? 0) >= max(1, most)
        case .tokens(let most): tokens + lengths[index] > most
        }
      if isFull || batches.isEmpty {
        batches.append([])
        tokens = 0
      }
      batches[batches.count - 1].append(index)
      tokens += lengths[index]
    }
    batches.shuffle(using: &stream)
    return batches
  }
}
