import Foundation

/// How numbers stand side by side in tables, whatever the user's locale.
///
/// A number by itself is written by `numberText`.
package enum NumberText {
  /// Three decimals: entries of alpha and beta, side by side.
  package static func entry(_ value: Double) -> String {
    decimals(value, 3)
  }

  /// A number with so many decimals.
  static func decimals(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return numberText(value) }
    let text = String(format: "%.\(digits)f", value)
    // No sign before nothing.
    return text.hasPrefix("-") && !text.contains { "123456789".contains($0) }
      ? String(text.dropFirst()) : text
  }

  /// A share as a percentage with two decimals.
  package static func percent(_ share: Double) -> String {
    String(format: "%.2f", 100 * share)
  }

  /// A count with what is counted: 1 sentence, 12 sentences.
  package static func count(_ count: Int, of thing: String) -> String {
    "\(self.count(count)) \(thing)\(count == 1 ? "" : "s")"
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
