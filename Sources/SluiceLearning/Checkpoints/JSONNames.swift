/// A look at a text of JSON before it is parsed: what it is made of may be more
/// than memory holds, and a name given twice is taken for either.
///
/// Whether the text is JSON at all is for the parser that comes after.
struct JSONNames {
  /// Objects in the text.
  private(set) var objects = 0
  /// A name that an object gives twice, as it is written.
  private(set) var twice: String?

  /// - Complexity: Linear in the text, which is gone over once.
  init(_ text: some Collection<UInt8>) {
    var open: [Set<ArraySlice<UInt8>>?] = []
    var bytes = ArraySlice(text)
    var last: ArraySlice<UInt8>?
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "{"):
        open.append([])
        objects += 1
      case UInt8(ascii: "["): open.append(nil)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
      case UInt8(ascii: "\""):
        last = Self.string(&bytes)
        continue
      case UInt8(ascii: ":"):
        guard let name = last, var names = open.popLast() ?? nil else { break }
        if !names.insert(name).inserted {
          twice = String(decoding: name, as: UTF8.self)
        }
        open.append(names)
      case 9, 10, 13, 32: continue
      default: break
      }
      last = nil
    }
  }

  /// What stands between the quotes, escapes as they are written.
  private static func string(
    _ bytes: inout ArraySlice<UInt8>
  ) -> ArraySlice<UInt8> {
    let start = bytes.startIndex
    let whole = bytes
    while let byte = bytes.popFirst(), byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") { _ = bytes.popFirst() }
    }
    return whole[start..<max(start, bytes.startIndex - 1)]
  }
}
