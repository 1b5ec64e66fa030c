import Foundation
import SluiceFiles

/// What this program is known by: a digest of its own file. Another build may
/// give other results.
package enum ProgramIdentity {
  private struct Known: Codable, Equatable {
    var path: String
    var size: Int
    var changed: [Int]
    var file: UInt64
    var digest: ContentDigest?
  }

  /// The digest, worked out once for as long as the file stays as it is.
  ///
  /// - Parameter folder: The user's own, where it is written down.
  /// - Returns: Nil where the file cannot be read.
  package static func digest(in folder: URL = UserFolder.url) -> ContentDigest?
  {
    guard let path = path, var now = known(path) else { return nil }
    let place = folder.appending(path: "program.json")
    if let data = try? WholeFile.read(place.path),
      let old = try? JSONDecoder().decode(Known.self, from: data)
    {
      now.digest = old.digest
      if now == old { return old.digest }
    }
    now.digest = ContentDigest(contentsOf: path)
    if let data = try? JSONEncoder().encode(now) {
      try? WholeFile.write(data, to: place.path)
    }
    return now.digest
  }

  private static var path: String? {
    #if os(Linux)
      try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/exe")
    #else
      Bundle.main.executablePath
    #endif
  }

  private static func known(_ path: String) -> Known? {
    var now = stat()
    guard stat(path, &now) == 0 else { return nil }
    #if canImport(Darwin)
      let times = [now.st_mtimespec, now.st_ctimespec]
    #else
      let times = [now.st_mtim, now.st_ctim]
    #endif
    return Known(
      path: path, size: Int(now.st_size),
      changed: times.flatMap { [$0.tv_sec, $0.tv_nsec] },
      file: UInt64(now.st_ino), digest: nil)
  }
}
