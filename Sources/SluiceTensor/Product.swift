internal import COpenBLAS

/// A factor of a product: a matrix as it lies, or its transpose.
package enum Factor: Sendable {
  case asIs(Block)
  case transposed(Block)

  fileprivate var block: Block {
    switch self {
    case .asIs(let block), .transposed(let block): block
    }
  }

  fileprivate var shape: (rows: Int, columns: Int) {
    switch self {
    case .asIs(let block): (block.rows, block.columns)
    case .transposed(let block): (block.columns, block.rows)
    }
  }

  fileprivate var flag: CBLAS_TRANSPOSE {
    switch self {
    case .asIs: CblasNoTrans
    case .transposed: CblasTrans
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
  let (n, k) = a.shape
  let (k2, m) = b.shape
  precondition(
    c.rows == n && c.columns == m && k == k2, "a product's shapes must fit")
  guard n > 0, m > 0 else { return }
  cblas_sgemm(
    CblasRowMajor, a.flag, b.flag, blasint(n), blasint(m), blasint(k), scale,
    a.block.base, blasint(max(a.block.stride, 1)), b.block.base,
    blasint(max(b.block.stride, 1)), keep, c.base, blasint(max(c.stride, 1)))
}

/// Tells the linear algebra library to stay on the calling thread: the
/// network's own parts are spread over threads instead.
package func useOneThreadPerProduct() {
  openblas_set_num_threads(1)
}
