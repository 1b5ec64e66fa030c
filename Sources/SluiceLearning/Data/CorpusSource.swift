import Foundation
import SluiceDiagnostics

/// Where a corpus comes from and how its files are read.
package struct CorpusSource: Sendable {
  package var place: Place
  package var format: Format

  package enum Place: Sendable {
    /// A file, a folder of train, dev and test, or a folder of such folders, of
    /// which those of some domains are taken, in this order; nil for all.
    case path(String, domains: [String]? = nil)
    /// Files, each with the part that it is: train, dev or test.
    case parts([(split: String, path: String)])
  }

  package enum Format: Sendable, Codable {
    case columns(ColumnReader)
    case conllU(features: [String])
    case conll2000, conll2002, conll2003, conll2012

    var reader: any CorpusReader {
      switch self {
      case .columns(let reader): reader
      case .conllU(let features): ConllUReader(features: features)
      case .conll2000: Conll2000Reader()
      case .conll2002: Conll2002Reader()
      case .conll2003: Conll2003Reader()
      case .conll2012: Conll2012Reader()
      }
    }
  }

  package init(_ place: Place, _ format: Format) {
    self.place = place
    self.format = format
  }

  package init(_ path: String, _ format: Format, domains: [String]? = nil) {
    self.init(.path(path, domains: domains), format)
  }

  /// What can be known of the corpus without reading it: its parts, by the
  /// files' names, and its layers, by the first lines of some of them. Each part
  /// has one sentence that stands for all, with a label that could be any.
  ///
  /// - Parameter name: What the corpus is to be called.
  /// - Returns: The sketch; nil where the first lines tell nothing.
  /// - Throws: ``Diagnostic`` as ``read(as:)`` does.
  package func sketch(as name: String) throws(Diagnostic) -> Corpus? {
    let members = try CorpusFolder(place).members
    let reader = format.reader
    guard let first = members.first else { return nil }
    guard let head = try self.head(of: first, among: members.count) else {
      return nil
    }
    let layers: [String]
    do throws(Diagnostic) { layers = try reader.layers(ofHead: head) } catch {
      // The first token may stand below a long comment.
      guard error.code == .emptyFile, !head.isWhole else { throw error }
      return nil
    }
    for member in members.dropFirst().prefix(Self.heads) {
      guard let head = try self.head(of: member, among: members.count) else {
        continue
      }
      do throws(Diagnostic) {
        try reader.check(head: head, for: layers)
      } catch  where error.code == .emptyFile && !head.isWhole {}
    }
    var builder = CorpusBuilder(name: name, layers: layers)
    for (index, member) in members.enumerated() {
      let next = index + 1 < members.count ? members[index + 1] : nil
      guard (next?.domain, next?.split) != (member.domain, member.split) else {
        continue
      }
      builder.add(
        word: "word".utf8, labels: layers.map { _ in ArraySlice("B-X".utf8) })
      builder.endPortion(domain: member.domain, split: member.split)
    }
    var corpus = builder.corpus
    corpus.isSketch = true
    return corpus
  }

  /// Files beside the first whose first lines are looked at.
  private static let heads = 100

  /// Reads all files.
  ///
  /// - Parameter name: What the corpus is to be called.
  /// - Returns: All sentences, with the layers of the first file.
  /// - Throws: ``Diagnostic`` with the file and line that is wrong.
  package func read(as name: String) throws(Diagnostic) -> Corpus {
    let folder = try CorpusFolder(place)
    let reader = format.reader
    var builder: CorpusBuilder?
    var last: CorpusFolder.Member?
    for member in folder.members {
      let lines = try self.lines(of: member, among: folder.members.count)
      var next: CorpusBuilder
      if let builder {
        next = builder
      } else {
        next = CorpusBuilder(name: name, layers: try reader.layers(of: lines))
      }
      builder = nil  // so that there is one owner and nothing is copied
      if let last, (last.domain, last.split) != (member.domain, member.split) {
        next.endPortion(domain: last.domain, split: last.split)
      }
      next.beginFile(
        CorpusOrigin.File(
          path: member.path, digest: lines.digest, format: format))
      try reader.read(lines, into: &next)
      last = member
      builder = next
    }
    guard var builder, let last else { return Corpus(name: name) }
    builder.endPortion(domain: last.domain, split: last.split)
    var corpus = builder.corpus
    guard !corpus.words.isEmpty else { throw Self.withoutToken(last.path) }
    corpus.notes =
      folder.notes + builder.notes.all + Suspicions(corpus).notes
      + recomposed(builder) + absent(corpus)
    return corpus
  }

  /// Keys that were asked for and stand nowhere.
  private func absent(_ corpus: Corpus) -> [String] {
    guard case .conllU(let features) = format else { return [] }
    let absent = features.filter { key in
      corpus.layers.contains { $0.name == key && $0.inventory.isEmpty }
    }
    return absent.isEmpty ? [] : ["no token has \(enumeration(absent))"]
  }

  /// That a file has lines, and none of them is a token.
  static func withoutToken(_ name: String) -> Diagnostic {
    Diagnostic(
      .emptyFile, "\(name) has no token",
      hint: "all its lines are empty or comments")
  }

  private func lines(
    of member: CorpusFolder.Member, among count: Int
  ) throws(Diagnostic) -> TextLines {
    do throws(Diagnostic) { return try TextLines(path: member.path) } catch {
      throw Self.hinted(error, among: count)
    }
  }

  private func head(
    of member: CorpusFolder.Member, among count: Int
  ) throws(Diagnostic) -> TextLines? {
    do throws(Diagnostic) { return try TextLines.head(of: member.path) } catch {
      throw Self.hinted(error, among: count)
    }
  }

  /// What is wrong with a file, where it is one of several.
  private static func hinted(
    _ mistake: Diagnostic, among count: Int
  ) -> Diagnostic {
    guard mistake.code == .emptyFile, count > 1 else { return mistake }
    var mistake = mistake
    mistake.hint = "copy it again, or take it out of the corpus' folder"
    return mistake
  }

  /// That texts were brought to one form.
  private func recomposed(_ builder: CorpusBuilder) -> [String] {
    let (words, labels) = builder.recomposed
    let counts = [(words, "word"), (labels, "label")].filter { $0.0 > 0 }
      .map { $0.0 == 1 ? "1 \($0.1)" : "\($0.0) \($0.1)s" }
    guard !counts.isEmpty else { return [] }
    return [
      "brought to Unicode's composed form (NFC): "
        + counts.joined(separator: " and ")
    ]
  }
}
