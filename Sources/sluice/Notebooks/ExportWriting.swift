import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceNotebook
import SluicePages

/// What an export writes: pages, the way from each to the others, and the index.
extension ExportPlan {
  /// Finds out before a run whether its page can be written.
  func checkWritable(_ page: Page) throws(Diagnostic) {
    guard page.path != Self.pipe else { return }
    let parent = URL(filePath: page.path).deletingLastPathComponent().path
    if Self.isFolder(parent) { try WholeFile.checkWritable(page.path) }
  }

  func write(
    _ page: Page, _ notebook: Notebook, _ outputs: CellOutputs,
    as form: Export.Form
  ) throws(Diagnostic) {
    if page.path != Self.pipe { try makeFolder(of: page.path) }
    switch form {
    case .html:
      let text = HTMLPage(
        notebook, outputs, shapes: Registry.program.shapes,
        links: links(of: page), lesson: place(of: page)
      ).text
      try write(text, to: page)
    case .md:
      let stem = (page.path as NSString).deletingPathExtension
      let name = URL(filePath: stem).lastPathComponent + "_files"
      let made = MarkdownPage(notebook, outputs, folder: name)
      guard page.path != Self.pipe || made.figures.isEmpty else {
        throw Diagnostic(
          .unwritable, "Markdown with figures is a file and a folder",
          hint: "name a file with -o")
      }
      for figure in made.figures {
        let path = "\(stem)_files/\(figure.name)"
        try makeFolder(of: path)
        try WholeFile.write(figure.svg, to: path)
      }
      try write(made.text, to: page)
    case .ipynb:
      try write(
        JupyterNotebook(notebook: notebook, outputs: outputs).text, to: page)
    }
  }

  /// What stands for standard output.
  static let pipe = "-"

  private func write(_ text: String, to page: Page) throws(Diagnostic) {
    guard page.path != Self.pipe else { return Terminal.write(text) }
    try WholeFile.write(text, to: page.path)
  }

  /// Writes the one page of a notebook that was run.
  func write(
    _ notebook: Notebook, _ outputs: CellOutputs, as form: Export.Form
  ) throws(Diagnostic) {
    for page in pages { try write(page, notebook, outputs, as: form) }
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
    guard let name = Self.index(form) else { return nil }
    let path = "\(folder)/\(name)"
    switch form {
    case .html:
      let text = IndexPage(title, entries, isCourse: course != nil).text
      try WholeFile.write(text, to: path)
    case .md:
      try WholeFile.write(
        MarkdownPage.index(title, entries, isCourse: course != nil), to: path)
    case .ipynb: break
    }
    return path
  }

  /// Jupyter lists a folder's notebooks itself.
  private static func index(_ form: Export.Form) -> String? {
    switch form {
    case .html: "index.html"
    case .md: "README.md"
    case .ipynb: nil
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
