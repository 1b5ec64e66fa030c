import Foundation
import SluiceDiagnostics
import SluiceNotebook
import SluiceOutput

/// A file of Jupyter, read as far as a notebook can have it.
struct JupyterReader {
  /// What it is called in messages.
  let name: String
  private(set) var entries: [JupyterEntry] = []
  private(set) var settings: String?
  /// The notebook that it was made of, where its layout is not the one.
  private(set) var original: Notebook?
  /// What could not be taken over.
  private(set) var remarks: [String] = []

  /// - Throws: `bad-notebook` for what is no such file, or of another language.
  init(_ bytes: [UInt8], name: String) throws(Diagnostic) {
    self.name = name
    _ = try SourceText(bytes: bytes, name: name)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard
      let tree = JSONTree(
        bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes)
    else {
      throw bad("it is not JSON", "save it again in Jupyter")
    }
    try checkVersion(tree)
    try checkLanguage(tree["metadata"])
    guard let cells = tree["cells"]?.list else {
      throw bad("it has no list of cells", "save it again in Jupyter")
    }
    let own = tree["metadata"]?["sluice"]
    settings = own?["settings"]?.joinedText
    if let text = own?["text"]?.joinedText {
      original = try? Notebook(text, name: name)
    }
    for (number, cell) in cells.enumerated() {
      if let entry = try read(cell, number + 1) { entries.append(entry) }
    }
  }

  private func bad(_ why: String, _ hint: String) -> Diagnostic {
    Diagnostic(.badNotebook, "\(name) cannot be imported: \(why)", hint: hint)
  }

  private func checkVersion(_ tree: JSONTree) throws(Diagnostic) {
    guard let version = tree["nbformat"]?.whole else {
      throw bad(
        "it does not say which nbformat it has",
        "a file of Jupyter ends in .ipynb; a notebook of Sluice needs no import"
      )
    }
    guard version == 4 else {
      throw bad(
        "it has nbformat \(version), not 4",
        "bring it up to date: jupyter nbconvert --to notebook --nbformat 4")
    }
  }

  /// A file that names no language may have lost what says so.
  private func checkLanguage(_ metadata: JSONTree?) throws(Diagnostic) {
    let languages = [
      metadata?["kernelspec"]?["language"], metadata?["language_info"]?["name"],
    ].compactMap { $0?.text }
    guard let other = languages.first(where: { $0 != "sluice" }),
      !languages.contains("sluice")
    else { return }
    throw bad(
      "its cells are written in \(onOneLine(other))",
      "only what `sluice export --to ipynb` made, or a notebook whose kernel's"
        + " language is sluice, has cells that Sluice can run")
  }

  // MARK: - Cells

  private mutating func read(
    _ cell: JSONTree, _ number: Int
  ) throws(Diagnostic) -> JupyterEntry? {
    guard let type = cell["cell_type"]?.text,
      let source = cell["source"]?.joinedText
    else {
      throw bad(
        "its cell \(number) has no type or no source",
        "save it again in Jupyter")
    }
    let text = Self.withPlainEnds(source)
    let own = cell["metadata"]?["sluice"]
    switch type {
    case "markdown":
      if cell["attachments"] != nil, cell["attachments"] != .object([:]) {
        remarks.append("cell \(number): attached pictures are left out")
      }
      return markdown(text, own)
    case "raw":
      return JupyterEntry(
        kind: .prose,
        text: Notebook.fence("text", around: JupyterEntry.lines(text))
          .joined(separator: "\n"))
    case "code": return code(text, own, cell["outputs"]?.list ?? [], number)
    default:
      throw bad(
        "its cell \(number) is of the unknown type \(onOneLine(type))",
        "Jupyter has cells of the types code, markdown and raw")
    }
  }

  private static func withPlainEnds(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  private func markdown(_ text: String, _ own: JSONTree?) -> JupyterEntry? {
    let kind = own?["kind"]?.text.flatMap(JupyterEntry.Kind.init) ?? .prose
    switch kind {
    case .hint:
      return JupyterEntry(
        kind: .hint, text: JupyterQuestion.unfolded("Hint", text))
    case .because:
      return JupyterEntry(
        kind: .because, text: JupyterQuestion.unfolded("Because", text))
    case .predict, .why:
      let form = JupyterEntry(kind: kind, text: own?["text"]?.joinedText ?? "")
      if JupyterCell.source(form) == text { return form }
      if let edited = JupyterQuestion.edited(form, text) { return edited }
    default: break
    }
    let lines = JupyterEntry.lines(text)
    func isWritten(_ line: String) -> Bool { !line.allSatisfy(\.isWhitespace) }
    guard let first = lines.firstIndex(where: isWritten),
      let last = lines.lastIndex(where: isWritten)
    else { return nil }
    return JupyterEntry(
      kind: .prose, text: lines[first...last].joined(separator: "\n"))
  }

  private mutating func code(
    _ text: String, _ own: JSONTree?, _ outputs: [JSONTree], _ number: Int
  ) -> JupyterEntry {
    let kind = own?["kind"]?.text.flatMap(JupyterEntry.Kind.init) ?? .cell
    var entry = JupyterEntry(kind: .cell, text: text)
    switch kind {
    case .solution, .check: entry.kind = kind
    case .wrong:
      entry.kind = .wrong
      entry.info = own?["message"]?.text.map { onOneLine($0) } ?? "\"\""
    default: entry.info = own?["options"]?.text.map { onOneLine($0) } ?? ""
    }
    if [.cell, .solution].contains(entry.kind) {
      entry.outputs = JupyterOutputs.recorded(outputs, own)
    }
    if JupyterOutputs.hasPictures(outputs) {
      remarks.append("cell \(number): pictures below it are left out")
    }
    return entry
  }
}
