import Foundation

/// A value of JSON, whatever it is; written as Jupyter writes files, with the
/// keys in order.
indirect enum JSONTree: Equatable {
  case null
  case truth(Bool)
  case whole(Int)
  case text(String)
  case list([JSONTree])
  case object([String: JSONTree])
  /// A number that nothing here asks for.
  case other(String)

  /// - Returns: nil for what is no JSON.
  init?(_ bytes: [UInt8]) {
    guard
      let value = try? JSONSerialization.jsonObject(
        with: Data(bytes), options: [.fragmentsAllowed])
    else { return nil }
    self.init(any: value)
  }

  private init(any value: Any) {
    switch value {
    case let object as [String: Any]:
      self = .object(object.mapValues(Self.init(any:)))
    case let list as [Any]: self = .list(list.map(Self.init(any:)))
    case let text as String: self = .text(text)
    case let whole as Int: self = .whole(whole)
    case is NSNull: self = .null
    default: self = .other("\(value)")
    }
  }

  subscript(_ key: String) -> JSONTree? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var whole: Int? { if case .whole(let whole) = self { whole } else { nil } }
  var list: [JSONTree]? {
    if case .list(let list) = self { list } else { nil }
  }

  /// A text that may be written as a list of its lines.
  var joinedText: String? {
    if let text { return text }
    guard let list else { return nil }
    let texts = list.compactMap(\.text)
    return texts.count == list.count ? texts.joined() : nil
  }

  /// A text as a list of its lines, each with its end.
  static func lines(_ text: String) -> JSONTree {
    var lines: [String] = []
    var line: [UInt8] = []
    for byte in text.utf8 {
      line.append(byte)
      guard byte == 0x0A else { continue }
      lines.append(String(decoding: line, as: UTF8.self))
      line = []
    }
    if !line.isEmpty { lines.append(String(decoding: line, as: UTF8.self)) }
    return .list(lines.map(JSONTree.text))
  }

  // MARK: - Writing

  func written(_ indent: String = "") -> String {
    let inner = indent + " "
    switch self {
    case .null: return "null"
    case .truth(let truth): return truth ? "true" : "false"
    case .whole(let whole): return "\(whole)"
    case .other(let number): return number
    case .text(let text): return Self.quoted(text)
    case .list(let list):
      guard !list.isEmpty else { return "[]" }
      let items = list.map { inner + $0.written(inner) }
      return "[\n\(items.joined(separator: ",\n"))\n\(indent)]"
    case .object(let object):
      guard !object.isEmpty else { return "{}" }
      let items = object.sorted {
        $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
      }
      .map { "\(inner)\(Self.quoted($0)): \($1.written(inner))" }
      return "{\n\(items.joined(separator: ",\n"))\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar == "\u{FEFF}":
        let digits = String(scalar.value, radix: 16)
        quoted +=
          "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
