import Foundation
import Synchronization

/// Is told which files are opened.
package protocol FileWatcher: Sendable {
  /// - Parameters:
  ///   - path: A file or a folder that is read, as it is named.
  ///   - full: Where it is.
  ///   - place: Where what it holds is read in this run.
  func reads(_ path: String, at full: String, _ place: String)
  /// The same of a file that is written.
  func writes(_ path: String, at full: String)
  /// That what is written are rows of sweeps, which a run that is to be fresh
  /// writes elsewhere.
  func writesRows(at full: String)
}

/// Watches a run for what its row depends on beside the block: the files that
/// it opens.
final class RunLog: FileWatcher {
  private struct Record {
    var files: [RunOrigin.File] = []
    var written: Set<String> = []
  }

  private let record = Mutex(Record())
  private let digests: FileDigests

  init(_ digests: FileDigests) { self.digests = digests }

  func reads(_ path: String, at full: String, _ place: String) {
    let isNew = record.withLock { record in
      !record.written.contains(full)
        && !record.files.contains { $0.path.utf8.elementsEqual(path.utf8) }
    }
    // What the run itself wrote is no reason for another result.
    guard isNew, let digest = digests.digest(of: place) else { return }
    record.withLock {
      $0.files.append(RunOrigin.File(path: path, digest: digest))
    }
  }

  func writes(_ path: String, at full: String) {
    _ = record.withLock { $0.written.insert(full) }
  }

  func writesRows(at full: String) {}

  var files: [RunOrigin.File] {
    record.withLock { $0.files.sorted { $0.path < $1.path } }
  }
}

/// Digests of files, each worked out once as long as the file stays the same.
final class FileDigests: Sendable {
  private struct Known {
    var size: Int64
    var time: timespec
    var digest: String
  }

  private let known = Mutex<[[UInt8]: Known]>([:])

  /// - Returns: Nil where there is nothing to read.
  func digest(of path: String) -> String? {
    var now = stat()
    guard stat(path, &now) == 0 else { return nil }
    // A folder's own time does not tell whether a file in it was changed.
    guard now.st_mode & S_IFMT == S_IFREG else { return Digest.file(path) }
    let key = Array(path.utf8)
    #if canImport(Darwin)
      let time = now.st_mtimespec
    #else
      let time = now.st_mtim
    #endif
    if let old = known.withLock({ $0[key] }), old.size == Int64(now.st_size),
      old.time.tv_sec == time.tv_sec, old.time.tv_nsec == time.tv_nsec
    {
      return old.digest
    }
    guard let digest = Digest.file(path) else { return nil }
    known.withLock {
      $0[key] = Known(size: Int64(now.st_size), time: time, digest: digest)
    }
    return digest
  }
}
