internal import CKernels
internal import COpenBLAS
private import Synchronization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#endif

/// A factor of a product: a matrix as it lies, or its transpose.
package enum Factor: Sendable {
  case asIs(Block)
  case transposed(Block)

  fileprivate var block: Block {
    switch self {
    case .asIs(let block), .transposed(let block): block
    }
  }

  fileprivate var isTransposed: Bool {
    if case .transposed = self { true } else { false }
  }

  fileprivate var rows: Int { isTransposed ? block.columns : block.rows }
  fileprivate var columns: Int { isTransposed ? block.rows : block.columns }
  /// How far it is from one row to the next, and from one column to the next.
  fileprivate var rowStep: Int { isTransposed ? 1 : block.stride }
  fileprivate var columnStep: Int { isTransposed ? block.stride : 1 }
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
  product(a, b, c, start: Start(base: row.base))
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
      a, b, c,
      start: Start(
        base: table.base, rows: $0.baseAddress, stride: table.stride))
  }
}

/// What each row of a product starts from, in place of its old numbers: the
/// row that `rows` names, or always the first.
private struct Start {
  var base: UnsafePointer<Float>
  var rows: UnsafePointer<Int32>?
  var stride = 0
}

private func product(
  _ a: Factor, _ b: Factor, _ c: Block, scale: Float = 1, keep: Float = 0,
  start: Start? = nil
) {
  precondition(
    c.rows == a.rows && c.columns == b.columns && a.columns == b.rows,
    "a product's shapes must fit")
  let shape = ProductShape(
    n: c.rows, m: c.columns, k: a.columns, leftTransposed: a.isTransposed,
    rightTransposed: b.isTransposed)
  sluice_product_count(2 * Double(shape.n * shape.m * shape.k))
  let products = Products.current
  if let tiles = products.tiles(for: shape) {
    sluice_product(
      tiles.kind, shape.n, shape.m, shape.k, scale, a.block.base, a.rowStep,
      a.columnStep, b.block.base, b.rowStep, b.columnStep, keep, start?.base,
      start?.rows, start?.stride ?? 0, c.base, c.stride)
    return
  }
  guard let library = OpenBLAS.loaded else {
    preconditionFailure("products have neither tiles nor OpenBLAS")
  }
  library.product(a, b, c, scale: scale, keep: keep, start: start)
}

extension Tiles {
  fileprivate var kind: sluice_tiles {
    switch self {
    case .avx512: SLUICE_TILES_AVX512
    case .avx2: SLUICE_TILES_AVX2
    }
  }

  /// Whether this processor can run them.
  package var isSupported: Bool { sluice_has_tiles(kind) != 0 }

  /// The best that this processor can run, if there are any.
  package static let best = allCases.first(where: \.isSupported)
}

/// The BLAS that this program was linked with, or else the system's OpenBLAS,
/// which is loaded when it is first asked for: it costs some milliseconds,
/// which a program that multiplies nothing should not pay.
package final class OpenBLAS: Sendable {
  /// The one there is, if there is one.
  package static let loaded = OpenBLAS()
  /// What it says of itself: release, kernels, threads.
  package let configuration: String
  /// Whether its kernels are for a processor with AVX2 at least. A release that
  /// does not know the processor takes some of twenty years ago.
  package let isWide: Bool
  // A function of C, which any thread may call.
  private nonisolated(unsafe) let sgemm: sluice_sgemm
  /// A build without threads has no locks either: two threads would be given
  /// the same memory.
  private let takesTurns: Bool
  private let turn = Mutex(())

  private init?() {
    var found = sluice_openblas_linked()
    #if !canImport(Darwin)
      if found.sgemm == nil, let library = dlopen("libopenblas.so.0", RTLD_NOW)
      {
        found = sluice_openblas_in(library)
      }
    #endif
    guard let sgemm = found.sgemm else { return nil }
    self.sgemm = sgemm
    // Threads are ours.
    found.set_num_threads?(1)
    takesTurns = (found.get_parallel?() ?? 0) == 0
    configuration = found.get_config?().map { String(cString: $0) } ?? "a BLAS"
    isWide = Self.hasWideKernels(
      core: found.get_corename?().map { String(cString: $0) })
  }

  /// By the processor's name as OpenBLAS says it; another BLAS says none.
  package static func hasWideKernels(core: String?) -> Bool {
    guard let core else { return true }
    return ["haswell", "zen", "skylakex", "cooperlake", "sapphirerapids"]
      .contains(core.lowercased())
  }

  fileprivate func product(
    _ a: Factor, _ b: Factor, _ c: Block, scale: Float, keep: Float,
    start: Start?
  ) {
    guard c.rows > 0, c.columns > 0 else { return }
    if let start {
      for r in 0..<c.rows {
        let row = start.rows.map { Int($0[r]) } ?? 0
        (c.base + r * c.stride).update(
          from: start.base + row * start.stride, count: c.columns)
      }
    }
    func work() {
      sgemm(
        CblasRowMajor, a.isTransposed ? CblasTrans : CblasNoTrans,
        b.isTransposed ? CblasTrans : CblasNoTrans, Int32(c.rows),
        Int32(c.columns), Int32(a.columns), scale, a.block.base,
        Int32(max(1, a.block.stride)), b.block.base,
        Int32(max(1, b.block.stride)), start == nil ? keep : 1, c.base,
        Int32(c.stride))
    }
    if takesTurns { turn.withLock { _ in work() } } else { work() }
  }
}
