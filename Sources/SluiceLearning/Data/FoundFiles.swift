import Foundation

/// The files of a corpus' folder: which are read, as what, and which are not.
struct FoundFiles {
  var members: [CorpusFolder.Member] = []
  /// Files whose names do not say what they are, by their paths in the
  /// corpus' folder.
  var unread: [String] = []
  /// Whether they were found in a tree in the manner of OntoNotes, where a part
  /// is many files.
  var isOntoNotes = false
  private var notes: [String] = []

  /// Adds the files of a folder of the corpus.
  mutating func add(_ root: String, _ folder: String, domain: String) {
    let contents = CorpusFolder.contents("\(root)/\(folder)")
    let inner = contents.filter {
      CorpusFolder.isFolder("\(root)/\(folder)\($0)")
    }
    var files: [(name: String, split: FileSplit)] = []
    var others = folder.isEmpty ? [] : inner.map { $0 + "/" }
    for name in contents where !inner.contains(name) {
      // Of a file and the same one packed, one is read.
      let plain = FileSplit.unpacked(name)
      let isCopy = plain != name && contents.contains(plain)
      if !isCopy, let split = FileSplit(file: name) {
        files.append((name, split))
      } else {
        others.append(name)
      }
    }
    // A folder that is none of the corpus' is named once.
    unread +=
      files.isEmpty && !folder.isEmpty
      ? [folder] : others.map { folder + $0 }
    let rests = files.map(\.split.rest)
    if Self.areDomains(files.map(\.split)) {
      let domains = rests.map { folder.isEmpty ? $0 : "\(domain)-\($0)" }
      for (file, domain) in zip(files, domains) {
        members.append(
          CorpusFolder.Member(
            path: "\(root)/\(folder)\(file.name)", domain: domain,
            split: file.split.split))
      }
      notes.append(
        "\(folder.isEmpty ? "the folder" : folder) has several files of one"
          + " part; what else their names say is the domain:"
          + " \(CorpusFolder.list(Self.unique(domains)))")
    } else {
      members += files.map {
        CorpusFolder.Member(
          path: "\(root)/\(folder)\($0.name)", domain: domain,
          split: $0.split.split)
      }
    }
  }

  /// Whether files of one folder are of several domains: there are several of
  /// a split, and the rest of their names tells them apart.
  private static func areDomains(_ files: [FileSplit]) -> Bool {
    let splits = Set(files.map(\.split))
    let names = Set(files.map { "\($0.rest)/\($0.split)" })
    return splits.count < files.count && names.count == files.count
      && files.allSatisfy { $0.rest.contains(where: \.isLetter) }
      && Set(files.map(\.rest)).count > 1
  }

  /// What is to be said where these files are read.
  func notes(of chosen: [CorpusFolder.Member]) -> [String] {
    var notes = notes
    var parts: [(domain: String, split: String)] = []
    for file in chosen
    where !parts.contains(where: { $0 == (file.domain, file.split) }) {
      parts.append((file.domain, file.split))
    }
    for part in parts {
      let files = chosen.filter { ($0.domain, $0.split) == part }
      guard files.count > 1, !isOntoNotes else { continue }
      notes.append(
        "the \(part.split) part of \(part.domain) is read from"
          + " \(files.count) files: "
          + CorpusFolder.list(
            files.map { URL(filePath: $0.path).lastPathComponent }))
    }
    if !unread.isEmpty {
      notes.append("not read: \(CorpusFolder.list(unread))")
    }
    return notes
  }

  private static func unique(_ names: [String]) -> [String] {
    names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
