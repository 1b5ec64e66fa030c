internal import CZlib
import Foundation

/// A file that is read piece by piece, so that it may be larger than memory:
/// unpacked if gzip has packed it, as it is else.
package final class FilePieces {
  private let file: FileHandle
  /// What is read and not given yet; packed bytes, if the file is packed.
  private var rest: [UInt8]
  private let unpacker: Unpacker?
  private let length: Int

  /// Whether gzip has packed it.
  package var isPacked: Bool { unpacker != nil }

  /// - Parameters:
  ///   - path: Where; links are followed.
  ///   - length: How many bytes are read at a time.
  /// - Throws: Why there is nothing to read.
  package init(
    of path: String, length: Int = 1 << 20
  ) throws(Unreadable) {
    file = try WholeFile.open(path)
    self.length = length
    // Three bytes tell whether it is packed.
    rest = try Self.read(max(3, length), of: file)
    unpacker = rest.starts(with: [0x1F, 0x8B, 8]) ? try Unpacker() : nil
  }

  deinit { try? file.close() }

  private static func read(
    _ length: Int, of file: FileHandle
  ) throws(Unreadable) -> [UInt8] {
    do { return [UInt8](try file.read(upToCount: length) ?? Data()) } catch {
      throw .closed
    }
  }

  /// The next bytes; nil at the file's end.
  ///
  /// - Throws: `damaged` where a packed file is spoiled or cut off.
  package func next() throws(Unreadable) -> [UInt8]? {
    guard let unpacker else {
      let piece = rest
      rest = piece.isEmpty ? [] : try Self.read(length, of: file)
      return piece.isEmpty ? nil : piece
    }
    while true {
      if rest.isEmpty { rest = try Self.read(length, of: file) }
      // Files may follow one another in a packed one; what else follows is no
      // part of it.
      if unpacker.isAtEnd {
        guard rest.first == 0x1F else { return nil }
        unpacker.begin()
      }
      guard !rest.isEmpty || unpacker.holdsMore else { throw .damaged }
      let piece = try unpacker.unpack(&rest)
      if !piece.isEmpty { return piece }
    }
  }
}

/// Unpacks what gzip has packed.
private final class Unpacker {
  /// It stays where it is, since the library remembers its place.
  private let stream: UnsafeMutablePointer<z_stream>
  private var chunk = [UInt8](repeating: 0, count: 1 << 18)
  /// Whether a file that was packed has ended.
  private(set) var isAtEnd = false
  /// Whether it may give more without more bytes, since the chunk was full.
  private(set) var holdsMore = false

  init() throws(Unreadable) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 asks for gzip's own header and check sum.
    guard
      inflateInit2_(
        stream, 16 + MAX_WBITS, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .damaged }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Goes on with another packed file.
  func begin() {
    inflateReset(stream)
    isAtEnd = false
  }

  /// Takes packed bytes away, as many as fill a chunk.
  ///
  /// - Parameter packed: What there is to unpack.
  /// - Returns: What was in them.
  /// - Throws: `damaged`.
  func unpack(_ packed: inout [UInt8]) throws(Unreadable) -> [UInt8] {
    let count = packed.count
    let status = packed.withUnsafeMutableBufferPointer { packed in
      chunk.withUnsafeMutableBufferPointer { chunk in
        stream.pointee.next_in = packed.baseAddress
        stream.pointee.avail_in = UInt32(count)
        stream.pointee.next_out = chunk.baseAddress
        stream.pointee.avail_out = UInt32(chunk.count)
        return inflate(stream, Z_NO_FLUSH)
      }
    }
    guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status) else {
      throw .damaged
    }
    isAtEnd = status == Z_STREAM_END
    holdsMore = stream.pointee.avail_out == 0
    packed.removeFirst(count - Int(stream.pointee.avail_in))
    return Array(chunk[..<(chunk.count - Int(stream.pointee.avail_out))])
  }
}
