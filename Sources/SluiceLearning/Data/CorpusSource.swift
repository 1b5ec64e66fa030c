import Foundation
import SluiceDiagnostics

/// Where a corpus comes from and how its files are read.
package struct CorpusSource: Sendable {
  package var path: String
  package var format: Format
  /// The domains to take, in this order; nil for all.
  package var domains: [String]?

  package enum Format: Sendable {
    case columns(ColumnReader)
    case conllU(features: [String])
    case conll2000, conll2003, conll2012
  }

  package init(_ path: String, _ format: Format, domains: [String]? = nil) {
    self.path = path
    self.format = format
    self.domains = domains
  }

  private var reader: any CorpusReader {
    switch format {
    case .columns(let reader): reader
    case .conllU(let features): ConllUReader(features: features)
    case .conll2000: Conll2000Reader()
    case .conll2003: Conll2003Reader()
    case .conll2012: Conll2012Reader()
    }
  }

  /// Reads all files.
  ///
  /// - Parameter name: What the corpus is to be called.
  /// - Returns: All sentences, with the layers of the first file.
  /// - Throws: ``Diagnostic`` with the file and line that is wrong.
  package func read(as name: String) throws(Diagnostic) -> Corpus {
    let folder = try CorpusFolder(path: path, domains: domains)
    let reader = reader
    var builder: CorpusBuilder?
    var last: CorpusFolder.Member?
    for member in folder.members {
      let lines = try TextLines(path: member.path)
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
      try reader.read(lines, into: &next)
      last = member
      builder = next
    }
    guard var builder, let last else { return Corpus(name: name) }
    builder.endPortion(domain: last.domain, split: last.split)
    return builder.corpus
  }
}
