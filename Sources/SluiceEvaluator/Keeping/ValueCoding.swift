/// A value as it is kept between runs, whole, with its objects; rows of sweeps
/// have ``KeptValue``.
extension Value: Codable {
  private enum Key: String, CodingKey { case number, word, range, kind, object }

  /// That a value stands for what only work would tell.
  private struct Unknown: Error {}

  package init(from decoder: any Decoder) throws {
    if let braces = try? decoder.container(keyedBy: Key.self) {
      self = try Self.read(braces)
      return
    }
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      self = .missing
    } else if let truth = try? single.decode(Bool.self) {
      self = .boolean(truth)
    } else if let number = try? single.decode(Int.self) {
      self = .number(Double(number))
    } else if let text = try? single.decode(String.self) {
      self = .string(text)
    } else {
      self = .list(try single.decode([Value].self))
    }
  }

  private static func read(
    _ braces: KeyedDecodingContainer<Key>
  ) throws -> Value {
    if let number = try braces.decodeIfPresent(Double.self, forKey: .number) {
      return .number(number)
    }
    if let word = try braces.decodeIfPresent(String.self, forKey: .word) {
      return .symbol(word)
    }
    if let range = try braces.decodeIfPresent([Double].self, forKey: .range),
      range.count == 2
    {
      return .range(range[0], range[1])
    }
    let kind = try braces.decode(String.self, forKey: .kind)
    guard let type = KeptCoding.objects[kind] else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: braces, debugDescription: "no such object")
    }
    return .object(try Self.object(type, in: braces))
  }

  private static func object<Object: SessionObject>(
    _ type: Object.Type, in braces: KeyedDecodingContainer<Key>
  ) throws -> any SessionObject {
    try braces.decode(type, forKey: .object)
  }

  package func encode(to encoder: any Encoder) throws {
    func braces() -> KeyedEncodingContainer<Key> {
      encoder.container(keyedBy: Key.self)
    }
    func single(_ value: some Encodable) throws {
      var container = encoder.singleValueContainer()
      try container.encode(value)
    }
    switch self {
    case .number(let number):
      // Most are whole; the others keep their kind, -0 among them.
      if let whole = Int(exactly: number), number != 0 || number.sign == .plus {
        return try single(whole)
      }
      var braces = braces()
      try braces.encode(number, forKey: .number)
    case .string(let text): try single(text)
    case .boolean(let truth): try single(truth)
    case .list(let items): try single(items)
    case .symbol(let word):
      var braces = braces()
      try braces.encode(word, forKey: .word)
    case .range(let low, let high):
      var braces = braces()
      try braces.encode([low, high], forKey: .range)
    case .object(let object):
      var braces = braces()
      try braces.encode(type(of: object).keptName, forKey: .kind)
      try Self.encode(object, in: &braces)
    case .missing:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    case .unknown: throw Unknown()
    }
  }

  private static func encode(
    _ object: some SessionObject,
    in braces: inout KeyedEncodingContainer<Key>
  ) throws {
    try braces.encode(object, forKey: .object)
  }
}
