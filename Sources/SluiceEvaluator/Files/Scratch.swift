import Foundation

/// Where rows of sweeps go in a run that is to be fresh: a folder that is gone
/// when the run is. Rows of earlier runs are neither read nor touched; what is
/// read later in the same run is what it wrote.
package final class Scratch: Sendable {
  let folder: String

  package init() {
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "sluice-\(UUID().uuidString)").path
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Where a file is written instead.
  func place(of path: String) -> String {
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    return copy(of: path)
  }

  /// What was written here in place of a file; nil if nothing was.
  package func content(of path: String) -> Data? {
    written(path).flatMap { FileManager.default.contents(atPath: $0) }
  }

  /// Writes here in place of a file what a run wrote that is not run again.
  package func write(_ content: Data, inPlaceOf path: String) {
    _ = FileManager.default.createFile(
      atPath: place(of: path), contents: content)
  }

  /// Where a file is read, if it was written here.
  func written(_ path: String) -> String? {
    let copy = copy(of: path)
    return FileManager.default.fileExists(atPath: copy) ? copy : nil
  }

  private func copy(of path: String) -> String {
    "\(folder)/\(Digest.text(path))-\(URL(filePath: path).lastPathComponent)"
  }
}
