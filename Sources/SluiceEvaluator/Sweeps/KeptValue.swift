import Foundation
import SluiceOutput

/// A value as a kept row has it, in JSON with its kind: what is written comes
/// back equal, to the last bit.
///
/// Numbers, texts, truths and lists are those of JSON, and a missing value is
/// `null`; what JSON has no form for stands in braces behind its kind:
/// `{"word":"adam"}`, `{"range":[1,5]}`, `{"number":"nan"}`.
package enum KeptValue: Equatable, Sendable {
  case number(Double)
  case text(String)
  case truth(Bool)
  case word(String)
  case list([KeptValue])
  case range(Double, Double)
  case missing
  /// An object that a sweep varied: it is known again by its digest, and read
  /// as a word, what it was called.
  case object(summary: String, digest: String)

  package init(_ value: Value) {
    switch value {
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .boolean(let truth): self = .truth(truth)
    case .symbol(let word): self = .word(word)
    case .list(let items): self = .list(items.map(KeptValue.init))
    case .range(let low, let high): self = .range(low, high)
    case .missing, .unknown: self = .missing
    case .object(let object):
      self = .object(
        summary: object.summary, digest: Digest.text(object.fingerprint))
    }
  }

  package var value: Value {
    switch self {
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    case .truth(let truth): .boolean(truth)
    case .word(let word): .symbol(word)
    case .list(let items): .list(items.map(\.value))
    case .range(let low, let high): .range(low, high)
    case .missing: .missing
    case .object(let summary, _): .symbol(summary)
    }
  }

  package static func == (one: KeptValue, two: KeptValue) -> Bool {
    KeptJSON.line(one) == KeptJSON.line(two)
  }
}

extension KeptValue: Codable {
  private enum Key: String, CodingKey {
    case number, word, range, object, digest
  }

  package init(from decoder: any Decoder) throws {
    if let braces = try? decoder.container(keyedBy: Key.self) {
      self = try Self.read(braces)
      return
    }
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      self = .missing
    } else if let truth = try? single.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? single.decode(Double.self) {
      self = .number(number)
    } else if let text = try? single.decode(String.self) {
      self = .text(text)
    } else {
      self = .list(try single.decode([KeptValue].self))
    }
  }

  private static func read(
    _ braces: KeyedDecodingContainer<Key>
  ) throws -> KeptValue {
    if let word = try braces.decodeIfPresent(String.self, forKey: .word) {
      return .word(word)
    }
    if let range = try braces.decodeIfPresent([Double].self, forKey: .range),
      range.count == 2
    {
      return .range(range[0], range[1])
    }
    if let object = try braces.decodeIfPresent(String.self, forKey: .object) {
      return .object(
        summary: object, digest: try braces.decode(String.self, forKey: .digest)
      )
    }
    switch try braces.decode(String.self, forKey: .number) {
    case "nan": return .number(.nan)
    case "inf": return .number(.infinity)
    case "-inf": return .number(-.infinity)
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .number, in: braces, debugDescription: "not a number")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .number(let number) where !number.isFinite:
      var braces = encoder.container(keyedBy: Key.self)
      try braces.encode(numberText(number), forKey: .number)
    case .word(let word):
      var braces = encoder.container(keyedBy: Key.self)
      try braces.encode(word, forKey: .word)
    case .range(let low, let high):
      var braces = encoder.container(keyedBy: Key.self)
      try braces.encode([low, high], forKey: .range)
    case .object(let summary, let digest):
      var braces = encoder.container(keyedBy: Key.self)
      try braces.encode(summary, forKey: .object)
      try braces.encode(digest, forKey: .digest)
    default:
      var single = encoder.singleValueContainer()
      switch self {
      case .number(let number): try single.encode(number)
      case .text(let text): try single.encode(text)
      case .truth(let truth): try single.encode(truth)
      case .list(let items): try single.encode(items)
      default: try single.encodeNil()
      }
    }
  }
}

/// JSON on one line, the same for the same value.
enum KeptJSON {
  static func line(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    // What is kept is texts and finite numbers, all of which JSON has.
    let data = (try? encoder.encode(value)) ?? Data()
    return String(decoding: escaped(data), as: UTF8.self)
  }

  /// A byte-order mark is escaped, since many readers drop one.
  private static func escaped(_ data: Data) -> Data {
    let pieces = data.split(
      separator: [0xEF, 0xBB, 0xBF], omittingEmptySubsequences: false)
    return Data(pieces.joined(separator: Data("\\ufeff".utf8)))
  }

  static func value<T: Decodable>(_ type: T.Type, of line: Data) -> T? {
    try? JSONDecoder().decode(type, from: line)
  }
}
