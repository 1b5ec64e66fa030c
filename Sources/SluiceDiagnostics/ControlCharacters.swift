extension Unicode.Scalar {
  /// Whether it could move a terminal's cursor, command the terminal or turn
  /// the direction of text around, so that what is read is not what is there:
  /// controls, marks of direction, and separators of lines.
  package var movesCursor: Bool {
    value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x061C
      || (0x200E...0x200F).contains(value)
      || (0x2028...0x202E).contains(value)
      || (0x2066...0x2069).contains(value)
  }

  /// Its number as Unicode writes it: `U+001B`.
  package var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count))
      + digits
  }

  /// As JSON writes it by its number: `\u001b`.
  private var jsonEscape: String {
    let digits = String(value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count))
      + digits
  }

  fileprivate var safeInJSON: String { movesCursor ? jsonEscape : String(self) }
}

/// JSON in which no text commands the terminal or the log that it is shown in.
///
/// - Parameter json: JSON on one line.
/// - Returns: The same values, with such characters by their numbers.
package func escapingControls(_ json: String) -> String {
  guard json.unicodeScalars.contains(where: \.movesCursor) else { return json }
  return json.unicodeScalars.reduce(into: "") { $0 += $1.safeInJSON }
}
