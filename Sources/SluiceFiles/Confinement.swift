import Foundation

/// Where files lie that a program of somebody else's may open.
///
/// A path is looked at before it is opened; meanwhile another program may put
/// a link in its way. So whoever opens it asks again, of the open file.
package struct Confinement: Sendable, Equatable {
  /// What holds for the work on this thread; nil for no bounds.
  @TaskLocal package static var current: Confinement?

  /// Folders as they are, links followed; nil for everywhere.
  package var readable: [String]?

  package init(readable: [String]?) { self.readable = readable }

  /// Whether an open file may be read.
  func allowsReading(_ file: Int32) -> Bool {
    guard let readable, let path = Self.path(of: file) else { return true }
    return readable.contains { Self.contains(path, in: $0) }
  }

  /// Whether a path lies in a folder, both without links: by the bytes of their
  /// parts, since names that Unicode holds for equal are two names.
  package static func contains(_ path: String, in folder: String) -> Bool {
    let (path, folder) = (Array(path.utf8), Array(folder.utf8))
    let isRoot = folder == [UInt8(ascii: "/")]
    return path == folder
      || path.starts(with: isRoot ? folder : folder + [UInt8(ascii: "/")])
  }

  /// Where an open file lies; nil where the system does not tell.
  private static func path(of file: Int32) -> String? {
    #if canImport(Darwin)
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      guard fcntl(file, F_GETPATH, &buffer) == 0 else { return nil }
      return buffer.withUnsafeBufferPointer {
        $0.baseAddress.map { String(cString: $0) }
      }
    #else
      return try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/fd/\(file)")
    #endif
  }
}
