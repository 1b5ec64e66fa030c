import Foundation

/// How numbers stand side by side in tables, whatever the user's locale.
///
/// A number by itself is written by `numberText`.
package enum NumberText {
  /// Three decimals: entries of alpha and beta, side by side.
  package static func entry(_ value: Double) -> String {
    value.isFinite
      ? String(format: "%.3f", abs(value) < 0.0005 ? 0 : value)
      : numberText(value)
  }

  /// A share as a percentage with two decimals.
  package static func percent(_ share: Double) -> String {
    String(format: "%.2f", 100 * share)
  }

  /// A count with commas: 12,345.
  package static func count(_ count: Int) -> String {
    let digits = String(abs(count))
    var text = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (count < 0 ? "-" : "") + text
  }
}
