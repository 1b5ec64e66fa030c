internal import CKernels

/// A factor of a product: a matrix as it lies, or its transpose.
package enum Factor: Sendable {
  case asIs(Block)
  case transposed(Block)

  /// Where the factor's numbers lie: its shape, and how far it is from one row
  /// to the next and from one column to the next.
  fileprivate var layout:
    (
      base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, rowStep: Int,
      columnStep: Int
    )
  {
    switch self {
    case .asIs(let block):
      (block.base, block.rows, block.columns, block.stride, 1)
    case .transposed(let block):
      (block.base, block.columns, block.rows, 1, block.stride)
    }
  }
}

/// `c = scale · a · b + keep · c`.
///
/// - Parameters:
///   - a: `[n, k]`.
///   - b: `[k, m]`.
///   - c: `[n, m]`; must overlap neither factor.
///   - scale: What the product is multiplied by.
///   - keep: How much of the old `c` stays; with 0 it need not be set before.
/// - Complexity: 2·n·m·k floating-point operations.
package func multiply(
  _ a: Factor, _ b: Factor, into c: Block, scale: Float = 1, keep: Float = 0
) {
  product(a, b, c, scale: scale, keep: keep)
}

/// `c = a · b + row`, the same row for each of c's, as a bias is added.
///
/// - Parameters:
///   - a: `[n, k]`.
///   - b: `[k, m]`.
///   - row: `[1, m]`.
///   - c: `[n, m]`; must overlap nothing else.
package func multiply(
  _ a: Factor, _ b: Factor, plus row: Block, into c: Block
) {
  precondition(row.columns == c.columns, "a row as long as the product's")
  product(a, b, c, start: row.base)
}

/// Row `i` of `c = a · b` plus row `rows[i]` of a table.
///
/// - Parameters:
///   - a: `[n, k]`.
///   - b: `[k, m]`.
///   - table: `[any, m]`.
///   - rows: `[n]`, each a row of the table.
///   - c: `[n, m]`; must overlap nothing else.
package func multiply(
  _ a: Factor, _ b: Factor, plus table: Block, rows: ArraySlice<Int32>,
  into c: Block
) {
  precondition(table.columns == c.columns && rows.count == c.rows)
  rows.withUnsafeBufferPointer {
    product(
      a, b, c, start: table.base, rows: $0.baseAddress, stride: table.stride)
  }
}

private func product(
  _ a: Factor, _ b: Factor, _ c: Block, scale: Float = 1, keep: Float = 0,
  start: UnsafePointer<Float>? = nil, rows: UnsafePointer<Int32>? = nil,
  stride: Int = 0
) {
  let a = a.layout, b = b.layout
  precondition(
    c.rows == a.rows && c.columns == b.columns && a.columns == b.rows,
    "a product's shapes must fit")
  sluice_product(
    c.rows, c.columns, a.columns, scale, a.base, a.rowStep, a.columnStep,
    b.base, b.rowStep, b.columnStep, keep, start, rows, stride, c.base,
    c.stride)
}
