import SluiceTensor

/// A weight's place, as the inner loops use it.
struct Slot: Sendable {
  let offset: Int
  let rows: Int
  let columns: Int

  /// The place of a weight, a vector as one row.
  init(_ layout: ParameterLayout, _ weight: Weight) {
    guard let entry = layout[weight] else {
      preconditionFailure("the layout has no \(weight)")
    }
    offset = entry.offset
    rows = entry.shape.count > 1 ? entry.shape[0] : 1
    columns = entry.shape.last ?? 1
  }

  func block(_ base: UnsafeMutablePointer<Float>) -> Block {
    Block(base + offset, rows: rows, columns: columns)
  }
}
