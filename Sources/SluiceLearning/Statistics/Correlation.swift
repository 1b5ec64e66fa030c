import Foundation
import SluiceDiagnostics
import SluiceRandom

/// How far two lists of numbers rise and fall together.
package struct Correlation: Sendable, Equatable {
  /// From −1 to 1.
  package private(set) var value: Double
  /// The 95% interval by Fisher's transformation, for four pairs or more that do
  /// not lie on one line; of ranks with the variance 1.06 / (n − 3).
  ///
  /// - Source: Fisher 1921; Fieller, Hartley & Pearson 1957.
  package private(set) var interval: ClosedRange<Double>?
  /// The share of orders of the second list that correlate as much, on either
  /// side of 0: of all orders where there are at most 40,320, else of so many
  /// random ones.
  package private(set) var p: Double

  /// Random orders.
  private static let rounds = 10_000
  /// The most pairs of which all orders are gone through.
  private static let exact = 8

  /// Nil where one of the lists is constant.
  ///
  /// - Parameters:
  ///   - pairs: Two or more.
  ///   - byRank: Whether by their ranks (Spearman's), equal numbers having the
  ///     mean of theirs, or by the numbers themselves (Pearson's).
  ///   - stream: Where random orders are drawn from.
  /// - Throws: That the work is to stop.
  package init?(
    _ pairs: [(x: Double, y: Double)], byRank: Bool, _ stream: RandomStream
  ) throws(Diagnostic) {
    var (x, y) = (pairs.map(\.x), pairs.map(\.y))
    if byRank { (x, y) = (Self.ranks(x), Self.ranks(y)) }
    guard let x = Self.standard(x), let y = Self.standard(y) else { return nil }
    let value = Self.product(x, y)
    self.value = min(1, max(-1, value))
    interval = Self.interval(self.value, pairs.count, byRank)
    p = try Self.p(x, y, abs(value), stream)
  }

  /// The numbers with mean 0 and length 1.
  private static func standard(_ numbers: [Double]) -> [Double]? {
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let centred = numbers.map { $0 - mean }
    let length = product(centred, centred).squareRoot()
    let largest = numbers.map(abs).max() ?? 0
    guard length > 1e-12 * largest, length > 0 else { return nil }
    return centred.map { $0 / length }
  }

  private static func product(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Places in order from 1; of equal numbers the mean of theirs.
  static func ranks(_ numbers: [Double]) -> [Double] {
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    var ranks = [Double](repeating: 0, count: numbers.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, numbers[order[end]] == numbers[order[start]] {
        end += 1
      }
      for place in start..<end {
        ranks[order[place]] = Double(start + end + 1) / 2
      }
      start = end
    }
    return ranks
  }

  private static func interval(
    _ value: Double, _ count: Int, _ byRank: Bool
  ) -> ClosedRange<Double>? {
    guard count > 3, abs(value) < 1 - 1e-12 else { return nil }
    let deviation = ((byRank ? 1.06 : 1) / Double(count - 3)).squareRoot()
    let middle = atanh(value)
    return tanh(
      middle - 1.959964 * deviation)...tanh(middle + 1.959964 * deviation)
  }

  private static func p(
    _ x: [Double], _ y: [Double], _ value: Double, _ stream: RandomStream
  ) throws(Diagnostic) -> Double {
    // Sums in another order are not the same to the bit.
    let least = value - 1e-12
    guard y.count > exact else {
      var (count, all) = (0, 0)
      eachOrder(of: y) {
        all += 1
        if abs(product(x, $0)) >= least { count += 1 }
      }
      return Double(count) / Double(all)
    }
    var stream = stream
    var order = y
    var count = 1
    for round in 0..<rounds {
      if round % 1000 == 0 { try Interrupt.check() }
      order.shuffle(using: &stream)
      if abs(product(x, order)) >= least { count += 1 }
    }
    return Double(count) / Double(rounds + 1)
  }

  /// Calls `body` with each order of some numbers (Heap's algorithm).
  private static func eachOrder(
    of numbers: [Double], _ body: ([Double]) -> Void
  ) {
    var order = numbers
    var counts = [Int](repeating: 0, count: order.count)
    body(order)
    var place = 1
    while place < order.count {
      guard counts[place] < place else {
        counts[place] = 0
        place += 1
        continue
      }
      order.swapAt(place.isMultiple(of: 2) ? 0 : counts[place], place)
      body(order)
      counts[place] += 1
      place = 1
    }
  }
}
