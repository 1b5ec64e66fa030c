/// A value as it is kept between runs, whole, with its objects; what has none is
/// as in rows of sweeps, ``KeptValue``.
extension Value: Codable {
  private enum Key: String, CodingKey { case kind, object }

  /// That a value stands for what only work would tell.
  private struct Unknown: Error {}

  package init(from decoder: any Decoder) throws {
    if let braces = try? decoder.container(keyedBy: Key.self),
      let kind = try braces.decodeIfPresent(String.self, forKey: .kind)
    {
      guard let type = KeptCoding.objects[kind] else {
        throw DecodingError.dataCorruptedError(
          forKey: .kind, in: braces, debugDescription: "no such object")
      }
      self = .object(try Self.object(type, in: braces))
    } else if let items = try? decoder.singleValueContainer().decode(
      [Value].self)
    {
      self = .list(items)
    } else {
      self = try KeptValue(from: decoder).value
    }
  }

  private static func object<Object: SessionObject>(
    _ type: Object.Type, in braces: KeyedDecodingContainer<Key>
  ) throws -> any SessionObject {
    try braces.decode(type, forKey: .object)
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let object):
      var braces = encoder.container(keyedBy: Key.self)
      try braces.encode(type(of: object).keptName, forKey: .kind)
      try Self.encode(object, in: &braces)
    case .list(let items):
      var list = encoder.singleValueContainer()
      try list.encode(items)
    case .unknown: throw Unknown()
    default: try KeptValue(self).encode(to: encoder)
    }
  }

  private static func encode(
    _ object: some SessionObject,
    in braces: inout KeyedEncodingContainer<Key>
  ) throws {
    try braces.encode(object, forKey: .object)
  }
}
