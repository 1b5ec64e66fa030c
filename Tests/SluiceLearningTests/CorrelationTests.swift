import SluiceRandom
import Testing

@testable import SluiceLearning

/// Correlations, beside what SciPy 1.17 makes of the same numbers.
@Suite("Correlation") struct CorrelationTests {
  private func correlation(
    _ x: [Double], _ y: [Double], byRank: Bool = false
  ) throws -> Correlation? {
    try Correlation(
      zip(x, y).map { ($0, $1) }, byRank: byRank, RandomStream(seed: 1))
  }

  @Test("By size and by order, with ties")
  func values() throws {
    let (x, y) = ([1.0, 2, 3, 4, 5, 6], [2.0, 1, 4, 4, 8, 20])
    let pearson = try #require(try correlation(x, y))
    #expect(abs(pearson.value - 0.8433) < 5e-5)
    let spearman = try #require(try correlation(x, y, byRank: true))
    #expect(abs(spearman.value - 0.9276) < 5e-5)
    #expect(Correlation.ranks(y) == [2, 1, 3.5, 3.5, 5, 6])
    let interval = try #require(pearson.interval)
    #expect(abs(interval.lowerBound - 0.1006) < 1e-3)
    #expect(abs(interval.upperBound - 0.9825) < 1e-3)
  }

  @Test("All orders of few pairs are gone through")
  func exact() throws {
    // Of the 24 orders two correlate as much: this one and its mirror image.
    #expect(try correlation([1, 2, 3, 4], [1, 2, 3, 4])?.p == 2.0 / 24)
    #expect(try correlation([1, 2, 3], [1, 3, 2])?.p == 1)
  }

  @Test("Random orders of many: level and power")
  func random() throws {
    var stream = RandomStream(seed: 3)
    var below = 0
    for _ in 0..<40 {
      let x = (0..<12).map { _ in Double.random(in: 0..<1, using: &stream) }
      let y = (0..<12).map { _ in Double.random(in: 0..<1, using: &stream) }
      if try #require(try correlation(x, y)).p < 0.05 { below += 1 }
    }
    #expect(below <= 6, "\(below)")
    let x = (0..<12).map(Double.init)
    #expect(try #require(try correlation(x, x.map { $0 * $0 })).p < 0.001)
  }

  @Test("What is constant correlates with nothing")
  func constant() throws {
    #expect(try correlation([1, 1, 1], [1, 2, 3]) == nil)
    #expect(try correlation([0.1, 0.1, 0.1], [1, 2, 3]) == nil)
    #expect(try correlation([1, 2, 4], [1, 2, 3])?.interval == nil)
    #expect(try correlation([1, 2, 3, 4], [1, 2, 3, 4])?.interval == nil)
  }
}
