/// Tiles of our own for products, by the kind of processor they are for; the
/// best first.
package enum Tiles: String, CaseIterable, Sendable {
  case avx512 = "AVX-512"
  case avx2 = "AVX2"
}

/// Who works out products: a setting of the thread, which ``Workers`` hand on.
package struct Products: Hashable, Sendable {
  package enum Choice: String, CaseIterable, Sendable {
    /// Each product goes where it is faster.
    case auto
    /// All go to our tiles.
    case own
    case openblas
  }

  package let choice: Choice
  /// The tiles there are; none where this is no x86-64 with AVX2.
  package let tiles: Tiles?

  @TaskLocal package static var current = Products(.auto)

  package init(_ choice: Choice, tiles: Tiles? = .best) {
    self.choice = choice
    self.tiles = tiles
  }

  /// Why this cannot be done here, if it cannot: for people.
  package var refusal: String? {
    let noLibrary =
      "there is no OpenBLAS here; on Debian and Ubuntu it is libopenblas0"
    switch choice {
    case .auto:
      return tiles == nil && OpenBLAS.loaded == nil ? noLibrary : nil
    case .own:
      return tiles == nil
        ? "our own products need an x86-64 processor with AVX2; this is not one"
        : nil
    case .openblas: return OpenBLAS.loaded == nil ? noLibrary : nil
    }
  }

  /// Our tiles, for a product that goes to them; none if it goes to OpenBLAS.
  package func tiles(for shape: ProductShape) -> Tiles? {
    guard let tiles else { return nil }
    return switch choice {
    case .auto:
      shape.suitsOpenBLAS(besides: tiles) && OpenBLAS.loaded?.isWide == true
        ? nil : tiles
    case .own: tiles
    case .openblas: nil
    }
  }

  /// What there is here to work products out, line by line, for people.
  package static var inventory: [String] {
    [
      "tiles: \(Tiles.best?.rawValue ?? "none for this processor")",
      "BLAS: \(OpenBLAS.loaded?.configuration ?? "none")",
    ]
  }
}

/// What the choice between tiles and OpenBLAS looks at: `[n, k] · [k, m]`.
package struct ProductShape: Sendable {
  package let n, m, k: Int
  package let leftTransposed, rightTransposed: Bool

  package init(
    n: Int, m: Int, k: Int, leftTransposed: Bool, rightTransposed: Bool
  ) {
    self.n = n
    self.m = m
    self.k = k
    self.leftTransposed = leftTransposed
    self.rightTransposed = rightTransposed
  }

  /// The rule: whether OpenBLAS is faster than these tiles. The figures that
  /// made it are in docs/architecture.md.
  func suitsOpenBLAS(besides tiles: Tiles) -> Bool {
    let work = n * m * k
    // Below this nothing is gained that would pay for loading it.
    guard work >= 100_000 else { return false }
    return switch tiles {
    case .avx512:
      // A last vector of columns that is not full: OpenBLAS has kernels for
      // small products, which waste less of it.
      work <= 1_000_000 && m % 16 != 0 && n >= 16 && !rightTransposed
    case .avx2:
      // A transposed left factor, which the tiles read across its rows; a right
      // factor larger than half of most second caches, for many rows.
      leftTransposed ? n >= 40 : n >= 64 && k * m > 110_000
    }
  }
}
