import Foundation
import SluiceDiagnostics
import SluiceNotebook

/// Notebooks by the names of files and folders.
enum NotebookFiles {
  /// What a notebook from a pipe is called.
  static let pipe = "<stdin>"

  /// The files that are meant; a folder means all notebooks below it.
  ///
  /// - Throws: `file-not-found` for a folder without one.
  static func expand(_ names: [String]) throws(Diagnostic) -> [String] {
    var files: [String] = []
    for name in names {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: name, isDirectory: &isFolder)
      guard exists, isFolder.boolValue else {
        files.append(name)
        continue
      }
      let found = notebooks(below: name)
      guard !found.isEmpty else {
        throw Diagnostic(
          .fileNotFound, "there is no notebook below \(name)",
          hint: "notebooks end in .sluice or .sluice.md")
      }
      files += found
    }
    return files
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

  /// Reads a notebook; `-` from a pipe.
  static func read(_ file: String) throws(Diagnostic) -> Notebook {
    guard file == "-" else { return try Notebook(contentsOf: file) }
    return try Notebook(bytes: Terminal.readPipe(), name: pipe)
  }

  /// Reads notebooks that are to run under a profile, if one is said.
  ///
  /// - Throws: `bad-notebook` if none of them has it.
  static func read(
    _ files: [String], profile: String?
  ) throws(Diagnostic) -> [Notebook] {
    var notebooks: [Notebook] = []
    for file in files { notebooks.append(try read(file)) }
    try check(profile: profile, of: notebooks)
    return notebooks
  }

  /// - Throws: `bad-notebook` if none of some notebooks has a profile.
  static func check(
    profile: String?, of notebooks: [Notebook]
  ) throws(Diagnostic) {
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
