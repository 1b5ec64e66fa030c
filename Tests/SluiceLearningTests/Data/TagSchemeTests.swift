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
      ("I-X I-X O I-Y", .io), ("I-PER | O", .io),
      // One tag out of place does not make another scheme.
      ("I-X O I-X O B-X O I-X", .iob1), ("B-X O B-X O I-X", .iob2),
      ("S-X B-X E-X O | B-Y I-Y E-Y", .bioes), ("O S-X", .bioes),
      ("U-X B-X L-X O | B-Y I-Y L-Y", .bilou), ("O U-X", .bilou),
      ("B-X M-X E-X S-X", .bmes), ("B-X M-X E-X W-X O", .bmes),
      ("I-X E-X O E-X", .ioe),
      ("B I O B", .iob2), ("I I O", .io), ("B M E S", .bmes),
      ("B L U O", .bilou),
      ("say B-52 I-95 go we", .plain), ("M-sg F-sg N-pl", .plain),
      ("S V O", .plain), ("A B C", .plain), ("U L O", .plain),
    ])
  func detects(text: String, scheme: TagScheme) throws {
    #expect(
      LayerScheme(try transitions(text), layer: "ner")
        == LayerScheme(
          scheme,
          scheme == .ioe
            ? Diagnostic(
              .mixedScheme,
              "the labels of ner look like IOE: I- and E-, but no B- or S-",
              hint:
                "F1 is counted as conlleval does; a strict score takes IOB2,"
                + " BIOES or another scheme that says where spans begin") : nil)
    )
  }

  @Test(
    "Mixed schemes are named",
    arguments: [
      (
        "B-X I-X Y",
        "the layer ner mixes span tags with the label Y",
        "a layer has either plain labels or B-, I- and O throughout"
      ),
      (
        "S-X O | B-X I-X O",
        "the layer ner mixes IOB2 with BIOES: a span ends in I-X, others in S-",
        "bring all its files to one scheme"
      ),
      (
        "U-X O | B-X O | B-X L-X",
        "the layer ner mixes IOB2 with BILOU: a span ends in B-X, others in L-"
          + " or U-",
        "bring all its files to one scheme"
      ),
      (
        "B-X E-X O U-X",
        "the layer ner mixes schemes of span tags: it has E- and U-",
        "bring all its files to one scheme"
      ),
    ])
  func mixed(text: String, title: String, hint: String) throws {
    #expect(
      LayerScheme(try transitions(text), layer: "ner")
        == LayerScheme(.mixed, Diagnostic(.mixedScheme, title, hint: hint)))
  }

  @Test(
    "Span tags of a form that is not read are named",
    arguments: [
      "b-per i-per o", "B_PER I_PER O", "PER-B PER-I O", "B:X I:X",
      "B- I- O", "B\u{2013}PER I\u{2013}PER O", "B\u{2011}X I\u{2011}X O",
      "B|PER I|PER O", "B.X I.X", "PER=B PER=I O",
    ])
  func unread(text: String) throws {
    let found = LayerScheme(try transitions(text), layer: "ner")
    #expect(found.scheme == .plain)
    #expect(
      found.problem?.title
        == "labels of ner such as \(text.prefix { $0 != " " }) look like span"
        + " tags, but are read as plain labels")
  }

  @Test("A few broken spans are counted, and the scheme stays")
  func fewBroken() throws {
    let text = String(repeating: "B-X E-X O | ", count: 20) + "B-X O | I-X E-X"
    let transitions = try transitions(text)
    let found = LayerScheme(transitions, layer: "ner")
    #expect(found == LayerScheme(.bioes))
    #expect(found.scheme.broken(in: transitions) == 2)
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
    #expect(try TagScheme.iob2.broken(in: transitions(text)) == count)
  }
}
