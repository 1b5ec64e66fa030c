import Foundation
import SluiceDiagnostics
import SluiceKeeping
import SluiceLanguage
import Synchronization

/// A file that a step read or wrote, with what it held.
package struct StepFile: Codable, Equatable, Sendable {
  /// As the step names it.
  package var path: String
  /// Where it was, links followed.
  package var place: String
  /// What it held; nil where there was none.
  package var digest: ContentDigest?
}

/// Notes which files a step reads and writes.
package final class StepFiles: FileWatcher {
  private struct Record {
    var read: [StepFile] = []
    var written: [StepFile] = []
  }

  private let record = Mutex(Record())

  package init() {}

  package func reads(_ path: String, at full: String) {
    let isNew = record.withLock { record in
      // What the step itself wrote is no reason for another result.
      !(record.read + record.written).contains { $0.place == full }
    }
    guard isNew else { return }
    let file = StepFile(
      path: path, place: full, digest: ContentDigest(contentsOf: full))
    record.withLock { $0.read.append(file) }
  }

  package func writes(_ path: String, at full: String) {
    record.withLock { record in
      guard !record.written.contains(where: { $0.place == full }) else {
        return
      }
      record.written.append(StepFile(path: path, place: full, digest: nil))
    }
  }

  package var read: [StepFile] {
    record.withLock { $0.read.sorted { $0.path < $1.path } }
  }

  /// The files that were written, with what they hold now.
  package var written: [StepFile] {
    record.withLock { $0.written }.map { file in
      StepFile(
        path: file.path, place: file.place,
        digest: ContentDigest(contentsOf: file.place))
    }.sorted { $0.path < $1.path }
  }
}

extension Session {
  /// Where a file lies that a step read before, if it may still read it.
  package func placeToRead(_ path: String) -> String? {
    let context = Context(
      state, environment, source: SourceText("", name: path), mode: .file,
      given: given, stream: StepIdentity.named("look").stream(seed: 0))
    return try? context.readable(path)
  }
}
