import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

extension Completer {
  /// Files and folders, where a text between quotes is one.
  ///
  /// - Parameters:
  ///   - typed: What stands after the quote.
  ///   - before: What stands before it.
  /// - Returns: What begins so; nothing where a text is no path.
  func paths(_ typed: String, after before: String) -> [Candidate] {
    let source = SourceText(before + "_", name: "<prompt>")
    let place = completionPlace(
      at: before.utf8.count, of: source, shapes: registry.shapes)
    guard let place, let info = info(of: place),
      info.suggestion == .paths
    else { return [] }
    return paths(typed)
  }

  /// What there is below a folder that begins so.
  func paths(_ typed: String) -> [Candidate] {
    let cut = typed.lastIndex(of: "/").map { typed.index(after: $0) }
    let folder = cut.map { String(typed[..<$0]) } ?? ""
    let name = cut.map { String(typed[$0...]) } ?? typed
    var path = FileAccess.expandingHome(folder)
    if !path.hasPrefix("/") { path = "\(session.environment.folder)/\(path)" }
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter {
      $0.hasPrefix(name) && ($0.hasPrefix(".") == name.hasPrefix("."))
    }.sorted().map { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: "\(path)/\(name)", isDirectory: &isFolder)
      return isFolder.boolValue
        ? Candidate(folder + name + "/", "a folder", goesOn: true)
        : Candidate(folder + name, "a file")
    }
  }
}
