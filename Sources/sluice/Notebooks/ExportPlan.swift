import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceNotebook
import SluicePages

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
  private let folder: String?
  private let course: Course?
  private let title: String

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
    var isFolder: ObjCBool = false
    let first = names.first ?? "."
    _ = FileManager.default.fileExists(atPath: first, isDirectory: &isFolder)
    let root = names.count == 1 && isFolder.boolValue ? first : nil
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
      let path = output ?? "\(name).\(form.rawValue)"
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

  private static func same(_ one: String, _ two: String) -> Bool {
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

  // MARK: - Writing

  func write(
    _ notebook: Notebook, _ outputs: CellOutputs, as form: Export.Form
  ) throws(Diagnostic) {
    for page in pages { try write(page, notebook, outputs, as: form) }
  }

  func write(
    _ page: Page, _ notebook: Notebook, _ outputs: CellOutputs,
    as form: Export.Form
  ) throws(Diagnostic) {
    try makeFolder(of: page.path)
    switch form {
    case .html:
      let text = HTMLPage(
        notebook, outputs, shapes: Registry.program.shapes,
        links: links(of: page), lesson: place(of: page)
      ).text
      try WholeFile.write(text, to: page.path)
    case .md:
      let stem = (page.path as NSString).deletingPathExtension
      let name = URL(filePath: stem).lastPathComponent + "_files"
      let made = MarkdownPage(notebook, outputs, folder: name)
      for figure in made.figures {
        let path = "\(stem)_files/\(figure.name)"
        try makeFolder(of: path)
        try WholeFile.write(figure.svg, to: path)
      }
      try WholeFile.write(made.text, to: page.path)
    }
  }

  /// Writes the page that leads to the others, if there is a folder of them.
  ///
  /// - Parameters:
  ///   - written: The pages that were made.
  ///   - form: What they are.
  /// - Returns: Where it is; nil if none is needed.
  /// - Throws: `unwritable`.
  func writeIndex(
    of written: Set<String>, as form: Export.Form
  ) throws(Diagnostic) -> String? {
    guard let folder else { return nil }
    let entries = pages.filter { written.contains($0.path) }.map(entry)
    guard !entries.isEmpty else { return nil }
    let path = "\(folder)/\(Self.index(form))"
    switch form {
    case .html:
      let text = IndexPage(title, entries, isCourse: course != nil).text
      try WholeFile.write(text, to: path)
    case .md:
      try WholeFile.write(
        MarkdownPage.index(title, entries, isCourse: course != nil), to: path)
    }
    return path
  }

  private static func index(_ form: Export.Form) -> String {
    switch form {
    case .html: "index.html"
    case .md: "README.md"
    }
  }

  private func entry(_ page: Page) -> IndexPage.Entry {
    let notebook = try? page.file.notebook.get()
    let lesson = lesson(page)
    return IndexPage.Entry(
      lesson?.title ?? notebook?.pageTitle ?? page.address,
      Self.encoded(page.address),
      text: lesson?.goal ?? notebook?.firstSentence ?? "",
      minutes: lesson?.minutes)
  }

  private func lesson(_ page: Page) -> Course.Lesson? {
    course.flatMap { course in
      course.lessons.first { Self.same(page.file.name, course.path(of: $0)) }
    }
  }

  /// The pages beside one, by their addresses from it.
  private func place(of page: Page) -> PagePlace? {
    guard folder != nil else { return nil }
    let up = Self.wayUp(from: page)
    var place = PagePlace(index: .init(title, up + "index.html"))
    let number = pages.firstIndex { $0.path == page.path } ?? 0
    guard let lesson = lesson(page) else { return place }
    func neighbour(_ number: Int) -> PagePlace.Neighbour? {
      guard pages.indices.contains(number), self.lesson(pages[number]) != nil
      else { return nil }
      let entry = entry(pages[number])
      return .init(entry.title, up + entry.address)
    }
    place.previous = neighbour(number - 1)
    place.next = neighbour(number + 1)
    place.goal = "\(lesson.minutes) minutes. \(lesson.goal)"
    return place
  }

  private func links(of page: Page) -> PageLinks {
    let name = page.file.name
    guard name != NotebookFiles.pipe else { return PageLinks() }
    let up = Self.wayUp(from: page)
    var links = PageLinks(
      folder: URL(filePath: name).standardizedFileURL
        .deletingLastPathComponent().path)
    for other in pages where folder != nil {
      let path = URL(filePath: other.file.name).standardizedFileURL.path
      links.pages[path] = up + Self.encoded(other.address)
    }
    return links
  }

  /// From a page's folder to that of all pages.
  private static func wayUp(from page: Page) -> String {
    String(
      repeating: "../", count: page.address.count { $0 == "/" })
  }

  /// A path as an address; `./` keeps a colon from being taken for a scheme.
  private static func encoded(_ path: String) -> String {
    let plain = CharacterSet.urlPathAllowed.subtracting(
      .init(charactersIn: ":"))
    return path.addingPercentEncoding(withAllowedCharacters: plain) ?? path
  }

  private func makeFolder(of path: String) throws(Diagnostic) {
    let folder = (path as NSString).deletingLastPathComponent
    guard !folder.isEmpty else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic(
        .unwritable, "the folder \(folder) cannot be created",
        hint: "check that you may write there, or name another with -o")
    }
  }
}
