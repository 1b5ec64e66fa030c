import Foundation
import SluiceOutput

/// Where the time of an epoch went, as a table.
package struct ProfileReport: Sendable {
  /// The fastest product, in operations a second.
  private let peak: Double

  package init(peak: Double) { self.peak = peak }

  package func output(_ title: String, _ profile: Benchmark.Profile) -> Output {
    let whole = profile.seconds * Double(profile.threads)
    func row(_ part: Benchmark.Profile.Part) -> [String] {
      let speed = part.operations / max(part.seconds, 1e-12)
      let multiplies = part.operations > 0
      return [
        part.name,
        fixed(part.seconds * 1e6 / Double(profile.steps), 0),
        fixed(part.seconds * 1e6 / Double(profile.tokens), 2),
        fixed(100 * part.seconds / whole, 1),
        multiplies ? fixed(speed / 1e9, 0) : "",
        multiplies ? fixed(100 * speed / peak, 0) : "",
      ]
    }
    let all = Benchmark.Profile.Part(
      name: "all", seconds: whole,
      operations: profile.parts.reduce(0) { $0 + $1.operations })
    return .heading(title)
      + .table(
        Table(
          [
            "part", "µs a step", "µs a token", "% of time", "GFLOP/s",
            "% of peak",
          ], (profile.parts + [profile.rest, all]).map(row)))
      + .note(
        "\(profile.tokens) tokens in \(profile.steps) steps,"
          + " \(fixed(profile.seconds, 2)) s; times of all threads"
          + " (\(profile.threads)) together. Only the operations of products"
          + " are counted. The peak, \(fixed(peak / 1e9, 0)) GFLOP/s, is a"
          + " product of two 512 × 512 matrices on one thread.")
  }

  private func fixed(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }
}
