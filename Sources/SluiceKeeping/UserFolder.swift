import Foundation

/// The user's own folder for what programs keep: `$XDG_STATE_HOME/sluice`, or
/// `~/.local/state/sluice`. What lies there is trusted as the user is.
package enum UserFolder {
  package static var url: URL {
    let environment = ProcessInfo.processInfo.environment
    let named = environment["XDG_STATE_HOME"].flatMap {
      $0.hasPrefix("/") ? URL(filePath: $0) : nil
    }
    let standard = FileManager.default.homeDirectoryForCurrentUser
      .appending(path: ".local/state")
    return (named ?? standard).appending(path: "sluice")
  }

  /// A folder there for what cannot lie in another one.
  ///
  /// - Parameter folder: The other one.
  /// - Returns: The folder that stands for it.
  package static func place(for folder: URL) -> URL {
    url.appending(path: folder.path.replacing("/", with: "%"))
  }
}
