import SluiceDiagnostics
import Testing

@testable import SluiceLearning

@Suite("Columns") struct ColumnReaderTests {
  @Test("A table is read however it is written", arguments: tables)
  func reads(_ table: Table) throws {
    let corpus = try table.reader.corpus(table.text)
    #expect(corpus.layers.map(\.name) == table.layers)
    #expect(corpus.text == table.sentences)
  }

  struct Table: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var layers = ["upos", "ner"]
    var sentences = ["Anna/PROPN/B-PER left/VERB/O", "Rain/NOUN/O"]
    var reader = ColumnReader()
  }

  private static func reader(
    _ change: (inout ColumnReader) -> Void
  ) -> ColumnReader {
    var reader = ColumnReader()
    change(&reader)
    return reader
  }

  static let tables = [
    Table(
      testDescription: "tabs and a header",
      text: """
        # columns = FORM UPOS NER
        Anna\tPROPN\tB-PER
        left\tVERB\tO

        Rain\tNOUN\tO

        """),
    Table(
      testDescription: "names given, runs of blanks",
      text: "Anna  PROPN B-PER\nleft VERB   O\n\n\nRain NOUN O\n",
      reader: reader { $0.names = ["form", "upos", "ner"] }),
    Table(
      testDescription: "commas",
      text: "Anna,PROPN,B-PER\nleft,VERB,O\n\nRain,NOUN,O\n",
      reader: reader {
        $0.separator = .character(UInt8(ascii: ","))
        $0.names = ["form", "upos", "ner"]
      }),
    Table(
      testDescription: "the word column by name",
      text: "PROPN\tAnna\tB-PER\nVERB\tleft\tO\n\nNOUN\tRain\tO\n",
      reader: reader {
        $0.names = ["upos", "form", "ner"]
        $0.word = "form"
      }),
    Table(
      testDescription: "the word column by number, a column left out",
      text: "1\tAnna\tPROPN\tB-PER\n2\tleft\tVERB\tO\n\n1\tRain\tNOUN\tO\n",
      reader: reader {
        $0.names = ["_", "form", "upos", "ner"]
        $0.word = "2"
      }),
    Table(
      testDescription: "no names at all",
      text: "Anna\tPROPN\nleft\tVERB\n", layers: ["c2"],
      sentences: ["Anna/PROPN left/VERB"]),
    Table(
      testDescription: "a byte-order mark, CRLF, blanks at line ends",
      text: "\u{FEFF}# columns = FORM UPOS NER\r\nAnna\tPROPN\tB-PER \t\r\n"
        + "left\tVERB\tO\t\r\n \r\nRain\tNOUN\tO"),
    Table(
      testDescription: "comments, and a word that is #",
      text: """
        # columns = FORM UPOS
        # doc = a
        #\tSYM
        1\tNUM

        # sent = 2
        # \tSYM
        """, layers: ["upos"], sentences: ["#/SYM 1/NUM", "# /SYM"]),
    Table(
      testDescription: "_ is no label, but may be a word",
      text: "Anna\t_\tB-PER\n_\tPUNCT\t_\n",
      sentences: ["Anna/_/B-PER _/PUNCT/_"],
      reader: reader { $0.names = ["form", "upos", "ner"] }),
    Table(
      testDescription: "a no-break space within a word",
      text: "1\u{A0}000\tNUM\n", layers: ["c2"], sentences: ["1\u{A0}000/NUM"]),
  ]

  @Test("What is no table is refused", arguments: refusals)
  func refuses(_ refusal: Refusal) {
    #expect(throws: refusal.diagnostic) {
      _ = try refusal.reader.corpus(bytes: refusal.bytes)
    }
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    var reader = ColumnReader()
    var diagnostic: Diagnostic
  }

  static let refusals = [
    Refusal(
      testDescription: "a column too few",
      bytes: Array("Anna\tPROPN\tB-PER\nleft\tVERB\n".utf8),
      diagnostic: .inWords(
        .columnCount, "line 2 has 2 columns, the first has 3", 2,
        "left\tVERB", 0..<9, label: "2 columns here",
        hint: "an empty line ends a sentence, `_` stands for no label")),
    Refusal(
      testDescription: "a word column that there is not",
      bytes: Array("# columns = FORM UPOS\nAnna\tPROPN\n".utf8),
      reader: reader { $0.word = "from" },
      diagnostic: Diagnostic(
        .unknownColumn, "words.txt has no column from",
        hint: "did you mean `form`?")),
    Refusal(
      testDescription: "a word column far below 1",
      bytes: Array("Anna\tPROPN\n".utf8),
      reader: reader { $0.word = "\(Int.min)" },
      diagnostic: Diagnostic(
        .unknownColumn, "words.txt has no column -9223372036854775808",
        hint: "it has c1, c2")),
    Refusal(
      testDescription: "more columns named than there are",
      bytes: Array("Anna\tPROPN\n".utf8),
      reader: reader { $0.names = ["form", "upos", "ner"] },
      diagnostic: .inWords(
        .columnCount, "3 columns are named, the first token has 2", 1,
        "Anna\tPROPN", 0..<10, label: "2 columns",
        hint: "name every column, with _ for one that is not read")),
    Refusal(
      testDescription: "an empty file", bytes: Array("\n \n".utf8),
      diagnostic: Diagnostic(
        .emptyFile, "words.txt is empty",
        hint: "check that the right file was named and copied completely")),
    Refusal(
      testDescription: "comments only",
      bytes: Array("# columns = FORM UPOS\n# doc = a\n".utf8),
      diagnostic: Diagnostic(
        .emptyFile, "words.txt has no token",
        hint: "all its lines are empty or comments")),
    Refusal(
      testDescription: "Latin-1",
      bytes: Array("Anna\tPROPN\nJos".utf8) + [0xE9] + Array("\tPROPN\n".utf8),
      diagnostic: .inWords(
        .invalidUTF8, "byte 4 of line 2 is not UTF-8", 2,
        "Jos\u{FFFD}\tPROPN", 3..<4, label: "not UTF-8 from here",
        hint: "convert the file, for instance `iconv -f latin1 -t utf8`")),
    Refusal(
      testDescription: "a line of ten megabytes",
      bytes: Array("Anna\tPROPN\n".utf8)
        + [UInt8](repeating: UInt8(ascii: "x"), count: 10_000_000),
      diagnostic: .inWords(
        .lineTooLong, "line 2 has 10000000 bytes", 2,
        String(repeating: "x", count: 200), 0..<1,
        label: "this line does not end",
        hint: "a corpus has one token on a line; check the file's line ends")),
  ]
}
