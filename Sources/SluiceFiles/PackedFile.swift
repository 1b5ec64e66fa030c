import Foundation

/// Text files that may be packed by gzip, as corpora and word vectors often are:
/// a file is told by how it begins, not by its name.
package enum PackedFile {
  /// The most bytes that a packed file may hold to be read whole.
  package static let limit = 4 << 30

  /// The bytes of a file, unpacked if it is packed.
  ///
  /// - Parameter path: Where; links are followed.
  /// - Returns: All of it.
  /// - Throws: Why there is nothing to read.
  package static func read(_ path: String) throws(Unreadable) -> [UInt8] {
    let pieces = try FilePieces(of: path)
    var bytes: [UInt8] = []
    while let piece = try pieces.next() {
      bytes += piece
      guard !pieces.isPacked || bytes.count <= limit else { throw .tooLarge }
    }
    return bytes
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
  ) throws(Unreadable) -> (bytes: [UInt8], isWhole: Bool) {
    let pieces = try FilePieces(of: path, length: count)
    var bytes: [UInt8] = []
    while bytes.count <= count, let piece = try pieces.next() {
      bytes += piece
    }
    return (Array(bytes.prefix(count)), bytes.count <= count)
  }
}
