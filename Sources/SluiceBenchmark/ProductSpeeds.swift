import Foundation
import SluiceOutput
import SluiceTensor

/// How fast products of a network's sizes are, in each way that this machine
/// has: the figures behind the rule of ``ProductShape``.
package struct ProductSpeeds: Sendable {
  /// One product, and its operations a second by way.
  private struct Row: Sendable {
    let name: String
    let speeds: [Double]
    /// The way that `auto` takes on this machine.
    let choice: Int
  }

  /// Our tiles of each kind that this processor runs, and OpenBLAS.
  private let ways: [String]
  private var rows: [Row] = []

  private let products: [Products]

  package init(rounds: Int = 7) {
    let tiles = Tiles.allCases.filter(\.isSupported)
    let library = Products(.openblas).refusal == nil
    products =
      tiles.map { Products(.own, tiles: $0) }
      + (library ? [Products(.openblas)] : [])
    ways =
      tiles.map { "tiles, \($0.rawValue)" } + (library ? ["OpenBLAS"] : [])
    rows = Self.shapes.map { name, shape in
      Row(
        name: name, speeds: speeds(of: shape, rounds: rounds),
        choice: Products(.auto).tiles(for: shape) == nil ? ways.count - 1 : 0)
    }
  }

  private static let shapes: [(name: String, shape: ProductShape)] = [
    ("32 × 100 · 100 × 400, a time step", shape(32, 100, 400)),
    ("43 × 400 · 400 × 100, its way back", shape(43, 400, 100)),
    ("8 × 200 · 200 × 800, H = 200, few rows", shape(8, 200, 800)),
    ("32 × 200 · 200 × 800, H = 200", shape(32, 200, 800)),
    ("672 × 264 · (400 × 264)ᵀ, inputs", shape(672, 264, 400, right: true)),
    (
      "672 × 264 · (800 × 264)ᵀ, H = 200",
      shape(672, 264, 800, right: true)
    ),
    (
      "(672 × 400)ᵀ · 672 × 264, their gradient",
      shape(400, 672, 264, left: true)
    ),
    ("(654 × 800)ᵀ · 654 × 200, H = 200", shape(800, 654, 200, left: true)),
    (
      "(18 × 400)ᵀ · 18 × 100, one sentence", shape(400, 18, 100, left: true)
    ),
    ("(50 × 100)ᵀ · 50 × 100, penalty", shape(100, 50, 100, left: true)),
    ("50 × 100 · 100 × 100, its gradient", shape(50, 100, 100)),
    ("1 × 400 · 400 × 100, one sentence", shape(1, 400, 100)),
  ]

  private static func shape(
    _ n: Int, _ k: Int, _ m: Int, left: Bool = false, right: Bool = false
  ) -> ProductShape {
    ProductShape(n: n, m: m, k: k, leftTransposed: left, rightTransposed: right)
  }

  /// The best of some rounds, in which the ways take turns.
  private func speeds(of shape: ProductShape, rounds: Int) -> [Double] {
    let workspace = Workspace()
    func factor(_ rows: Int, _ columns: Int, transposed: Bool) -> Factor {
      let block = workspace.block(
        rows: transposed ? columns : rows, columns: transposed ? rows : columns)
      block.clear()
      return transposed ? .transposed(block) : .asIs(block)
    }
    let a = factor(shape.n, shape.k, transposed: shape.leftTransposed)
    let b = factor(shape.k, shape.m, transposed: shape.rightTransposed)
    let c = workspace.block(rows: shape.n, columns: shape.m)
    c.clear()
    let operations = 2 * Double(shape.n * shape.m * shape.k)
    let times = max(1, Int(2e7 / operations))
    var best = products.map { _ in Double.infinity }
    for _ in 0..<rounds {
      for (way, products) in products.enumerated() {
        let seconds = Products.$current.withValue(products) {
          ContinuousClock().measure {
            for _ in 0..<times { multiply(a, b, into: c, keep: 1) }
          } / .seconds(1)
        }
        best[way] = min(best[way], seconds / Double(times))
      }
    }
    return best.map { operations / $0 }
  }
}

extension ProductSpeeds {
  /// In GFLOP/s, with a star at what `auto` takes.
  package var output: Output {
    .heading("Products, GFLOP/s on one thread")
      + .table(
        Table(
          ["[n, k] · [k, m]"] + ways,
          rows.map { row in
            [row.name]
              + row.speeds.enumerated().map { way, speed in
                String(format: "%.0f", speed / 1e9)
                  + (way == row.choice ? "*" : " ")
              }
          }))
      + .note("* marks what auto takes here.")
  }
}
