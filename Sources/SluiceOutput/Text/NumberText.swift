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
  package static func decimals(_ value: Double, _ digits: Int) -> String {
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

  /// A time in words: 37 s, 4 min 12 s, 1 h 37 min.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "a long time" }
    let whole = Int(max(0, seconds).rounded())
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    return hours > 0
      ? "\(hours) h \(minutes) min"
      : minutes > 0 ? "\(minutes) min \(whole % 60) s" : "\(whole) s"
  }

  /// A count with what is counted: 1 sentence, 12 sentences.
  package static func count(_ count: Int, of thing: String) -> String {
    "\(self.count(count)) \(thing)\(count == 1 ? "" : "s")"
  }

  /// A count with commas: 12,345.
  package static func count(_ count: Int) -> String {
    let digits = String(count.magnitude)
    var text = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (count < 0 ? "-" : "") + text
  }
}

/// A number as it is shown everywhere: whole numbers whole, others with four
/// decimals, or four significant digits where that would say nothing.
package func numberText(_ number: Double) -> String {
  guard number.isFinite else {
    return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf"
  }
  if abs(number) < 1e15, let whole = Int(exactly: number) {
    return String(whole)
  }
  guard abs(number) >= 0.001, abs(number) < 1_000_000_000 else {
    return scientific(number)
  }
  let scaled = (abs(number) * 10_000).rounded()
  let whole = Int(scaled / 10_000)
  let fraction = String(Int(scaled) % 10_000)
  var digits = String(repeating: "0", count: 4 - fraction.count) + fraction
  while digits.count > 1, digits.last == "0" { digits.removeLast() }
  return (number < 0 ? "-" : "") + "\(whole).\(digits)"
}

/// Four significant digits and a power of ten: `1.234e-5`.
private func scientific(_ number: Double) -> String {
  var exponent = 0
  var mantissa = abs(number)
  while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
  while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
  mantissa = (mantissa * 1_000).rounded() / 1_000
  if mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
  let sign = number < 0 ? "-" : ""
  let whole = Int(exactly: mantissa).map(String.init)
  return sign + (whole ?? String(mantissa)) + "e\(exponent)"
}
