import Foundation
import SluiceRandom

/// Digests as kept rows have them: sixteen digits.
enum Digest {
  static func text(_ text: String) -> String {
    digits(RandomStream.digest(text.utf8))
  }

  static func digits(_ digest: UInt64) -> String {
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Of all that a file holds; of a folder, of all files below it with their
  /// names, but for hidden ones and what is written to `out`.
  ///
  /// - Returns: Nil where there is nothing to read.
  static func file(_ path: String) -> String? {
    var isFolder: ObjCBool = false
    guard
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    else { return nil }
    guard isFolder.boolValue else { return content(of: path).map(digits) }
    let files = FileManager.default.enumerator(atPath: path)
    var found: [String] = []
    while let name = files?.nextObject() as? String {
      let last = name.split(separator: "/").last ?? ""
      if last == "out" || last.hasPrefix(".") {
        files?.skipDescendants()
      } else if let content = content(of: path + "/" + name) {
        found.append("\(name) \(digits(content))")
      }
    }
    return text(found.sorted().joined(separator: "\n"))
  }

  /// Piece by piece, so that a large file takes no memory; nil for a folder.
  private static func content(of path: String) -> UInt64? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    var digest = RandomStream.digest([UInt8]())
    while true {
      guard let piece = try? file.read(upToCount: 1 << 20) ?? Data() else {
        return nil
      }
      guard !piece.isEmpty else { return digest }
      digest = piece.withUnsafeBytes { RandomStream.digest($0, after: digest) }
    }
  }
}
