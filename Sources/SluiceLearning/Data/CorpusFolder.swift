import Foundation
import SluiceDiagnostics

/// The files of a corpus: one file, a folder with train, dev and test, or a
/// folder of such folders, one a domain.
struct CorpusFolder {
  /// A file, and whose sentences it holds.
  struct Member: Equatable {
    var path: String
    var domain: String
    var split: String
  }

  let members: [Member]

  /// What files of text end in.
  private static let endings: Set<String> = [
    "tsv", "txt", "conll", "conllu", "iob2", "iob", "bio", "csv",
    "gold_conll", "conll2003",
  ]

  /// - Parameters:
  ///   - path: The file or folder.
  ///   - domains: Which domains to take, in this order; nil for all.
  init(path: String, domains: [String]?) throws(Diagnostic) {
    var isFolder: ObjCBool = false
    guard
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    else { throw TextLines.missing(path) }
    let name = URL(filePath: path).deletingPathExtension().lastPathComponent
    guard isFolder.boolValue else {
      members = [Member(path: path, domain: name, split: "all")]
      try Self.check(domains, among: [name], path)
      return
    }
    var found = Self.files(in: path).compactMap { file in
      Self.split(of: file).map {
        Member(path: "\(path)/\(file)", domain: name, split: $0)
      }
    }
    for folder in Self.contents(path) where Self.isFolder("\(path)/\(folder)") {
      found += Self.files(in: "\(path)/\(folder)").compactMap { file in
        Self.split(of: file).map {
          Member(path: "\(path)/\(folder)/\(file)", domain: folder, split: $0)
        }
      }
    }
    if found.isEmpty { found = Self.ontoNotes(path) }
    guard !found.isEmpty else {
      throw Diagnostic(
        .fileNotFound, "the folder \(path) holds no corpus",
        hint: "a corpus is a file, a folder with train, dev and test files, or"
          + " a folder of such folders")
    }
    members = try Self.chosen(found, domains, path)
  }

  private static func contents(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func files(in folder: String) -> [String] {
    contents(folder).filter {
      endings.contains(URL(filePath: $0).pathExtension)
        && !isFolder("\(folder)/\($0)")
    }.sorted { rank($0) < rank($1) }
  }

  /// Train before dev before test.
  private static func rank(_ file: String) -> Int {
    ["train", "dev", "test"].firstIndex(of: split(of: file) ?? "") ?? 3
  }

  /// The split a file's name speaks of: `en_ewt-ud-train.conllu` is train.
  static func split(of file: String) -> String? {
    let words = file.lowercased().split { !$0.isLetter }
    let splits = [
      "train": "train", "training": "train", "dev": "dev", "valid": "dev",
      "development": "dev", "validation": "dev", "testa": "dev",
      "test": "test", "testb": "test",
    ]
    return words.lazy.compactMap { splits[String($0)] }.first
  }

  /// A folder tree in the manner of OntoNotes, by the paths' components.
  private static func ontoNotes(_ path: String) -> [Member] {
    let all = FileManager.default.enumerator(atPath: path)
    let files = (all?.compactMap { $0 as? String } ?? []).filter {
      $0.hasSuffix("gold_conll")
    }
    return files.sorted().map { file in
      let (domain, split) = Conll2012Reader.portion(ofPath: file)
      return Member(path: "\(path)/\(file)", domain: domain, split: split)
    }
  }

  private static func chosen(
    _ members: [Member], _ domains: [String]?, _ path: String
  ) throws(Diagnostic) -> [Member] {
    let order = members.reduce(into: [String]()) {
      if !$0.contains($1.domain) { $0.append($1.domain) }
    }
    guard let domains else {
      return order.flatMap { domain in members.filter { $0.domain == domain } }
    }
    try check(domains, among: order, path)
    return domains.flatMap { domain in members.filter { $0.domain == domain } }
  }

  private static func check(
    _ domains: [String]?, among known: [String], _ path: String
  ) throws(Diagnostic) {
    for domain in domains ?? [] where !known.contains(domain) {
      throw Diagnostic(
        .unknownDomain, "\(path) has no domain \(domain)",
        hint: didYouMean(
          domain, in: known,
          otherwise: "it has \(known.joined(separator: ", "))"))
    }
  }
}
