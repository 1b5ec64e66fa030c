import SluiceOutput

extension CSV {
  /// A value in full precision.
  static func text(_ value: Value) -> String {
    switch value {
    case .number(let number):
      Int(exactly: number).map(String.init) ?? String(number)
    default: value.text
    }
  }

  /// What ``text(_:)`` wrote, as far as a text can say.
  static func value(_ text: String) -> Value {
    if let number = Double(text) { return .number(number) }
    if let truth = Bool(text) { return .boolean(truth) }
    return .string(text)
  }
}
