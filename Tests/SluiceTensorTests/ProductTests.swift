import SluiceRandom
import SluiceTensor
import Synchronization
import Testing

/// Products equal the plain loop, for shapes that fill tiles and parts of them:
/// by the tiles for every kind of processor that this one can stand in for, and
/// by OpenBLAS.
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

  /// Our tiles of each kind, and OpenBLAS as a machine without tiles uses it.
  static let ways =
    Tiles.allCases.filter(\.isSupported).map { Products(.own, tiles: $0) }
    + [Products(.auto, tiles: nil)].filter { $0.refusal == nil }

  private let workspace = Workspace()

  private func block(_ rows: Int, _ columns: Int, seed: UInt64) -> Block {
    var stream = RandomStream(seed: seed)
    let block = workspace.block(rows: rows, columns: columns)
    for i in 0..<rows * columns { block.base[i] = 2 * stream.uniform() - 1 }
    return block
  }

  private func inEachWay(_ test: () -> Void) {
    for way in Self.ways { Products.$current.withValue(way, operation: test) }
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
    inEachWay {
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
    inEachWay {
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
    inEachWay {
      multiply(.asIs(a), .asIs(b), into: whole.columns(10..<31))
      for i in 0..<9 {
        for j in 0..<60 where !(10..<31).contains(j) {
          #expect(whole.base[i * 60 + j] == before[i * 60 + j])
        }
      }
    }
  }

  @Test("What was there before is not read where nothing of it is kept")
  func notRead() {
    let a = block(40, 50, seed: 1), b = block(50, 60, seed: 2)
    let c = workspace.block(rows: 40, columns: 60)
    inEachWay {
      c.base.update(repeating: .nan, count: c.count)
      multiply(.asIs(a), .asIs(b), into: c)
      #expect(gap(c, a, b) { _, _ in 0 } < 1e-5)
    }
  }

  @Test("Many threads at once get what one thread gets, bit for bit")
  func threads() {
    let a = block(70, 90, seed: 1), b = block(90, 130, seed: 2)
    inEachWay {
      let alone = workspace.block(rows: 70, columns: 130)
      multiply(.asIs(a), .asIs(b), into: alone)
      let results = (0..<400).map { _ in
        workspace.block(rows: 70, columns: 130)
      }
      Workers(threads: 8).run(results.count) {
        multiply(.asIs(a), .asIs(b), into: results[$0])
      }
      let expected = alone.values
      #expect(results.allSatisfy { $0.values == expected })
    }
  }

  @Test("Threads take over who works products out")
  func handedOn() {
    let way = Products(.openblas)
    let threads = Mutex<[Products]>([])
    Products.$current.withValue(way) {
      Workers(threads: 4).run(50) { _ in
        threads.withLock { $0.append(Products.current) }
      }
    }
    #expect(threads.withLock { $0 } == Array(repeating: way, count: 50))
    #expect(Products.current == Products(.auto))
  }

  @Test("What this machine cannot do is refused")
  func refusals() {
    #expect(
      Products(.own, tiles: nil).refusal
        == "our own products need an x86-64 processor with AVX2; this is not"
        + " one")
    for tiles in Tiles.allCases {
      for choice in [Products.Choice.auto, .own] {
        #expect(Products(choice, tiles: tiles).refusal == nil)
      }
    }
  }

  @Test(
    "A row's bits depend on neither the rows beside it, the width nor the tiles",
    .enabled(if: Products(.own).refusal == nil, "there are no tiles here"))
  func sameBits() {
    let kinds = Tiles.allCases.filter(\.isSupported).map {
      Products(.own, tiles: $0)
    }
    let numbers = kinds.map {
      Products.$current.withValue($0, operation: comparedRows)
    }
    #expect(numbers.allSatisfy { $0 == numbers[0] })
  }

  /// A product's numbers, once it has been compared with its rows on their own
  /// and with some of its columns on their own.
  private func comparedRows() -> [Float] {
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
    return together.values
  }

  @Test("Kernels for processors before AVX2 are told by their names")
  func wideKernels() {
    let wide = ["Haswell", "Zen", "SkylakeX", "Cooperlake", "SAPPHIRERAPIDS"]
    for core in wide { #expect(OpenBLAS.hasWideKernels(core: core), "\(core)") }
    for core in ["Prescott", "Nehalem", "Sandybridge", "unknown"] {
      #expect(!OpenBLAS.hasWideKernels(core: core), "\(core)")
    }
    #expect(OpenBLAS.hasWideKernels(core: nil), "Accelerate")
  }

  @Test("Transposing", arguments: [(1, 1), (16, 16), (17, 33), (100, 64)])
  func transposes(n: Int, m: Int) {
    let x = block(n, m, seed: 6)
    let out = workspace.block(rows: m, columns: n)
    transpose(x, into: out)
    #expect(out.values == turned(x).values)
  }
}
