import SluiceTensor

/// A weight's place, as the inner loops use it.
package struct Slot: Sendable {
  let offset: Int
  package let rows: Int
  package let columns: Int

  /// The place of a weight, a vector as one row.
  package init(_ layout: ParameterLayout, _ weight: Weight) {
    guard let entry = layout[weight] else {
      preconditionFailure("the layout has no \(weight)")
    }
    offset = entry.offset
    rows = entry.shape.count > 1 ? entry.shape[0] : 1
    columns = entry.shape.last ?? 1
  }
}

/// A network's weights while it runs: one long array, read by slot.
///
/// It does not own its memory; whoever runs a network does.
package struct Weights: ParameterMemory, @unchecked Sendable {
  package let base: UnsafeMutablePointer<Float>
  package init(_ base: UnsafeMutablePointer<Float>) { self.base = base }
}

/// The gradients of a network's weights, laid out like them. A type of its own,
/// so that the two cannot be taken for each other.
package struct Gradients: ParameterMemory, @unchecked Sendable {
  package let base: UnsafeMutablePointer<Float>
  package init(_ base: UnsafeMutablePointer<Float>) { self.base = base }
}

/// A number for each of a network's weights.
package protocol ParameterMemory: Sendable {
  var base: UnsafeMutablePointer<Float> { get }
}

extension ParameterMemory {
  /// One weight's numbers, a vector as one row.
  package subscript(_ slot: Slot) -> Block {
    Block(base + slot.offset, rows: slot.rows, columns: slot.columns)
  }

  /// Some numbers, whatever they belong to, as one row.
  subscript(_ range: Range<Int>) -> Block {
    Block(base + range.lowerBound, rows: 1, columns: range.count)
  }
}

extension [Float] {
  /// Does something with these numbers, which are a network's weights.
  mutating func asWeights<T, E>(
    _ work: (Weights) throws(E) -> T
  ) throws(E) -> T {
    try withUnsafeMutableBufferPointer { buffer throws(E) in
      guard let base = buffer.baseAddress else {
        preconditionFailure("a network has weights")
      }
      return try work(Weights(base))
    }
  }
}
