import Foundation
import SluiceDiagnostics
import SluiceNotebook

/// A file that is meant: a notebook, or why it is none.
struct NotebookFile: Sendable {
  /// As the user named it.
  var name: String
  var notebook: Result<Notebook, Diagnostic>
}

/// Notebooks by the names of files and folders.
enum NotebookFiles {
  /// What a notebook from a pipe is called.
  static let pipe = "<stdin>"

  /// Reads all that is meant, each once; a folder means all notebooks below
  /// it. What cannot be read is a file of its own, so that it fails alone.
  static func open(_ names: [String]) -> [NotebookFile] {
    var seen: Set<String> = []
    return names.flatMap { name in
      let files: [String]
      do throws(Diagnostic) { files = try expand(name) } catch {
        return [NotebookFile(name: name, notebook: .failure(error))]
      }
      return files.compactMap { file in
        let path = URL(filePath: file).standardizedFileURL.path
        return seen.insert(path).inserted ? open(file: file) : nil
      }
    }
  }

  /// Reads one file; `-` is what comes from a pipe.
  static func open(file: String) -> NotebookFile {
    let name = file == "-" ? pipe : file
    do throws(Diagnostic) {
      return NotebookFile(name: name, notebook: .success(try read(file)))
    } catch { return NotebookFile(name: name, notebook: .failure(error)) }
  }

  /// Writes a notebook's new text to its file.
  ///
  /// - Throws: `unwritable`, also for one from a pipe.
  static func write(
    _ text: String, of notebook: Notebook, at name: String
  ) throws(Diagnostic) {
    guard name != pipe else {
      throw Diagnostic(
        .unwritable, "a notebook from a pipe has no file to be written to",
        hint: "name its file instead of `-`")
    }
    try notebook.replace(with: text, at: name)
  }

  /// The files that a name stands for.
  ///
  /// - Throws: `file-not-found` for a folder without one.
  private static func expand(_ name: String) throws(Diagnostic) -> [String] {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: name, isDirectory: &isFolder)
    guard exists, isFolder.boolValue else { return [name] }
    let found = notebooks(below: name)
    guard !found.isEmpty else {
      throw Diagnostic(
        .fileNotFound, "there is no notebook below \(name)",
        hint: "notebooks end in .sluice or .sluice.md")
    }
    return found
  }

  private static func notebooks(below folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)
    var found: [String] = []
    while let name = names?.nextObject() as? String {
      let parts = name.split(separator: "/")
      if parts.last == "out" || parts.last?.hasPrefix(".") ?? false {
        names?.skipDescendants()
      } else if name.hasSuffix(".sluice") || name.hasSuffix(".sluice.md") {
        found.append(
          folder == "."
            ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        )
      }
    }
    return found.sorted()
  }

  private static func read(_ file: String) throws(Diagnostic) -> Notebook {
    guard file == "-" else { return try Notebook(contentsOf: file) }
    return try Notebook(bytes: Terminal.readPipe(), name: pipe)
  }

  /// - Throws: `bad-notebook` if none of some notebooks has a profile.
  static func check(
    profile: String?, of files: [NotebookFile]
  ) throws(Diagnostic) {
    let notebooks = files.compactMap { try? $0.notebook.get() }
    let profiles = notebooks.flatMap(\.settings.profiles).map(\.name)
    if let profile, !profiles.contains(profile) {
      throw Diagnostic(
        .badNotebook, "no notebook here has a profile \(profile)",
        hint: didYouMean(
          profile, in: profiles,
          otherwise: profiles.isEmpty
            ? "one is a line in the comment at the top:"
              + " <!-- sluice: profile \(profile): epochs=2 -->"
            : "there is \(profiles.joined(separator: ", "))"))
    }
  }
}
