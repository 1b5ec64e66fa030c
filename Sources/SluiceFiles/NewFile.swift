import Foundation
import SluiceDiagnostics

/// A file that is written where there is none: unlike a ``WholeFile`` it takes
/// nobody's place.
package struct NewFile {
  private let path: String

  package init(_ path: String) { self.path = path }

  /// Looks before long work whether the file can be written after it.
  ///
  /// - Throws: `unwritable`, or that there is no such folder.
  package func check() throws(Diagnostic) {
    let folder = URL(filePath: path).deletingLastPathComponent()
      .resolvingSymlinksInPath().path
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(
      atPath: folder, isDirectory: &isFolder)
    let shown =
      path.contains("/")
      ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) : "."
    guard isThere else {
      throw Diagnostic(
        .fileNotFound, "the folder \(shown) does not exist",
        hint: "create it first, or choose another")
    }
    guard isFolder.boolValue else {
      throw Diagnostic(
        .notAFile, "\(shown) is a file, not a folder",
        hint: "choose a folder to write to")
    }
    var kind = stat()
    guard lstat(path, &kind) != 0 else { throw taken }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw Diagnostic(
        .unwritable, "\(path) cannot be written",
        hint: "you may not write in the folder \(shown)")
    }
  }

  /// Writes it: whole, or not at all.
  ///
  /// - Throws: `unwritable`, also if the file has appeared meanwhile.
  package func write(_ text: String) throws(Diagnostic) {
    try check()
    let draft = "\(path).\(UUID().uuidString)"
    defer { unlink(draft) }
    try WholeFile.write(text, to: draft, as: path)
    if link(draft, path) == 0 { return }
    if errno == EEXIST { throw taken }
    // Where files cannot have two names.
    guard let file = fopen(path, "wx") else { throw taken }
    defer { fclose(file) }
    guard fputs(text, file) >= 0, fflush(file) == 0 else {
      throw Diagnostic(
        .unwritable, "\(path) cannot be written",
        hint: "check that the disk is not full")
    }
  }

  private var taken: Diagnostic {
    Diagnostic(
      .unwritable, "\(path) already exists",
      hint: "choose another name, or remove it first")
  }
}
