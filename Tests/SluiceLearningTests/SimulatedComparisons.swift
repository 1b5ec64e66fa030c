import Foundation
import SluiceLearning
import SluiceRandom
import Testing

/// Comparisons whose truth is known: how often a difference is found where there
/// is none and where there is one, and how wide intervals are.
///
/// The tables of docs/statistics.md, of 4,000 comparisons each, are printed by
///
///     SLUICE_COMPARISONS=4000 swift test --filter SimulatedComparisons
@Suite("Simulated comparisons") struct SimulatedComparisons {
  /// How many comparisons each figure is of; more are asked for by name, and
  /// printed.
  private static let asked = ProcessInfo.processInfo
    .environment["SLUICE_COMPARISONS"].flatMap(Int.init)
  private static let comparisons = max(100, asked ?? 600)

  /// Where differences come from: standard deviations of a unit's, and of a
  /// seed's within it.
  private struct Spread {
    var name: String
    var units, seeds: Double
  }

  private static let spreads = [
    Spread(name: "units only", units: 1, seeds: 0),
    Spread(name: "mostly units", units: 1, seeds: 0.5),
    Spread(name: "both", units: 1, seeds: 1),
    Spread(name: "mostly seeds", units: 0.5, seeds: 1),
    Spread(name: "seeds only", units: 0, seeds: 1),
  ]
  private static let seeds = 3

  /// How many of the comparisons come out in some way.
  private struct Rates {
    var level = 0.0, earlierLevel = 0.0, flips = 0.0
    var power = 0.0, earlierPower = 0.0
    var width = 0.0, earlierWidth = 0.0
    /// Called equivalent, where the difference is the margin and where it is 0.
    var falselyEquivalent = 0.0, equivalent = 0.0
  }

  @Test("Level, power and width, by where the spread is from")
  func rates() throws {
    var rows: [String] = []
    for units in [3, 5, 10] {
      for spread in Self.spreads {
        let rates = try rates(spread, units: units)
        let place = Comment(
          rawValue: "\(units) units, \(spread.name): \(rates)")
        #expect((0.03...0.07).contains(rates.level), place)
        #expect(rates.flips <= 0.07, place)
        #expect(rates.falselyEquivalent <= 0.07, place)
        #expect(rates.power >= rates.earlierPower, place)
        #expect(rates.width <= rates.earlierWidth, place)
        rows.append(row(units, spread.name, rates))
      }
    }
    report(
      [
        "| units | spread | level, earlier | t | flips | power, earlier | t"
          + " | width, earlier | t | equivalent, at the margin | at 0 |",
        "|---" + String(repeating: "|---", count: 10) + "|",
      ] + rows)
  }

  @Test(
    "Over all pairs of four methods one is found different at most so often")
  func family() throws {
    var rows: [String] = []
    for units in [3, 5, 10] {
      var stream = RandomStream(seed: 8).split(UInt64(units))
      var found = 0, foundEarlier = 0
      for _ in 0..<Self.comparisons {
        let scores = (1...4).map { _ in
          differences(Self.spreads[2], units: units, &stream)
        }
        let all = scores.enumerated().flatMap {
          runs("\($0.offset)", $0.element)
        }
        let pairs = try Comparison(all).pairs
        if pairs.contains(where: \.isDistinguishable) { found += 1 }
        for pair in pairs {
          #expect(pair.isDistinguishable == !pair.interval.contains(0))
        }
        let earlier = pairsOf(scores).map { one, two in
          EarlierTest(zip(one, two).map { zip($0, $1).map(-) }).pValue
        }
        if EarlierTest.smallest(earlier) < 0.05 { foundEarlier += 1 }
      }
      #expect(share(found) <= 0.07)
      rows.append(
        "| \(units) | \(percent(share(foundEarlier)))"
          + " | \(percent(share(found))) |")
    }
    report(
      ["| units | earlier (Holm) | now (Šidák) |", "|---|---|---|"] + rows)
  }

