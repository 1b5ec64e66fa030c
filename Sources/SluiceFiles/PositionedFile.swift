import Foundation
import SluiceDiagnostics

/// A file that is read here and there, as its parts are needed: of one of any
/// size no more is in memory than was asked for last.
///
/// It is not mapped into memory, since a program that maps a file ends without a
/// word if somebody shortens it meanwhile; here a read comes back with too few
/// bytes. The system keeps what was read lately all the same.
package final class PositionedFile: Sendable {
  private let descriptor: Int32

  /// - Parameter path: Where; links are followed.
  /// - Throws: Why there is nothing to read.
  package init(_ path: String) throws(Unreadable) {
    _ = try WholeFile.size(of: path)
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .closed }
  }

  deinit { close(descriptor) }

  /// Reads some bytes.
  ///
  /// - Parameters:
  ///   - buffer: As many as it holds.
  ///   - offset: Where the first of them stands in the file.
  /// - Returns: Whether all of them were there.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, from offset: Int
  ) -> Bool {
    var done = 0
    while done < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done,
        off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// Some bytes; nil if not all of them were there.
  package func read(count: Int, from offset: Int) -> Data? {
    var data = Data(count: count)
    let isWhole = data.withUnsafeMutableBytes { read(into: $0, from: offset) }
    return isWhole ? data : nil
  }
}
