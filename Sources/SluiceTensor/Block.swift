/// A matrix in somebody else's memory: rows of `columns` floats, `stride`
/// apart.
///
/// The inner loops work on blocks. A block never owns what it points to; the
/// buffers behind it live in a ``Workspace`` or are pinned for the call.
/// Blocks handed to different threads must not overlap, which each use shows
/// where it splits the work.
package struct Block: @unchecked Sendable {
  package let base: UnsafeMutablePointer<Float>
  package let rows: Int
  package let columns: Int
  package let stride: Int

  package init(
    _ base: UnsafeMutablePointer<Float>, rows: Int, columns: Int,
    stride: Int? = nil
  ) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }

  /// Some of the rows.
  package func rows(_ range: Range<Int>) -> Block {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows)
    return Block(
      base + range.lowerBound * stride, rows: range.count, columns: columns,
      stride: stride)
  }

  /// Some of the columns.
  package func columns(_ range: Range<Int>) -> Block {
    precondition(range.lowerBound >= 0 && range.upperBound <= columns)
    return Block(
      base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// A copy of one row's numbers.
  package func row(_ index: Int) -> [Float] {
    precondition(index >= 0 && index < rows)
    return Array(
      UnsafeBufferPointer(start: base + index * stride, count: columns))
  }

  /// True if the rows follow each other without a gap.
  package var isContiguous: Bool { stride == columns }

  /// All numbers, where the rows follow each other without a gap.
  package var count: Int {
    precondition(isContiguous)
    return rows * columns
  }

  /// A copy of all numbers, row by row.
  package var values: [Float] { (0..<rows).flatMap(row) }

  /// Sets all numbers to 0.
  package func clear() {
    for r in 0..<rows {
      (base + r * stride).update(repeating: 0, count: columns)
    }
  }

  /// Takes over another block's numbers; the shapes are equal.
  package func copy(_ other: Block) {
    precondition(rows == other.rows && columns == other.columns)
    for r in 0..<rows {
      (base + r * stride).update(
        from: other.base + r * other.stride, count: columns)
    }
  }
}
