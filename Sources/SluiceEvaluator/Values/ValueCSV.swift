import SluiceOutput

extension CSV {
  /// A value in full precision; nil for one that is missing. Texts that would
  /// be taken for something else stand in quotes.
  static func field(_ value: Value) -> Field? {
    switch value {
    case .missing: nil
    case .number(let number): Field(text(number))
    case .string(let text): Field(text, isQuoted: plain(text).kind != .string)
    default: Field(value.exact)
    }
  }

  /// A number with all its digits.
  static func text(_ number: Double) -> String {
    // An integer has no sign at 0.
    guard number != 0 || number.sign == .plus else { return "-0.0" }
    return Int(exactly: number).map(String.init) ?? String(number)
  }

  /// What a field stands for.
  ///
  /// - Parameters:
  ///   - field: What stands between two commas; nil for nothing.
  ///   - quotesSay: Whether a field in quotes is a text, whatever it looks
  ///     like. They say nothing in files that have all in quotes.
  /// - Returns: The value; missing for nothing.
  package static func value(_ field: Field?, quotesSay: Bool = true) -> Value {
    guard let field else { return .missing }
    return quotesSay && field.isQuoted
      ? .string(field.text) : plain(field.text)
  }

  /// What a text without quotes stands for, as far as a text can say: a number
  /// that is written with digits, a truth, or itself.
  private static func plain(_ text: String) -> Value {
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "nan": return .number(.nan)
    case "inf": return .number(.infinity)
    case "-inf": return .number(-.infinity)
    default: break
    }
    let signs = Set("0123456789+-.eE".utf8)
    guard text.utf8.allSatisfy(signs.contains), let number = Double(text)
    else { return .string(text) }
    return .number(number)
  }
}
