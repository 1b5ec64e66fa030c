import CKernels
import SluiceTensor
import Testing

/// Products by tiles equal the plain loop, for shapes that fill tiles and
/// parts of them, on every kind of processor they are compiled for.
@Suite("Products equal plain loops") struct ProductTests {
  struct Shape: CustomTestStringConvertible {
    var n, k, m: Int
    var testDescription: String { "[\(n), \(k)] · [\(k), \(m)]" }
  }

  /// Rows, sums and columns below, at and above what a tile, a vector and a
  /// part hold.
  static let shapes = [
    Shape(n: 1, k: 1, m: 1), Shape(n: 1, k: 100, m: 400),
    Shape(n: 3, k: 7, m: 9), Shape(n: 5, k: 30, m: 15),
    Shape(n: 8, k: 16, m: 16), Shape(n: 11, k: 3, m: 17),
    Shape(n: 13, k: 50, m: 45), Shape(n: 15, k: 20, m: 63),
    Shape(n: 7, k: 400, m: 100), Shape(n: 9, k: 385, m: 130),
    Shape(n: 6, k: 800, m: 20), Shape(n: 2, k: 10, m: 530),
    Shape(n: 4, k: 769, m: 600), Shape(n: 3, k: 0, m: 18),
  ]

  private let workspace = Workspace()

  private func block(_ rows: Int, _ columns: Int, seed: UInt64) -> Block {
    var stream = RandomStream(seed: seed)
    let block = workspace.block(rows: rows, columns: columns)
    for i in 0..<rows * columns { block.base[i] = 2 * stream.uniform() - 1 }
    return block
  }

  private func turned(_ x: Block) -> Block {
    let out = workspace.block(rows: x.columns, columns: x.rows)
    for i in 0..<x.rows {
      for j in 0..<x.columns { out.base[j * x.rows + i] = x.row(i)[j] }
    }
    return out
  }

  private func plain(_ a: Block, _ b: Block, _ i: Int, _ j: Int) -> Double {
    (0..<a.columns).reduce(0) {
      $0
        + Double(a.base[i * a.stride + $1]) * Double(b.base[$1 * b.stride + j])
    }
  }

  /// The largest difference from the plain loop, as a share of a sum's size.
  private func gap(
    _ c: Block, _ a: Block, _ b: Block, scale: Double = 1,
    plus: (Int, Int) -> Float
  ) -> Double {
    var gap = 0.0
    for i in 0..<c.rows {
      for j in 0..<c.columns {
        let wanted = scale * plain(a, b, i, j) + Double(plus(i, j))
        let found = Double(c.base[i * c.stride + j])
        gap = max(gap, abs(found - wanted) / Double(max(1, a.columns / 30)))
      }
    }
    return gap
  }

  @Test("Each factor as it lies and transposed", arguments: shapes)
  func factors(shape: Shape) {
    let a = block(shape.n, shape.k, seed: 1)
    let b = block(shape.k, shape.m, seed: 2)
    let (ta, tb) = (turned(a), turned(b))
    for kind in 0..<sluice_product_kinds() {
      sluice_product_use(kind)
      defer { sluice_product_use(0) }
      for left in [Factor.asIs(a), .transposed(ta)] {
        for right in [Factor.asIs(b), .transposed(tb)] {
          let set = block(shape.n, shape.m, seed: 3)
          multiply(left, right, into: set)
          #expect(gap(set, a, b) { _, _ in 0 } < 1e-5)

          let before = block(shape.n, shape.m, seed: 3)
          let added = block(shape.n, shape.m, seed: 3)
          multiply(left, right, into: added, scale: 2, keep: 0.5)
          #expect(
            gap(added, a, b, scale: 2) { 0.5 * before.row($0)[$1] } < 1e-5)
        }
      }
    }
  }

  @Test("Starting from a bias, or from rows of a table", arguments: shapes)
  func starts(shape: Shape) {
    let a = block(shape.n, shape.k, seed: 1)
    let b = block(shape.k, shape.m, seed: 2)
    let table = block(3, shape.m, seed: 4)
    let rows = (0..<shape.n).map { Int32($0 * 2 % 3) }
    for kind in 0..<sluice_product_kinds() {
      sluice_product_use(kind)
      defer { sluice_product_use(0) }
      let c = block(shape.n, shape.m, seed: 3)
      multiply(.asIs(a), .asIs(b), plus: table.rows(1..<2), into: c)
      #expect(gap(c, a, b) { table.row(1)[$1] } < 1e-5)
      multiply(.asIs(a), .asIs(b), plus: table, rows: rows[...], into: c)
      #expect(gap(c, a, b) { table.row(Int(rows[$0]))[$1] } < 1e-5)
    }
  }

  @Test("Only a block's own numbers are written")
  func neighbours() {
    let whole = block(9, 60, seed: 5)
    let before = whole.values
    let a = block(9, 8, seed: 1), b = block(8, 21, seed: 2)
    multiply(.asIs(a), .asIs(b), into: whole.columns(10..<31))
    for i in 0..<9 {
      for j in 0..<60 where !(10..<31).contains(j) {
        #expect(whole.base[i * 60 + j] == before[i * 60 + j])
      }
    }
  }

  @Test("A row's bits do not depend on the rows beside it, nor on the width")
  func sameBits() {
    let a = block(21, 264, seed: 1), b = block(264, 100, seed: 2)
    let together = workspace.block(rows: 21, columns: 100)
    multiply(.asIs(a), .asIs(b), into: together)
    for i in 0..<21 {
      let alone = workspace.block(rows: 1, columns: 100)
      multiply(.asIs(a.rows(i..<i + 1)), .asIs(b), into: alone)
      #expect(alone.values == together.row(i))
    }
    let part = workspace.block(rows: 21, columns: 37)
    multiply(.asIs(a), .asIs(b.columns(5..<42)), into: part)
    for i in 0..<21 { #expect(part.row(i) == Array(together.row(i)[5..<42])) }
  }

  @Test("Transposing", arguments: [(1, 1), (16, 16), (17, 33), (100, 64)])
  func transposes(n: Int, m: Int) {
    let x = block(n, m, seed: 6)
    let out = workspace.block(rows: m, columns: n)
    transpose(x, into: out)
    #expect(out.values == turned(x).values)
  }
}
