import Foundation
import SluiceFiles

/// `.sluice-cache/` beside notebooks, for what is kept between runs; where that
/// cannot be written, as in a course folder for many, the user's own folder for
/// states.
package struct CacheFolder {
  private let beside, own: URL

  /// - Parameter folder: The notebooks'.
  package init(_ folder: URL) {
    let folder = folder.standardizedFileURL
    beside = folder.appending(path: ".sluice-cache")
    own = UserFolder.place(for: folder)
  }

  /// The folder that counts: the one beside the notebooks where it can be
  /// written.
  package var place: URL {
    let isThere = FileManager.default.fileExists(atPath: beside.path)
    let written = isThere ? beside : beside.deletingLastPathComponent()
    return access(written.path, W_OK | X_OK) == 0 ? beside : own
  }

  /// The same; nil where it is a link, which may lead anywhere.
  package var url: URL? {
    let place = place
    return WholeFile.isLink(place.path) ? nil : place
  }
}
