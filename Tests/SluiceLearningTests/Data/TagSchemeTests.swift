import SluiceDiagnostics
import Testing

@testable import SluiceLearning

@Suite("Tag schemes") struct TagSchemeTests {
  /// Sentences parted by `|`, their labels by blanks, `_` for none.
  private func transitions(_ text: String) throws -> LabelTransitions {
    let lines = text.replacing(" | ", with: "\n\n").replacing(" ", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "word\t\($0)" }
    let corpus = try ColumnReader().corpus(lines.joined(separator: "\n"))
    return LabelTransitions(
      corpus.layers[0], of: corpus, in: Array(0..<corpus.sentenceCount))
  }

  @Test(
    "The scheme is told from the labels",
    arguments: [
      ("NOUN VERB | X", TagScheme.plain), ("O O", .plain), ("_ _", .plain),
      ("B-X I-X O | O B-Y", .iob2), ("B-X B-X", .iob2),
      ("I-X I-X B-X | I-Y", .iob1), ("B-X I-Y", .iob2),
      ("S-X B-X E-X O | B-Y I-Y E-Y", .bioes), ("O S-X", .bioes),
      ("say B-52 I-95 go we", .plain),
    ])
  func detects(text: String, scheme: TagScheme) throws {
    #expect(try TagScheme(transitions(text), layer: "ner") == scheme)
  }

  @Test(
    "Mixed schemes are refused",
    arguments: [
      (
        "B-X I-X Y",
        "the layer ner mixes span tags with the label Y",
        "a layer has either plain labels or B-, I- and O throughout"
      ),
      (
        "S-X O | B-X I-X O",
        "the layer ner mixes IOB2 with BIOES: a span ends in I-X, others in E-"
          + " or S-",
        "bring all its files to one scheme"
      ),
    ])
  func refuses(text: String, title: String, hint: String) {
    #expect(throws: Diagnostic(.mixedScheme, title, hint: hint)) {
      _ = try TagScheme(transitions(text), layer: "ner")
    }
  }

  @Test(
    "IOB1 becomes IOB2",
    arguments: [
      ("I-X I-X O I-X", "B-X I-X O B-X"), ("I-X B-X I-X", "B-X B-X I-X"),
      ("I-X I-Y", "B-X B-Y"), ("B-X I-X", "B-X I-X"),
    ])
  func converts(iob1: String, iob2: String) {
    let tags = iob1.split(separator: " ").map(String.init)
    #expect(
      TagScheme.iob2(fromIOB1: tags).joined(separator: " ") == iob2)
  }

  @Test(
    "Inside tags without a span are counted",
    arguments: [
      ("B-X I-X O", 0), ("O I-X I-X", 1), ("B-X I-Y", 1), ("B-X | I-X", 1),
      ("B-X _ I-X", 1),
    ])
  func broken(text: String, count: Int) throws {
    #expect(try TagScheme.iob2.brokenSpans(in: transitions(text)) == count)
  }
}
