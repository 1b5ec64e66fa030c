import Foundation
import SluiceDiagnostics
import SluiceNotebook

/// Which pages an export makes, where they go, and how they lead to each other.
struct ExportPlan {
  /// A page and the notebook it is made of.
  struct Page {
    var file: NotebookFile
    /// Where it is written.
    var path: String
    /// The same from the folder of all pages.
    var address: String
  }

  private(set) var pages: [Page] = []
  /// The folder that all pages go to; nil for a single page.
  let folder: String?
  let course: Course?
  let title: String

  /// - Parameters:
  ///   - files: The notebooks.
  ///   - names: What the user named: files, or folders of them.
  ///   - form: What to make.
  ///   - output: Where to; nil for what the names suggest.
  /// - Throws: That a page would take the place of a notebook, of another page
  ///   or of a folder.
  init(
    _ files: [NotebookFile], named names: [String], to form: Export.Form,
    output: String?
  ) throws(Diagnostic) {
    let root = names.count == 1 ? names.first.flatMap(Self.folder) : nil
    course = try root.flatMap { root throws(Diagnostic) in
      Course.isOne(root) ? try Course(folder: root) : nil
    }
    let rootName = root.map {
      URL(filePath: $0).standardizedFileURL.lastPathComponent
    }
    title = course?.title ?? rootName ?? "Notebooks"
    guard files.count > 1 || root != nil, let base = files.first else {
      folder = nil
      let file = files.first
      let name = file.map { Self.stem(of: $0.name) } ?? "page"
      let page = "\(name).\(form.rawValue)"
      let path =
        output.map { Self.isFolder($0) ? "\($0)/\(page)" : $0 }
        ?? page
      if let file {
        pages = [Page(file: file, path: path, address: "")]
      }
      try check(files)
      return
    }
    let place = output ?? "\(rootName ?? "pages")-\(form.rawValue)"
    folder = place
    // Each keeps its folder below the one that was named.
    let start = root ?? Self.commonFolder(files.map(\.name), or: base.name)
    pages = Self.ordered(files, course).map { file in
      let inside = Self.path(file.name, below: start)
      let stem = Self.stem(of: inside)
      let folder = (inside as NSString).deletingLastPathComponent
      let address =
        (folder.isEmpty ? "" : folder + "/") + "\(stem).\(form.rawValue)"
      return Page(file: file, path: "\(place)/\(address)", address: address)
    }
    try check(files)
  }

  static func isFolder(_ name: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(
      atPath: name, isDirectory: &isFolder) && isFolder.boolValue
  }

  private static func folder(_ name: String) -> String? {
    isFolder(name) ? name : nil
  }

  /// The lessons of a course in their order, and what else there is behind.
  private static func ordered(
    _ files: [NotebookFile], _ course: Course?
  ) -> [NotebookFile] {
    guard let course else { return files }
    let lessons = course.lessons.compactMap { lesson in
      files.first { same($0.name, course.path(of: lesson)) }
    }
    return lessons
      + files.filter { file in
        !lessons.contains { $0.name == file.name }
      }
  }

  static func same(_ one: String, _ two: String) -> Bool {
    URL(filePath: one).standardizedFileURL
      == URL(filePath: two).standardizedFileURL
  }

  private static func stem(of name: String) -> String {
    guard name != NotebookFiles.pipe else { return "page" }
    let last = URL(filePath: name).lastPathComponent
    for ending in [".sluice.md", ".sluice"] where last.hasSuffix(ending) {
      return String(last.dropLast(ending.count))
    }
    return last
  }

  private static func path(_ name: String, below folder: String) -> String {
    let path = URL(filePath: name).standardizedFileURL.path
    let base = URL(filePath: folder).standardizedFileURL.path
    return path.hasPrefix(base + "/")
      ? String(path.dropFirst(base.count + 1))
      : URL(filePath: name).lastPathComponent
  }

  private static func commonFolder(
    _ names: [String], or name: String
  ) -> String {
    func folders(_ name: String) -> [String] {
      URL(filePath: name).standardizedFileURL.deletingLastPathComponent()
        .pathComponents
    }
    let common = names.map(folders).reduce(folders(name)) { common, other in
      zip(common, other).prefix { $0 == $1 }.map(\.0)
    }
    return common.joined(separator: "/")
  }

  /// - Throws: `unwritable` for a page that would take the place of something.
  private func check(_ files: [NotebookFile]) throws(Diagnostic) {
    var seen: Set<String> = []
    for page in pages {
      func refuse(_ reason: String, _ hint: String) -> Diagnostic {
        Diagnostic(.unwritable, "\(page.path) \(reason)", hint: hint)
      }
      let isNotebook =
        files.contains { Self.same($0.name, page.path) }
        || page.path.hasSuffix(".sluice") || page.path.hasSuffix(".sluice.md")
      guard !isNotebook else {
        throw refuse(
          "is a notebook, which no page may take the place of",
          "name another file with -o")
      }
      guard seen.insert(page.path.lowercased()).inserted else {
        throw refuse(
          "would be made of two notebooks",
          "export them one by one, each to a file of its own")
      }
    }
  }
}