  private func pairsOf(
    _ scores: [[[Double]]]
  ) -> [(one: [[Double]], two: [[Double]])] {
    scores.indices.flatMap { i in
      scores[(i + 1)...].map { (scores[i], $0) }
    }
  }

  // MARK: - Simulation

  private func rates(_ spread: Spread, units: Int) throws -> Rates {
    var stream = RandomStream(seed: 7).split(spread.name).split(UInt64(units))
    let variance =
      spread.units * spread.units
      + spread.seeds * spread.seeds / Double(Self.seeds)
    let error = (variance / Double(units)).squareRoot()
    // Of three standard errors: neither hardly ever found nor nearly always.
    let effect = 3 * error
    var rates = Rates()
    for _ in 0..<Self.comparisons {
      let none = differences(spread, units: units, &stream)
      let some = none.map { $0.map { $0 + effect } }
      let still = try pair(none)
      let moved = try pair(some)
      let earlier = EarlierTest(none)
      rates.level += still.isDistinguishable ? 1 : 0
      rates.earlierLevel += earlier.pValue < 0.05 ? 1 : 0
      rates.flips += still.flipsPValue < 0.05 ? 1 : 0
      rates.power += moved.isDistinguishable ? 1 : 0
      rates.earlierPower += EarlierTest(some).pValue < 0.05 ? 1 : 0
      rates.width +=
        (still.interval.upperBound - still.interval.lowerBound) / error
      rates.earlierWidth += earlier.width / error
      rates.falselyEquivalent +=
        moved.difference.equivalence(within: effect) < 0.05 ? 1 : 0
      rates.equivalent +=
        still.difference.equivalence(within: effect) < 0.05 ? 1 : 0
    }
    for path in [
      \Rates.level, \.earlierLevel, \.flips, \.power, \.earlierPower, \.width,
      \.earlierWidth, \.falselyEquivalent, \.equivalent,
    ] {
      rates[keyPath: path] /= Double(Self.comparisons)
    }
    return rates
  }

  /// Differences by unit and seed, without any in the mean.
  private func differences(
    _ spread: Spread, units: Int, _ stream: inout RandomStream
  ) -> [[Double]] {
    (0..<units).map { _ in
      let unit = spread.units * normal(&stream)
      return (0..<Self.seeds).map { _ in
        unit + spread.seeds * normal(&stream)
      }
    }
  }

  /// What a comparison makes of differences.
  private func pair(_ differences: [[Double]]) throws -> Comparison.Pair {
    let none = differences.map { $0.map { _ in 0.0 } }
    return try Comparison(runs("a", differences) + runs("b", none)).pairs[0]
  }

  private func runs(_ method: String, _ scores: [[Double]]) -> [Comparison.Run]
  {
    scores.enumerated().flatMap { unit, scores in
      scores.enumerated().map { seed, score in
        Comparison.Run(
          method: method, unit: "\(unit)", repetition: "\(seed)", score: score)
      }
    }
  }

  private func normal(_ stream: inout RandomStream) -> Double {
    let u = Double(max(stream.uniform(), 1e-7))
    return (-2 * log(u)).squareRoot() * cos(2 * .pi * Double(stream.uniform()))
  }

  // MARK: - Tables

  private func row(_ units: Int, _ spread: String, _ rates: Rates) -> String {
    let shares = [
      rates.earlierLevel, rates.level, rates.flips, rates.earlierPower,
      rates.power,
    ].map(percent)
    let widths = [rates.earlierWidth, rates.width].map {
      String(format: "%.1f", $0)
    }
    let equivalent = [rates.falselyEquivalent, rates.equivalent].map(percent)
    return "| "
      + (["\(units)", spread] + shares + widths + equivalent)
      .joined(separator: " | ") + " |"
  }

  private func report(_ lines: [String]) {
    guard Self.asked != nil else { return }
    print(lines.joined(separator: "\n") + "\n")
  }

  private func share(_ count: Int) -> Double {
    Double(count) / Double(Self.comparisons)
  }

  private func percent(_ share: Double) -> String {
    String(format: "%.1f%%", 100 * share)
  }
}
