import Foundation
import SluiceDiagnostics
import SluiceFiles

/// A file of named tensors with a header of text: the safetensors format.
///
/// Eight bytes give the header's length; the header is JSON and names each
/// tensor's type, shape and place; the numbers follow, little-endian.
///
/// - Source: <https://github.com/huggingface/safetensors>.
package struct Safetensors: Sendable, Equatable {
  package var metadata: [String: String]
  package var tensors: [String: StoredTensor]

  package init(
    metadata: [String: String] = [:], tensors: [String: StoredTensor] = [:]
  ) {
    self.metadata = metadata
    self.tensors = tensors
  }

  /// Whether it knows names and shapes alone.
  var isHeaderOnly: Bool {
    tensors.values.contains { if case .unread = $0 { true } else { false } }
  }
}

/// A tensor's numbers, as the file has them.
package enum StoredTensor: Sendable, Equatable {
  case float32([Int], [Float])
  case float64([Int], [Double])
  case int64([Int], [Int64])
  /// One whose numbers were not read, and where in the file they are.
  case unread([Int], type: String, Place)

  package struct Place: Sendable, Equatable {
    package let start, count: Int
  }

  package var shape: [Int] {
    switch self {
    case .float32(let shape, _), .float64(let shape, _), .int64(let shape, _),
      .unread(let shape, _, _):
      shape
    }
  }

  /// The format's name of the type.
  var type: String {
    switch self {
    case .float32: "F32"
    case .float64: "F64"
    case .int64: "I64"
    case .unread(_, let type, _): type
    }
  }

  var bytes: Data {
    switch self {
    case .float32(_, let values): values.withUnsafeBytes { Data($0) }
    case .float64(_, let values): values.withUnsafeBytes { Data($0) }
    case .int64(_, let values): values.withUnsafeBytes { Data($0) }
    case .unread: Data()
    }
  }
}

// MARK: - Reading

extension Safetensors {
  /// The largest header that is read; the format's own limit.
  private static let longestHeader = 100_000_000

  /// So many tensors are read: a network that was trained for 100,000 epochs
  /// has the α and β of each.
  private static let mostTensors = 400_000

  /// Types whose numbers are read, and the bytes of one.
  private static let readTypes = ["F32": 4, "F64": 8, "I64": 8]

  /// - Throws: ``Diagnostic`` saying what of the file is wrong.
  package init(contentsOf path: String) throws(Diagnostic) {
    let data = try Self.reading(path) { () throws(Unreadable) in
      try WholeFile.read(path)
    }
    try self.init(data, name: path)
  }

  /// Reads names, shapes and metadata alone: a file of any size costs no more
  /// than its header.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - more: The bytes of a number of each type that may occur beside those
  ///     whose numbers this reads.
  /// - Throws: ``Diagnostic`` saying what of the file is wrong.
  package init(
    headerOf path: String, with more: [String: Int] = [:]
  ) throws(Diagnostic) {
    let (start, size) = try Self.reading(path) { () throws(Unreadable) in
      (try WholeFile.read(first: 8, of: path), try WholeFile.size(of: path))
    }
    let length = try Self.headerLength(start, of: size, name: path)
    let header = try Self.reading(path) { () throws(Unreadable) in
      try WholeFile.read(first: 8 + length, of: path).dropFirst(8)
    }
    try self.init(
      header: header, count: size - 8 - length, name: path,
      types: Self.readTypes.merging(more) { $1 }
    ) { part, shape, type in
      .unread(
        shape, type: type,
        StoredTensor.Place(
          start: 8 + length + part.lowerBound, count: part.count))
    }
  }

  /// - Parameters:
  ///   - data: The file's bytes.
  ///   - name: What the file is called in messages.
  /// - Throws: ``Diagnostic`` saying what of them is wrong.
  package init(_ data: Data, name: String) throws(Diagnostic) {
    let bytes = [UInt8](data)
    let length = try Self.headerLength(
      data.prefix(8), of: bytes.count, name: name)
    let start = 8 + length
    try self.init(
      header: Data(bytes[8..<start]), count: bytes.count - start, name: name,
      types: Self.readTypes
    ) { part, shape, type in
      let part = bytes[start + part.lowerBound..<start + part.upperBound]
      return switch type {
      case "F32": .float32(shape, Self.numbers(part, of: Float.self))
      case "F64": .float64(shape, Self.numbers(part, of: Double.self))
      default: .int64(shape, Self.numbers(part, of: Int64.self))
      }
    }
  }

  private static func reading<T>(
    _ path: String, _ read: () throws(Unreadable) -> T
  ) throws(Diagnostic) -> T {
    do throws(Unreadable) { return try read() } catch {
      throw error.diagnostic(
        path, inFolder: "name the .safetensors file itself"
      ) {
        Diagnostic(
          .fileNotFound, "there is no file \(path)",
          hint: "check the name; `save` writes such files")
      }
    }
  }

  /// The header's length, which a file's first eight bytes give.
  private static func headerLength(
    _ start: Data, of count: Int, name: String
  ) throws(Diagnostic) -> Int {
    guard count >= 8, start.count == 8 else {
      throw broken(name, "it ends before its header does")
    }
    let length = start.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(longestHeader) else {
      throw broken(name, "it says its header has \(length) bytes")
    }
    guard Int(length) <= count - 8 else {
      throw broken(name, "it ends before its header does")
    }
    return Int(length)
  }

