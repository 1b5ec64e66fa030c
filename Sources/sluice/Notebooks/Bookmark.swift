import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceKeeping
import SluiceNotebook

/// Where somebody is in a notebook, kept in `.sluice-cache/` beside it; where
/// that cannot be written, as in a course folder for many, in the user's own
/// folder for states.
struct Bookmark {
  private let name: String
  private let folder: CacheFolder

  /// - Parameter notebook: The notebook's file.
  init(notebook: String) {
    let url = URL(filePath: notebook).standardizedFileURL
    name = "walk-\(url.lastPathComponent).json"
    folder = CacheFolder(url.deletingLastPathComponent())
  }

  private var file: URL { folder.place.appending(path: name) }

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
