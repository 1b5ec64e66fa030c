import Foundation
import SluiceDiagnostics

/// Files that are written whole or not at all.
package enum WholeFile {
  /// Writes a text in the place of what stands there, if anything does; whoever
  /// may read the old file may read the new one. Into a pipe or a device it is
  /// just written.
  ///
  /// - Parameters:
  ///   - text: The whole file.
  ///   - path: Where; through a link, the file that is meant.
  ///   - name: What messages call it; by default, its path.
  /// - Throws: `unwritable`.
  package static func write(
    _ text: String, to path: String, as name: String? = nil
  ) throws(Diagnostic) {
    let url = URL(filePath: path).resolvingSymlinksInPath()
    let files = FileManager.default
    let old = try? files.attributesOfItem(atPath: url.path)
    let type = old?[.type] as? FileAttributeType
    do {
      if let type, type != .typeRegular {
        let handle = try FileHandle(forWritingTo: url)
        defer { try? handle.close() }
        try handle.write(contentsOf: Data(text.utf8))
        return
      }
      try Data(text.utf8).write(to: url, options: .atomic)
      if let permissions = old?[.posixPermissions] {
        try files.setAttributes(
          [.posixPermissions: permissions], ofItemAtPath: url.path)
      }
    } catch {
      throw Diagnostic(
        .unwritable, "\(name ?? path) cannot be written",
        hint: "check that you may write there, and that the disk is not full")
    }
  }
}