  /// - Parameters:
  ///   - json: The header.
  ///   - count: How many bytes follow it.
  ///   - name: What the file is called in messages.
  ///   - types: The bytes of a number of each type that may occur.
  ///   - stored: A tensor by its bytes, its shape and its type.
  /// - Throws: ``Diagnostic`` saying what is wrong.
  private init(
    header json: Data, count: Int, name: String, types: [String: Int],
    stored: (Range<Int>, [Int], String) -> StoredTensor
  ) throws(Diagnostic) {
    let names = JSONNames(json)
    if let twice = names.twice {
      throw Self.broken(name, "its header has \(twice) twice")
    }
    guard names.objects <= Self.mostTensors else {
      throw Self.broken(name, "its header has \(names.objects) tensors")
    }
    guard
      let json = try? JSONSerialization.jsonObject(with: Self.escaped(json)),
      let header = json as? [String: Any]
    else { throw Self.broken(name, "its header is not a JSON object") }

    guard
      let metadata = (header["__metadata__"] ?? [:]) as? [String: String]
    else { throw Self.broken(name, "its metadata does not map names to texts") }
    self.metadata = metadata
    tensors = [:]
    var parts: [Range<Int>] = []
    for (tensor, value) in header.sorted(by: { $0.key < $1.key })
    where tensor != "__metadata__" {
      let (shape, type, part) = try Self.entry(
        value, count, tensor, types, in: name)
      tensors[tensor] = stored(part, shape, type)
      parts.append(part)
    }
    var end = 0
    for part in parts.sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }) {
      guard part.lowerBound == end else {
        throw Self.broken(
          name,
          part.lowerBound < end
            ? "two of its tensors share bytes"
            : "some of its bytes belong to no tensor")
      }
      end = part.upperBound
    }
    guard end == count else {
      throw Self.broken(name, "some of its bytes belong to no tensor")
    }
  }

  /// JSON with each U+FEFF as an escape: Foundation's reader takes one that
  /// follows a quote, even an escaped one, for a byte-order mark and drops it.
  private static func escaped(_ json: Data) -> Data {
    let mark = Data([0xEF, 0xBB, 0xBF])
    var escaped = Data()
    var rest = json[...]
    while let found = rest.range(of: mark) {
      escaped += rest[..<found.lowerBound] + Data(#"\ufeff"#.utf8)
      rest = rest[found.upperBound...]
    }
    return escaped + rest
  }

  /// A tensor as the header has it.
  private static func entry(
    _ value: Any, _ bytes: Int, _ tensor: String, _ types: [String: Int],
    in name: String
  ) throws(Diagnostic) -> (shape: [Int], type: String, part: Range<Int>) {
    guard
      let entry = value as? [String: Any], let type = entry["dtype"] as? String,
      let shape = entry["shape"] as? [Int],
      let offsets = entry["data_offsets"] as? [Int], offsets.count == 2
    else {
      throw broken(name, "the header's entry for \(tensor) is incomplete")
    }
    guard let size = types[type] else {
      throw broken(
        name,
        "\(tensor) has the type \(type); \(enumeration(types.keys.sorted()))"
          + " can be read")
    }
    guard
      offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= bytes
    else {
      throw broken(name, "it ends before the numbers of \(tensor) do")
    }
    var count = 1
    for side in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: side)
      guard side >= 0, !overflow else {
        throw broken(name, "\(tensor) has the shape \(shape)")
      }
      count = product
    }
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow, byteCount == offsets[1] - offsets[0] else {
      throw broken(
        name,
        "\(tensor) has the shape \(shape) but"
          + " \(offsets[1] - offsets[0]) bytes")
    }
    return (shape, type, offsets[0]..<offsets[1])
  }

  private static func numbers<T>(
    _ bytes: ArraySlice<UInt8>, of type: T.Type
  ) -> [T] {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / MemoryLayout<T>.size).map {
        raw.loadUnaligned(
          fromByteOffset: $0 * MemoryLayout<T>.size, as: type)
      }
    }
  }

  private static func broken(_ name: String, _ what: String) -> Diagnostic {
    Diagnostic(
      .badCheckpoint, "\(name) is not a complete safetensors file: \(what)",
      hint: "copy or save the file again")
  }
}

// MARK: - Writing

extension Safetensors {
  /// The file's bytes; the same tensors give the same bytes.
  package func encoded() throws(Diagnostic) -> Data {
    var header: [String: Any] = [:]
    if !metadata.isEmpty { header["__metadata__"] = metadata }
    var body = Data()
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      try Interrupt.check()
      let bytes = tensor.bytes
      header[name] = [
        "dtype": tensor.type, "shape": tensor.shape,
        "data_offsets": [body.count, body.count + bytes.count],
      ]
      body.append(bytes)
    }
    guard
      var json = try? JSONSerialization.data(
        withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes])
    else {
      throw Diagnostic(.unwritable, "the names cannot be written as JSON")
    }
    while json.count % 8 != 0 { json.append(UInt8(ascii: " ")) }
    var data = Data()
    for byte in 0..<8 {
      data.append(UInt8(truncatingIfNeeded: json.count >> (8 * byte)))
    }
    return data + json + body
  }

  /// Writes the file whole or not at all.
  package func write(to path: String) throws(Diagnostic) {
    let data = try encoded()
    try Interrupt.check()
    try WholeFile.write(data, to: path)
  }
}
