import Foundation
import SluiceDiagnostics

@testable import SluiceLearning

extension CorpusReader {
  /// Reads a text as the file `words.txt`.
  func corpus(_ text: String) throws(Diagnostic) -> Corpus {
    try corpus(bytes: Array(text.utf8))
  }

  /// What a text is read as, and what is said of it.
  func reading(
    _ text: String
  ) throws(Diagnostic) -> (sentences: [String], notes: [String]) {
    let corpus = try corpus(text)
    return (corpus.text, corpus.notes)
  }

  /// Reads bytes as the file `words.txt`.
  func corpus(bytes: [UInt8]) throws(Diagnostic) -> Corpus {
    let lines = try TextLines(bytes, name: "words.txt")
    var builder = CorpusBuilder(name: "words", layers: try layers(of: lines))
    try read(lines, into: &builder)
    builder.endPortion(domain: "words", split: "all")
    var corpus = builder.corpus
    corpus.notes = builder.notes.all
    return corpus
  }
}

extension Diagnostic {
  /// A mistake in the file `words.txt`.
  static func inWords(
    _ code: Code, _ title: String, _ line: Int, _ text: String,
    _ columns: Range<Int>, label: String, hint: String
  ) -> Diagnostic {
    Diagnostic(
      code, title,
      at: Place(file: "words.txt", line: line, text: text, columns: columns),
      label: label, hint: hint)
  }
}

/// A folder for one test, which goes away with its holder.
final class TemporaryFolder {
  let path: String

  /// - Parameter files: Their contents by path; folders are made as needed.
  /// - Throws: What the file system says.
  init(_ files: [String: String]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sluice-\(UUID().uuidString)")
    path = folder.path
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The folder of corpora beside the package, which a user's clone lacks: tests
/// of it are skipped there.
enum SharedData {
  static let path = URL(filePath: #filePath)
    .appending(path: "../../../../../shared/data").standardizedFileURL.path

  static let isThere = FileManager.default.fileExists(atPath: path)
}
