import Foundation

/// Values between commas, as spreadsheets read them (RFC 4180).
enum CSV {
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
    if let truth = Bool(text) { return .truth(truth) }
    return .text(text)
  }

  static func line(_ fields: [String]) -> String {
    fields.map { field in
      field.contains { ",\"\r\n".contains($0) }
        ? "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        : field
    }.joined(separator: ",")
  }

  /// The fields of a line, nil where a quote is not closed.
  static func fields(_ line: Substring) -> [String]? {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var characters = line.makeIterator()
    var pending = characters.next()
    while let character = pending {
      pending = characters.next()
      switch character {
      case "\"" where isQuoted && pending == "\"":
        field.append("\"")
        pending = characters.next()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        fields.append(field)
        field = ""
      default: field.append(character)
      }
    }
    return isQuoted ? nil : fields + [field]
  }
}
