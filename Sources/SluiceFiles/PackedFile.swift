internal import CZlib
import Foundation

/// Text files that may be packed by gzip, as corpora and word vectors often are:
/// a file is told by how it begins, not by its name.
package enum PackedFile {
  /// The most bytes that a packed file may hold.
  package static let limit = 4 << 30

  /// The bytes of a file, unpacked if it is packed.
  ///
  /// - Parameter path: Where; links are followed.
  /// - Returns: All of it.
  /// - Throws: Why there is nothing to read.
  package static func read(_ path: String) throws(Unreadable) -> Data {
    let data = try WholeFile.read(path)
    guard isPacked(data) else { return data }
    let unpacked = try unpack(data, atMost: limit + 1)
    guard unpacked.isWhole else { throw .damaged }
    guard unpacked.bytes.count <= limit else { throw .tooLarge }
    return unpacked.bytes
  }

  /// The bytes that a file begins with, likewise.
  ///
  /// - Parameters:
  ///   - count: How many, at most.
  ///   - path: Where; links are followed.
  /// - Returns: They, and whether the file has no more.
  /// - Throws: Why there is nothing to read.
  package static func read(
    first count: Int, of path: String
  ) throws(Unreadable) -> (bytes: Data, isWhole: Bool) {
    let data = try WholeFile.read(first: count, of: path)
    let isAll = data.count < count
    guard isPacked(data) else { return (data, isAll) }
    let unpacked = try unpack(data, atMost: count)
    guard unpacked.isWhole || !isAll || unpacked.bytes.count == count else {
      throw .damaged
    }
    return (unpacked.bytes, isAll && unpacked.isWhole)
  }

  private static func isPacked(_ data: Data) -> Bool {
    data.starts(with: [0x1F, 0x8B, 8])
  }

  /// Unpacks one member of a file after the other, as gzip does.
  ///
  /// - Returns: What there is, and whether it ends where the file says so.
  /// - Throws: `damaged`.
  private static func unpack(
    _ data: Data, atMost limit: Int
  ) throws(Unreadable) -> (bytes: Data, isWhole: Bool) {
    var stream = z_stream()
    // 16 asks for gzip's own header and check sum.
    guard
      inflateInit2_(
        &stream, 16 + MAX_WBITS, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .damaged }
    defer { inflateEnd(&stream) }
    var packed = [UInt8](data)
    var bytes = Data()
    var status = Z_OK
    var next = 0
    packed.withUnsafeMutableBufferPointer { packed in
      var chunk = [UInt8](repeating: 0, count: 1 << 18)
      var hasMore = true
      while hasMore, bytes.count < limit {
        let given = min(packed.count - next, 1 << 30)
        let room = min(chunk.count, limit - bytes.count)
        stream.next_in = packed.baseAddress.map { $0 + next }
        stream.avail_in = UInt32(given)
        status = chunk.withUnsafeMutableBufferPointer { chunk in
          stream.next_out = chunk.baseAddress
          stream.avail_out = UInt32(room)
          return inflate(&stream, Z_NO_FLUSH)
        }
        next += given - Int(stream.avail_in)
        bytes.append(contentsOf: chunk[..<(room - Int(stream.avail_out))])
        let isNextMember = next < packed.count && packed[next] == 0x1F
        hasMore =
          status == Z_OK && (next < packed.count || stream.avail_out == 0)
          || status == Z_STREAM_END && isNextMember
        if status == Z_STREAM_END, hasMore { inflateReset(&stream) }
      }
    }
    guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status) else {
      throw .damaged
    }
    let isNextMember = next < packed.count && packed[next] == 0x1F
    return (bytes, status == Z_STREAM_END && !isNextMember)
  }
}
