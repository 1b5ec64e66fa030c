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
    "gold_conll", "conll2003", "train", "dev", "test", "testa", "testb",
  ]

  /// - Parameters:
  ///   - path: The file or folder.
  ///   - domains: Which domains to take, in this order; nil for all. What
  ///     stands before a domain's last hyphens may be left out: `reviews` is
  ///     `ewt-reviews`, unless there is another such domain.
  /// - Throws: ``Diagnostic`` if there is nothing, no corpus, or no such domain.
  init(path: String, domains: [String]?) throws(Diagnostic) {
    var isFolder: ObjCBool = false
    guard
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    else { throw TextLines.missing(path) }
    let name = URL(filePath: path).deletingPathExtension().lastPathComponent
    guard isFolder.boolValue else {
      members = [Member(path: path, domain: name, split: "all")]
      _ = try Self.resolved(domains ?? [name], among: [name], path)
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
    return try resolved(domains, among: order, path).flatMap { domain in
      members.filter { $0.domain == domain }
    }
  }

  /// Domains as their folders are called.
  private static func resolved(
    _ domains: [String], among known: [String], _ path: String
  ) throws(Diagnostic) -> [String] {
    let list = known.joined(separator: ", ")
    guard !domains.isEmpty else {
      throw Diagnostic(
        .unknownDomain, "no domain of \(path) is chosen",
        hint: "it has \(list)")
    }
    var chosen: [String] = []
    for domain in domains {
      let endings = known.filter { $0.hasSuffix("-" + domain) }
      let exact = known.contains(domain) ? domain : nil
      guard let name = exact ?? (endings.count == 1 ? endings[0] : nil) else {
        throw Diagnostic(
          .unknownDomain, "\(path) has no domain \(domain)",
          hint: endings.isEmpty
            ? didYouMean(domain, in: known, otherwise: "it has \(list)")
            : "did you mean \(endings.joined(separator: " or "))?")
      }
      guard !chosen.contains(name) else {
        throw Diagnostic(
          .unknownDomain, "the domain \(name) is named twice",
          hint: "name each domain once")
      }
      chosen.append(name)
    }
    return chosen
  }
}
