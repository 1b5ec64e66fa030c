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
    var rows: Set<String> = []
  }

  private let record = Mutex(Record())

  package init() {}

  package func reads(_ path: String, at full: String, _ place: String) {
    let isNew = record.withLock { record in
      // What the step itself wrote is no reason for another result.
      !(record.read + record.written).contains { $0.place == full }
    }
    guard isNew else { return }
    let file = StepFile(
      path: path, place: full, digest: ContentDigest(contentsOf: place))
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

  package func writesRows(at full: String) {
    record.withLock { _ = $0.rows.insert(full) }
  }

  package var read: [StepFile] {
    record.withLock { $0.read.sorted { $0.path < $1.path } }
  }

  /// The names of all files that were written.
  package var names: [String] {
    record.withLock { $0.written.map(\.path) }
  }

  /// The files that were written where they are meant, with what they hold now;
  /// not those that went to a scratch folder instead.
  package func written(besides scratch: Scratch?) -> [StepFile] {
    record.withLock { record in
      record.written.filter {
        scratch == nil || !record.rows.contains($0.place)
      }
    }.map { file in
      StepFile(
        path: file.path, place: file.place,
        digest: ContentDigest(contentsOf: file.place))
    }.sorted { $0.path < $1.path }
  }

  /// Files of sweeps' rows and their tables.
  package var rows: Set<String> { record.withLock { $0.rows } }
}

extension StepFile {
  /// Whether a step would read the same there now.
  package func isSame(in session: Session) -> Bool {
    let context = Context(
      session.state, session.environment, source: SourceText("", name: path),
      mode: .file, given: session.given,
      stream: StepIdentity.named("look").stream(seed: 0))
    guard let now = try? context.placeToRead(path) else {
      return digest == nil
    }
    return now.full == place && ContentDigest(contentsOf: now.place) == digest
  }
}
