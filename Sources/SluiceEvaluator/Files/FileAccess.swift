import Foundation
import SluiceDiagnostics
import SluiceFiles

/// Which files a session may read and write.
///
/// At the prompt the user types every path, so all are allowed. A notebook is
/// somebody else's program: it reads below its own folder and writes below
/// `out/` there, unless the user allows more.
package struct FileAccess: Sendable {
  /// Folders to read below; nil for everywhere.
  package private(set) var readable: [String]?
  /// Folders to write below; nil for everywhere.
  package var writable: [String]?
  /// Whether the notebook's out/ is a link, which is not its to write to.
  private var hasLinkedOut = false
  /// A folder that another stands for: the notebook's out/.
  private var replaced: (folder: String, by: String)?
  /// The bounds for whoever opens a file; nil for none. The folders' own links
  /// are followed once, not before each statement.
  private(set) var confinement: Confinement?

  package init(readable: [String]? = nil, writable: [String]? = nil) {
    self.readable = readable
    self.writable = writable
    confinement = readable.map { Confinement(readable: $0.map(Self.folder)) }
  }

  /// Allows reading below further folders.
  mutating func allowReading(_ folders: [String]) {
    guard readable != nil else { return }
    readable? += folders
    confinement?.readable? += folders.map(Self.folder)
  }

  package static let everything = FileAccess()

  /// What a notebook in `folder` may do.
  ///
  /// - Parameters:
  ///   - folder: The notebook's folder.
  ///   - reading: Folders that it may read as well.
  ///   - writing: Folders that it may write as well.
  ///   - place: The folder that stands for its out/, if another does.
  /// - Returns: What it may read and write.
  package static func notebook(
    in folder: String, reading: [String] = [], writing: [String] = [],
    out place: String? = nil
  ) -> FileAccess {
    if let place {
      let place = absolute(place, from: ".")
      var access = FileAccess(
        readable: [folder, place] + reading, writable: [place] + writing)
      access.replaced = (absolute("\(folder)/out", from: "."), place)
      return access
    }
    // A link may lead to hooks, makefiles or other notebooks, also of the same
    // folder.
    let out = absolute("\(folder)/out", from: ".")
    let isReal =
      !WholeFile.isLink(out)
      && Array(real(out).utf8)
        == Array((real(absolute(folder, from: ".")) + "/out").utf8)
    var access = FileAccess(
      readable: [folder] + reading, writable: (isReal ? [out] : []) + writing)
    access.hasLinkedOut = !isReal
    return access
  }

  /// The real path of a file to read, links followed.
  func readable(
    _ path: String, from folder: String
  ) throws(Diagnostic) -> String {
    try allowed(
      path, from: folder, below: readable, "read",
      "a notebook reads below its own folder; --allow-read DIR allows more")
  }

  /// The path of a file to write; folders on the way are made.
  ///
  /// - Parameters:
  ///   - path: The path as it was written.
  ///   - folder: Where it starts from.
  ///   - isDry: Whether the folders are only thought of.
  /// - Returns: The whole path.
  /// - Throws: `not-permitted`, or `unwritable` if a folder cannot be made.
  func writable(
    _ path: String, from folder: String, isDry: Bool
  ) throws(Diagnostic) -> String {
    let full = try allowed(
      path, from: folder, below: writable, "write",
      hasLinkedOut
        ? "a notebook writes below a real folder out/ beside it, and this out is"
          + " a link: remove it, or allow more with --allow-write DIR"
        : "a notebook writes below out/ beside it; --allow-write DIR allows more"
    )
    guard !isDry else { return full }
    let parent = URL(filePath: full).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic(
        .unwritable, "the folder of \(path) cannot be created",
        hint: "check that you may write there")
    }
    return full
  }

  private func allowed(
    _ path: String, from folder: String, below folders: [String]?,
    _ verb: String, _ hint: String
  ) throws(Diagnostic) -> String {
    // The system would take the name to end there, and mean another file.
    guard !path.utf8.contains(0) else {
      throw Diagnostic(
        verb == "read" ? .fileNotFound : .unwritable,
        "no file can be called \(path): it has the character U+0000",
        hint: "remove it: in a text it is written \\u{0}, in YAML \\0")
    }
    // The folder itself would be meant.
    guard path.contains(where: { !$0.isWhitespace }) else {
      throw Diagnostic(
        verb == "read" ? .fileNotFound : .unwritable,
        "an empty text is no file's name",
        hint: "write the name between the quotes; the folder itself is \".\"")
    }
    var full = Self.absolute(path, from: folder)
    if let replaced,
      full == replaced.folder
        || full.hasPrefix(replaced.folder + "/")
    {
      full = replaced.by + full.dropFirst(replaced.folder.count)
    }
    guard let folders else { return full }
    // What was looked at is what is opened: links are followed once.
    let real = Self.real(full)
    guard folders.contains(where: { Self.isBelow(real, $0) }) else {
      throw Diagnostic(
        .notPermitted, "this notebook may not \(verb) \(path)", hint: hint)
    }
    return real
  }

  /// The user's folder: as a shell has it, else the account's.
  package static var home: String {
    getenv("HOME").map { String(cString: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.path
  }

  /// A path in which `~/` stands for the user's folder.
  package static func expandingHome(_ path: String) -> String {
    path.hasPrefix("~/") ? home + path.dropFirst() : path
  }

  /// The whole path of a folder, as the user would write it.
  package static func absolutePath(of folder: String) -> String {
    absolute(folder, from: ".")
  }

  static func absolute(_ path: String, from folder: String) -> String {
    // No path: whoever opens it says so.
    guard !path.utf8.contains(0) else { return path }
    let path = expandingHome(path)
    let base = URL(filePath: folder, directoryHint: .isDirectory)
    return URL(filePath: path, relativeTo: base).standardizedFileURL.path
  }

  /// What a user means by a text: the whole path, if it has a `/` or is the name
  /// of something in the folder where the user is; else nil.
  static func path(_ text: String, from folder: String) -> String? {
    let path = absolute(text, from: folder)
    let isPath =
      text.contains("/") || FileManager.default.fileExists(atPath: path)
    return isPath ? path : nil
  }

  /// Whether a path without links lies in a folder, once its links and `..` are
  /// followed.
  private static func isBelow(_ path: String, _ folder: String) -> Bool {
    Confinement.contains(path, in: Self.folder(folder))
  }

  /// A folder's whole path, links followed.
  private static func folder(_ path: String) -> String {
    real(absolute(path, from: "."))
  }

  private static func real(_ path: String) -> String {
    // A file that is still to be made has no links of its own: its nearest
    // existing folder decides.
    var url = URL(filePath: path)
    var missing: [String] = []
    while !FileManager.default.fileExists(atPath: url.path),
      url.path != "/"
    {
      missing.insert(url.lastPathComponent, at: 0)
      url.deleteLastPathComponent()
    }
    let folder = url.resolvingSymlinksInPath().path
    guard !missing.isEmpty else { return folder }
    return (folder == "/" ? "" : folder) + "/" + missing.joined(separator: "/")
  }
}

extension FileAccess: CustomStringConvertible {
  /// All that it allows, in one line.
  package var description: String {
    let stands = replaced.map { "\($0.by) for \($0.folder)" } ?? ""
    return "\(readable ?? ["all"]) \(writable ?? ["all"]) \(stands)"
  }
}

extension Context {
  /// The path of a file to read, as the session may.
  ///
  /// - Throws: In a dry run, that nothing is known of a file which commands
  ///   above would have written.
  package func readable(_ path: String) throws(Stop) -> String {
    let (full, place) = try placeToRead(path)
    for watcher in environment.fileWatchers {
      watcher.reads(path, at: full, place)
    }
    return place
  }

  /// Where a file to read lies, and where what it holds is read in this run.
  func placeToRead(
    _ path: String
  ) throws(Stop) -> (full: String, place: String) {
    let full = try stopping { () throws(Diagnostic) in
      try access.readable(meant(path), from: environment.folder)
    }
    if environment.dryRun?.findings.hasWritten(full) == true {
      throw .undecided
    }
    return (full, environment.scratch?.written(full) ?? full)
  }

  /// The path of a file to write, as the session may.
  package func writable(_ path: String) throws(Stop) -> String {
    let full = try stopping { () throws(Diagnostic) in
      try access.writable(
        meant(path), from: environment.folder, isDry: isDry)
    }
    guard !isDry else {
      environment.dryRun?.findings.wrote(full, nil)
      return full
    }
    environment.files.note(path)
    for watcher in environment.fileWatchers { watcher.writes(path, at: full) }
    return full
  }

  /// The path of a file for a sweep's rows or their table, likewise.
  func writableRows(_ path: String) throws(Stop) -> String {
    let full = try writable(path)
    for watcher in environment.fileWatchers { watcher.writesRows(at: full) }
    return environment.scratch?.place(of: full) ?? full
  }

  /// Reads a file or folder, as the session may; what is wrong with it is told
  /// under the name that was written, which is the same on every machine.
  package func reading<T>(
    _ path: String, _ read: (String) throws(Diagnostic) -> T
  ) throws(Stop) -> T {
    try reading([path]) { full throws(Diagnostic) in try read(full[0]) }
  }

  /// Reads several, likewise.
  package func reading<T>(
    _ paths: [String], _ read: ([String]) throws(Diagnostic) -> T
  ) throws(Stop) -> T {
    var full: [String] = []
    for path in paths { full.append(try readable(path)) }
    do throws(Diagnostic) { return try read(full) } catch {
      var mistake = error
      // Of paths that begin alike the longest is meant.
      let names = zip(full, paths).sorted { $0.0.count > $1.0.count }
      for (full, path) in names {
        mistake = mistake.naming(full, as: path)
      }
      throw .mistake(mistake)
    }
  }
}
