import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceNotebook

/// Where somebody is in a notebook, kept in `.sluice-cache/` beside it; where
/// that cannot be written, as in a course folder for many, in the user's own
/// folder for states.
struct Bookmark {
  private let beside, own: URL

  /// - Parameter notebook: The notebook's file.
  init(notebook: String) {
    let url = URL(filePath: notebook).standardizedFileURL
    let name = "walk-\(url.lastPathComponent).json"
    beside = url.deletingLastPathComponent()
      .appending(path: ".sluice-cache").appending(path: name)
    own = Self.stateFolder.appending(
      path: url.deletingLastPathComponent().path.replacing("/", with: "%")
    )
    .appending(path: name)
  }

  /// `$XDG_STATE_HOME/sluice`, or `~/.local/state/sluice`.
  private static var stateFolder: URL {
    let environment = ProcessInfo.processInfo.environment
    let named = environment["XDG_STATE_HOME"].flatMap {
      $0.hasPrefix("/") ? URL(filePath: $0) : nil
    }
    let standard = FileManager.default.homeDirectoryForCurrentUser
      .appending(path: ".local/state")
    return (named ?? standard).appending(path: "sluice")
  }

  /// The file that counts: the one beside the notebook where it can be written.
  private var file: URL {
    let folder = beside.deletingLastPathComponent()
    let isThere = FileManager.default.fileExists(atPath: folder.path)
    let written = isThere ? folder : folder.deletingLastPathComponent()
    return access(written.path, W_OK | X_OK) == 0 ? beside : own
  }

  /// How far the last visit came; nil if there was none.
  var record: WalkRecord? {
    let file = file
    guard !isLinked(file), let data = try? WholeFile.read(file.path) else {
      return nil
    }
    return try? JSONDecoder().decode(WalkRecord.self, from: data)
  }

  /// Whether it would be somewhere else: what came with a notebook may lead
  /// anywhere.
  private func isLinked(_ file: URL) -> Bool {
    WholeFile.isLink(file.deletingLastPathComponent().path)
      || WholeFile.isLink(file.path)
  }

  /// Keeps a place; the first step needs none.
  ///
  /// - Returns: Why it could not.
  func keep(_ record: WalkRecord) -> Diagnostic? {
    guard record != self.record ?? .start else { return nil }
    let file = file
    guard !isLinked(file) else {
      return Diagnostic(
        .unwritable, "your place in the notebook is not saved",
        hint: ".sluice-cache beside it is a link, or has one: remove it")
    }
    do {
      if record.steps.isEmpty {
        try FileManager.default.removeItem(at: file)
      } else {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(),
          withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try WholeFile.write(encoder.encode(record), to: file.path)
      }
      return nil
    } catch {
      return Diagnostic(
        .unwritable, "your place in the notebook cannot be saved",
        hint: "it is written to .sluice-cache/ beside the notebook, or to"
          + " ~/.local/state/sluice")
    }
  }
}
