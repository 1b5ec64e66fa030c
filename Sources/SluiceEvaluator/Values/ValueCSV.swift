import SluiceOutput

extension CSV {
  /// A value in full precision; nil for one that is missing.
  static func text(_ value: Value) -> String? {
    switch value {
    case .number(let number):
      Int(exactly: number).map(String.init) ?? String(number)
    case .string(let text): text
    case .missing: nil
    default: value.exact
    }
  }

  /// What a text stands for, as far as a text can say: a number that is written
  /// with digits, a truth, nothing, or itself.
  package static func value(_ text: String?) -> Value {
    guard let text else { return .missing }
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
