import Foundation
import SluiceDiagnostics

/// Files that are read whole, and written whole or not at all. Everything the
/// program reads and writes goes this way, but for what is added to at its end:
/// see ``SharedFile``.
package enum WholeFile {
  /// The bytes of a file.
  ///
  /// - Parameter path: Where; links are followed.
  /// - Returns: All of it.
  /// - Throws: Why there is nothing to read: of a pipe or a device nothing is
  ///   read, since what it gives may be long in coming, or never end.
  package static func read(_ path: String) throws(Unreadable) -> Data {
    let file = try open(path)
    defer { try? file.close() }
    do { return try file.readToEnd() ?? Data() } catch { throw .closed }
  }

  /// The bytes that a file begins with; the rest of it is not read.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - path: Where; links are followed.
  /// - Returns: So many, or fewer of a shorter file.
  /// - Throws: Why there is nothing to read.
  package static func read(
    first count: Int, of path: String
  ) throws(Unreadable) -> Data {
    let file = try open(path)
    defer { try? file.close() }
    do { return try file.read(upToCount: count) ?? Data() } catch {
      throw .closed
    }
  }

  /// Whether a path is a link itself, be there something at its end or not.
  package static func isLink(_ path: String) -> Bool {
    var kind = stat()
    return lstat(path, &kind) == 0 && kind.st_mode & S_IFMT == S_IFLNK
  }

  /// How many bytes a file has.
  package static func size(of path: String) throws(Unreadable) -> Int {
    try check(path)
    guard let size = attributes(of: path)?[.size] as? Int else { throw .closed }
    return size
  }

  /// Writes a text as ``write(_:to:as:)`` does bytes.
  package static func write(
    _ text: String, to path: String, as name: String? = nil
  ) throws(Diagnostic) {
    try write(Data(text.utf8), to: path, as: name)
  }

  /// Writes bytes in the place of what stands there, if anything does; whoever
  /// may read the old file, and owns it, does so with the new one. Into a pipe
  /// or a device they are just written.
  ///
  /// - Parameters:
  ///   - data: The whole file.
  ///   - path: Where; through a link, the file that is meant.
  ///   - name: What messages call it; by default, its path.
  ///   - expected: What must stand there until the very moment; nil for
  ///     anything.
  /// - Throws: `unwritable`.
  package static func write(
    _ data: Data, to path: String, as name: String? = nil,
    inPlaceOf expected: Data? = nil
  ) throws(Diagnostic) {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    let name = name ?? path
    var old = stat()
    let exists = stat(target, &old) == 0
    if exists, old.st_mode & S_IFMT != S_IFREG {
      guard let handle = FileHandle(forWritingAtPath: target),
        (try? handle.write(contentsOf: data)) != nil
      else { throw unwritable(name) }
      try? handle.close()
      return
    }
    if let expected {
      guard (try? read(target)) == expected else { throw changed(name) }
    }
    guard let draft = Draft(beside: target, like: exists ? old : nil),
      draft.write(data)
    else { throw unwritable(name) }
    // Whoever saved it meanwhile made another file of it, or changed its time.
    if expected != nil {
      var now = stat()
      guard stat(target, &now) == 0, now.isSame(as: old) else {
        draft.remove()
        throw changed(name)
      }
    }
    guard draft.move(to: target) else { throw unwritable(name) }
  }

  /// Finds out before long work whether a file can be written at its end.
  ///
  /// - Throws: `unwritable`.
  package static func checkWritable(_ path: String) throws(Diagnostic) {
    let url = URL(filePath: path).resolvingSymlinksInPath()
    var kind = stat()
    let folder = url.deletingLastPathComponent().path
    guard stat(url.path, &kind) == 0 else {
      guard access(folder, W_OK | X_OK) == 0 else { throw unwritable(path) }
      return
    }
    let isFolder = kind.st_mode & S_IFMT == S_IFDIR
    let isFile = kind.st_mode & S_IFMT == S_IFREG
    guard !isFolder, access(url.path, W_OK) == 0,
      !isFile || access(folder, W_OK | X_OK) == 0
    else { throw unwritable(path) }
  }

  private static func unwritable(_ name: String) -> Diagnostic {
    Diagnostic(
      .unwritable, "\(name) cannot be written",
      hint: "check that you may write there, and that the disk is not full")
  }

  private static func changed(_ name: String) -> Diagnostic {
    Diagnostic(
      .unwritable, "\(name) was changed meanwhile, so it is left as it is",
      hint: "run the command again")
  }

  private static func attributes(
    of path: String
  ) -> [FileAttributeKey: Any]? {
    try? FileManager.default.attributesOfItem(
      atPath: URL(filePath: path).resolvingSymlinksInPath().path)
  }

  /// Opens a file to read it; of a pipe that nobody writes to this does not
  /// wait.
  static func open(_ path: String) throws(Unreadable) -> FileHandle {
    try check(path)
    let number = Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { throw .closed }
    let file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
    var kind = stat()
    guard fstat(number, &kind) == 0, kind.st_mode & S_IFMT == S_IFREG else {
      throw .stream
    }
    guard Confinement.current?.allowsReading(number) ?? true else {
      throw .closed
    }
    return file
  }

  private static func check(_ path: String) throws(Unreadable) {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing }
    switch attributes(of: path)?[.type] as? FileAttributeType {
    case .typeDirectory?: throw .folder
    case .typeRegular?: break
    default: throw .stream
    }
  }
}

/// Why a file is not read.
package enum Unreadable: Error {
  case missing, folder
  /// A pipe or a device.
  case stream
  /// Its owner or the system does not let it be read.
  case closed
  /// A packed file that is cut off or spoiled, or holds more than is read.
  case damaged, tooLarge

  /// What the user is told.
  ///
  /// - Parameters:
  ///   - path: The file, as messages call it.
  ///   - inFolder: A hint where it is a folder.
  ///   - missing: The message where there is none: only the reader knows what
  ///     it looked for.
  /// - Returns: The message.
  package func diagnostic(
    _ path: String, inFolder: String, missing: () -> Diagnostic
  ) -> Diagnostic {
    switch self {
    case .missing: missing()
    case .folder:
      Diagnostic(.notAFile, "\(path) is a folder, not a file", hint: inFolder)
    case .stream:
      Diagnostic(
        .notAFile, "\(path) is a device or a pipe, not a file",
        hint: "write its output to a file first")
    case .closed:
      Diagnostic(
        .unreadable, "\(path) cannot be read",
        hint: "check that you may read it")
    case .damaged:
      Diagnostic(
        .unreadable, "\(path) cannot be unpacked: it is cut off or spoiled",
        hint: "copy it again; gunzip -t says whether it is whole")
    case .tooLarge:
      Diagnostic(
        .unreadable,
        "\(path) holds more than \(PackedFile.limit >> 30) GB when unpacked",
        hint: "unpack it and take the part that is needed")
    }
  }
}

extension stat {
  /// Whether nobody wrote the file between two looks at it.
  fileprivate func isSame(as other: stat) -> Bool {
    st_ino == other.st_ino && st_size == other.st_size
      && modified == other.modified
  }

  private var modified: [Int] {
    #if canImport(Darwin)
      [st_mtimespec.tv_sec, st_mtimespec.tv_nsec]
    #else
      [st_mtim.tv_sec, st_mtim.tv_nsec]
    #endif
  }
}
