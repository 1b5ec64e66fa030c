import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceNotebook

/// Where somebody is in a notebook, kept in `.sluice-cache/` beside it.
struct Bookmark {
  private let folder: URL
  private let file: URL

  /// - Parameter notebook: The notebook's file.
  init(notebook: String) {
    let url = URL(filePath: notebook)
    folder = url.deletingLastPathComponent().appending(path: ".sluice-cache")
    file = folder.appending(path: "walk-\(url.lastPathComponent).json")
  }

  /// How far the last visit came; nil if there was none.
  var record: WalkRecord? {
    guard !isLinked, let data = try? WholeFile.read(file.path) else {
      return nil
    }
    return try? JSONDecoder().decode(WalkRecord.self, from: data)
  }

  /// Whether it would be somewhere else: what came with a notebook may lead
  /// anywhere.
  private var isLinked: Bool {
    WholeFile.isLink(folder.path) || WholeFile.isLink(file.path)
  }

  /// Keeps a place; the first step needs none.
  ///
  /// - Returns: Why it could not.
  func keep(_ record: WalkRecord) -> Diagnostic? {
    guard record != self.record ?? .start else { return nil }
    guard !isLinked else {
      return Diagnostic(
        .unwritable, "your place in the notebook is not saved",
        hint: ".sluice-cache beside it is a link, or has one: remove it")
    }
    do {
      if record.steps.isEmpty {
        try FileManager.default.removeItem(at: file)
      } else {
        try FileManager.default.createDirectory(
          at: folder, withIntermediateDirectories: true)
        try WholeFile.write(JSONEncoder().encode(record), to: file.path)
      }
      return nil
    } catch {
      return Diagnostic(
        .unwritable, "your place in the notebook cannot be saved",
        hint: "it is written to .sluice-cache/ beside the notebook")
    }
  }
}
