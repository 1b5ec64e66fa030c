import Foundation
import SluiceDiagnostics

/// The files of a corpus: one file, a folder with train, dev and test, a folder
/// of such folders, one a domain, or a file for each part.
struct CorpusFolder {
  /// A file, and whose sentences it holds.
  struct Member: Equatable {
    var path: String
    var domain: String
    var split: String
  }

  let members: [Member]
  /// What was taken for granted of the files, and which were not read.
  let notes: [String]

  /// - Parameter place: The files or the folder. What stands before a domain's
  ///   last hyphens may be left out: `reviews` is `ewt-reviews`, unless there is
  ///   another such domain.
  /// - Throws: ``Diagnostic`` if there is nothing, no corpus, or no such domain.
  init(_ place: CorpusSource.Place) throws(Diagnostic) {
    switch place {
    case .path(let path, let domains):
      try self.init(path: path, domains: domains)
    case .parts(let parts):
      for part in parts
      where !FileManager.default.fileExists(atPath: part.path) {
        throw TextLines.missing(part.path)
      }
      let domain = Self.domain(of: parts.map(\.path))
      self.init(
        members: parts.map {
          Member(path: $0.path, domain: domain, split: $0.split)
        }, notes: [])
    }
  }

  private init(members: [Member], notes: [String]) {
    (self.members, self.notes) = (members, notes)
  }

  /// What files of one domain call it: what all their names have beside the
  /// split, else the first one's name.
  private static func domain(of files: [String]) -> String {
    let names = files.map { URL(filePath: $0).lastPathComponent }
    let rests = Set(names.compactMap { FileSplit(file: $0)?.rest })
    if rests.count == 1, let rest = rests.first, !rest.isEmpty { return rest }
    return names.first.map(name(ofFile:)) ?? ""
  }

  /// A file's name without its endings.
  private static func name(ofFile file: String) -> String {
    URL(filePath: FileSplit.unpacked(file)).deletingPathExtension()
      .lastPathComponent.composed
  }

  private init(path: String, domains: [String]?) throws(Diagnostic) {
    var isFolder: ObjCBool = false
    guard
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    else { throw TextLines.missing(path) }
    let name = Self.name(ofFile: path)
    guard isFolder.boolValue else {
      _ = try Self.resolved(domains ?? [name], among: [name], path)
      self.init(
        members: [Member(path: path, domain: name, split: "all")], notes: [])
      return
    }
    var found = FoundFiles()
    found.add(path, "", domain: name)
    for folder in Self.contents(path) where Self.isFolder("\(path)/\(folder)") {
      found.add(path, "\(folder)/", domain: folder.composed)
    }
    if found.members.isEmpty { found = Self.ontoNotes(path) }
    guard !found.members.isEmpty else {
      throw Diagnostic(
        .fileNotFound, "the folder \(path) holds no corpus",
        hint: "a corpus is a file, a folder with train, dev and test files, or"
          + " a folder of such folders"
          + (found.unread.isEmpty
            ? "" : "; it holds \(Self.list(found.unread))"))
    }
    let members = try Self.chosen(found.members, domains, path)
    self.init(members: members, notes: found.notes(of: members))
  }

  /// Some names, and how many more there are.
  static func list(_ names: [String]) -> String {
    let shown = 8
    return names.count <= shown + 1
      ? names.joined(separator: ", ")
      : names.prefix(shown).joined(separator: ", ")
        + " and \(names.count - shown) more"
  }

  static func contents(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Train before dev before test.
  private static func rank(_ member: Member) -> Int {
    ["train", "dev", "test"].firstIndex(of: member.split) ?? 3
  }

  /// A folder tree in the manner of OntoNotes, by the paths' components.
  private static func ontoNotes(_ path: String) -> FoundFiles {
    var found = FoundFiles()
    found.isOntoNotes = true
    let all = FileManager.default.enumerator(atPath: path)
    for file in (all?.compactMap { $0 as? String } ?? []).sorted() {
      guard FileSplit.unpacked(file).hasSuffix("gold_conll") else {
        if !isFolder("\(path)/\(file)") { found.unread.append(file) }
        continue
      }
      let (domain, split) = Conll2012Reader.portion(ofPath: file)
      found.members.append(
        Member(path: "\(path)/\(file)", domain: domain, split: split))
    }
    return found
  }

  private static func chosen(
    _ members: [Member], _ domains: [String]?, _ path: String
  ) throws(Diagnostic) -> [Member] {
    let order = members.reduce(into: [String]()) {
      if !$0.contains($1.domain) { $0.append($1.domain) }
    }
    let chosen =
      if let domains {
        try resolved(domains.map(\.composed), among: order, path)
      } else { order }
    return chosen.flatMap { domain in
      members.filter { $0.domain == domain }.enumerated().sorted {
        (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
      }.map(\.element)
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
