import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceKeeping
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

/// Lists, limits and clears the states that are kept of notebooks' steps.
struct Cache: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.cache.rawValue,
    abstract: "List, limit or clear what is kept of notebooks' steps.",
    discussion: """
        sluice cache notebooks
        sluice cache --limit 500MB notebooks
        sluice cache --clear notebooks
      """)

  @Argument(help: "notebooks, or folders of them; by default, this folder")
  var files: [String] = ["."]

  @Option(
    help: .init(
      "how much may be kept for each folder; 0 keeps nothing",
      valueName: "size"))
  var limit: ByteCount?

  @Flag(help: "remove all that is kept")
  var clear = false

  func run() throws {
    try Failure.leaving {
      let folders = try self.folders()
      guard !folders.isEmpty else {
        return Terminal.print("Nothing is kept.")
      }
      for folder in folders {
        guard let states = KeptFolder(besides: folder) else { continue }
        if clear {
          let bytes = try states.clear()
          Terminal.print(
            "\(folder.relativePath): removed \(ByteCount(bytes).text)")
        }
        if let limit { try states.setLimit(limit.bytes) }
        if !clear || limit != nil { list(states, folder) }
      }
    }
  }

  /// The folders in question where something is kept, or is to be limited.
  private func folders() throws(Diagnostic) -> [URL] {
    var folders: [URL] = []
    for file in files {
      var isFolder: ObjCBool = false
      guard
        FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
      else {
        throw Diagnostic(
          .fileNotFound, "there is no \(file)",
          hint: "name a notebook, or a folder of notebooks")
      }
      let url = URL(filePath: file)
      let top = isFolder.boolValue ? url : url.deletingLastPathComponent()
      folders += [top] + (isFolder.boolValue ? below(top) : [])
    }
    return folders.filter {
      limit != nil && files.contains($0.relativePath)
        || (KeptFolder(besides: $0)?.bytes ?? 0) > 0
    }
  }

  private func below(_ folder: URL) -> [URL] {
    let all = FileManager.default.enumerator(atPath: folder.path)
    var found: [URL] = []
    while let path = all?.nextObject() as? String {
      if path.hasSuffix(".sluice-cache") {
        all?.skipDescendants()
        let parent = URL(filePath: path).deletingLastPathComponent()
          .relativePath
        if path.contains("/") { found.append(folder.appending(path: parent)) }
      }
    }
    return found.sorted { $0.path < $1.path }
  }

  private func list(_ states: KeptFolder, _ folder: URL) {
    let steps = StepKeeper(states, .program, program: "").all
    if !steps.isEmpty {
      Terminal.show(
        .table(
          Table(
            ["notebook", "step", "took", "size"],
            steps.map {
              [
                $0.notebook, $0.title, $0.duration,
                ByteCount($0.bytes).text,
              ]
            })))
    }
    Terminal.print(
      "\(folder.relativePath): \(ByteCount(states.bytes).text) kept of"
        + " \(NumberText.count(steps.count, of: "step")); at most"
        + " \(ByteCount(states.limit).text)")
  }
}

/// An amount of bytes as it is written: `500MB`.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int

  init(_ bytes: Int) { self.bytes = bytes }

  private static let units = [
    ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000),
  ]

  init?(argument: String) {
    let text = argument.lowercased()
    let unit = Self.units.first { text.hasSuffix($0.0.lowercased()) }
    let number = unit == nil ? text : String(text.dropLast(2))
    guard let value = Double(number), value >= 0, value < 1e9 else {
      return nil
    }
    bytes = Int(value * Double(unit?.1 ?? 1))
  }

  var text: String {
    guard let unit = Self.units.first(where: { bytes >= $0.1 }) else {
      return "\(bytes) bytes"
    }
    let number = Double(bytes) / Double(unit.1)
    return NumberText.decimals(number, number < 10 ? 1 : 0) + " " + unit.0
  }
}
