import Foundation
import SluiceDiagnostics
import Testing

@testable import SluiceLearning

/// A reader of columns with these names.
private func columns(
  _ names: [String]?, comma: Bool = false
) -> ColumnReader {
  var reader = ColumnReader()
  reader.names = names
  if comma { reader.separator = .character(UInt8(ascii: ",")) }
  return reader
}

private let formAndPos = columns(["form", "pos"])

/// Each line of a file is a token, or is counted as what else it is.
@Suite("Lines") struct LineTests {
  /// A text, what it is read as, and what is said of it.
  struct Text: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var reader: any CorpusReader = formAndPos
    var text: String
    var sentences: [String]
    var notes: [String] = []
  }

  @Test(
    "A file that is read in pieces has the lines that it has as a whole",
    arguments: ["\n", "\r\n", "\r"])
  func pieces(lineEnd: String) throws {
    let text =
      "\u{FEFF}"
      + (0..<150_000).map { number in
        (number % 7 == 0 ? "" : "línea \(number) ☂ ") + lineEnd
      }.joined()
    let folder = try TemporaryFolder(["a.txt": text])
    let path = folder.path + "/a.txt"
    var whole: [String] = []
    try TextLines(path: path).forEach { number, line in
      whole.append("\(number) \(String(decoding: line, as: UTF8.self))")
    }
    var pieces: [[String]] = []
    try TextLines.forEachPiece(of: path, length: 1000) {
      lines throws(Diagnostic) in
      var piece: [String] = []
      try lines.forEach { number, line in
        piece.append("\(number) \(String(decoding: line, as: UTF8.self))")
      }
      pieces.append(piece)
    }
    #expect(pieces.count > 2)
    #expect(Array(pieces.joined()) == whole)
  }

  @Test("What is wrong in a piece is told by its line of the file")
  func wrongPiece() throws {
    let lines = String(repeating: "a line of some words\n", count: 100_000)
    let folder = try TemporaryFolder(["a.txt": lines, "empty.txt": "\n \n"])
    let file = URL(filePath: folder.path + "/a.txt")
    try (Data(lines.utf8) + [0xFF, 10]).write(to: file)
    func read(_ name: String) throws(Diagnostic) {
      try TextLines.forEachPiece(of: "\(folder.path)/\(name)", length: 1000) {
        _ in
      }
    }
    #expect {
      try read("a.txt")
    } throws: {
      ($0 as? Diagnostic)?.title == "byte 1 of line 100001 is not UTF-8"
    }
    #expect(
      throws: Diagnostic(
        .emptyFile, "\(folder.path)/empty.txt is empty",
        hint: "check that the right file was named and copied completely")
    ) { try read("empty.txt") }
  }

  static let comments: [Text] = [
    Text(
      testDescription: "a comment with as many columns as a token",
      reader: columns(["form", "pos", "chunk", "ner"]),
      text: "# sent_id = 1\nIda NNP B-NP B-PER\nsells VBZ B-VP O\n",
      sentences: ["Ida/NNP/B-NP/B-PER sells/VBZ/B-VP/O"],
      notes: ["passed over: 1 comment line"]),
    Text(
      testDescription: "the same in CoNLL-2003", reader: Conll2003Reader(),
      text: "# sent_id = 1\nIda NNP B-NP B-PER\nsells VBZ B-VP O\n",
      sentences: ["Ida/NNP/B-NP/B-PER sells/VBZ/B-VP/O"],
      notes: ["passed over: 1 comment line"]),
    Text(
      testDescription: "comments of two sentences, of any length",
      text: "# one\n# two words\nIda NNP\n\n#\n## three\n# is = it\nran VBD\n",
      sentences: ["Ida/NNP", "ran/VBD"],
      notes: ["passed over: 5 comment lines"]),
    Text(
      testDescription: "the token # where a sentence begins, by blanks",
      reader: Conll2000Reader(),
      text: "# # B-NP\n1 CD I-NP\n\nfor IN B-PP\n# # B-NP\n",
      sentences: ["#/#/B-NP 1/CD/I-NP", "for/IN/B-PP #/#/B-NP"]),
    Text(
      testDescription: "words that begin with #",
      text: "#tag\tNN\n#\tSYM\n#1\tCD\n\n#tag\tNN\n",
      sentences: ["#tag/NN #/SYM #1/CD", "#tag/NN"]),
    Text(
      testDescription: "a comment with commas",
      reader: columns(["form", "pos"], comma: true),
      text: "# first, of all\nIda,NNP\n", sentences: ["Ida/NNP"],
      notes: ["passed over: 1 comment line"]),
    Text(
      testDescription: "CoNLL-U has ranges and empty nodes, too",
      reader: ConllUReader(),
      text: "# text = zum\n1-2\tzum\t_\t_\t_\t_\t_\t_\t_\t_\n"
        + "1\tzu\tzu\tADP\t_\t_\t_\t_\t_\t_\n"
        + "2\tdem\tder\tDET\t_\t_\t_\t_\t_\t_\n"
        + "2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n",
      sentences: ["zu/zu/ADP/_/_/_ dem/der/DET/_/_/_"],
      notes: [
        "passed over: 1 comment line, 1 range of tokens, 1 empty node"
      ]),
    Text(
      testDescription: "documents in columns",
      reader: columns(["form", "pos", "ner"]),
      text: "-DOCSTART- -X- O\n\nIda NNP B-PER\n-DOCSTART-\nran VBD O\n",
      sentences: ["Ida/NNP/B-PER", "ran/VBD/O"],
      notes: ["passed over: 2 document marks"]),
    Text(
      testDescription: "documents in a column that is not the first",
      reader: columns(["_", "form", "ner"]),
      text: "0\t-DOCSTART-\tO\n\n0\tIda\tB-PER\n", sentences: ["Ida/B-PER"],
      notes: ["passed over: 1 document mark"]),
    Text(
      testDescription: "Label Studio's CoNLL-2003, which lacks a column",
      reader: Conll2003Reader(),
      text: "-DOCSTART- -X- O\nFE -X- _ O\nXTC -X- _ B-Drug\n",
      sentences: ["FE/O XTC/B-Drug"],
      notes: ["passed over: 1 document mark"]),
    Text(
      testDescription: "documents in CoNLL-2000", reader: Conll2000Reader(),
      text: "-DOCSTART- -X- O O\n\nIda NNP B-NP\n",
      sentences: ["Ida/NNP/B-NP"], notes: ["passed over: 1 document mark"]),
    Text(
      testDescription: "documents in CoNLL-U", reader: ConllUReader(),
      text: "1\t-DOCSTART-\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
        + "1\tIda\t_\tX\t_\t_\t_\t_\t_\t_\n",
      sentences: ["Ida/_/X/_/_/_"], notes: ["passed over: 1 document mark"]),
  ]

  @Test(
    "Comments and marks are no tokens, and tokens no comments",
    arguments: comments)
  func comment(_ here: Text) throws { try check(here) }

  static let ends: [Text] = [
    Text(
      testDescription: "CR alone", text: "Ida\tNNP\rran\tVBD\r\rOlga\tNNP\r",
      sentences: ["Ida/NNP ran/VBD", "Olga/NNP"]),
    Text(
      testDescription: "CRLF",
      text: "Ida\tNNP\r\nran\tVBD\r\n\r\nOlga\tNNP\r\n",
      sentences: ["Ida/NNP ran/VBD", "Olga/NNP"]),
    Text(
      testDescription: "CRLF that was converted once more",
      text: "Ida\tNNP\r\r\nran\tVBD\r\r\n\r\r\nOlga\tNNP\r\r\n",
      sentences: ["Ida/NNP ran/VBD", "Olga/NNP"]),
    Text(
      testDescription: "all three in one file",
      text: "Ida\tNNP\r\nran\tVBD\rin\tIN\nrain\tNN",
      sentences: ["Ida/NNP ran/VBD in/IN rain/NN"]),
    Text(
      testDescription: "an empty last column is no label",
      text: "Ida\tNNP\nran\t\nin\tIN\t\n", sentences: ["Ida/NNP ran/_ in/IN"]),
    Text(
      testDescription: "an empty last column of the first token",
      reader: columns(nil), text: "Ida\t\nran\tVBD\n",
      sentences: ["Ida/_ ran/VBD"],
      notes: [
        "the column has no name and is called c2: columns=[form, …] names it"
      ]),
    Text(
      testDescription: "a tab at the end of every line", reader: columns(nil),
      text: "Ida\tNNP\t\nran\tVBD\t\n", sentences: ["Ida/NNP ran/VBD"],
      notes: [
        "the column has no name and is called c2: columns=[form, …] names it"
      ]),
  ]

  @Test("Lines end in any way, and columns may be empty", arguments: ends)
  func end(_ here: Text) throws { try check(here) }

  static let commas: [Text] = [
    Text(
      testDescription: "quotes", reader: columns(["form", "pos"], comma: true),
      text:
        "\"Hello\",NOUN\n\"a \"\"b\"\"\",VERB\n\",\",PUNCT\n\"\"\"\",PUNCT\n",
      sentences: ["Hello/NOUN a \"b\"/VERB ,/PUNCT \"/PUNCT"]),
    Text(
      testDescription: "a line of names", reader: columns(nil, comma: true),
      text: "Word,POS\nIda,PROPN\n", sentences: ["Ida/PROPN"],
      notes: [
        "line 1 of words.txt names the columns and is no token: word, pos"
      ]),
    Text(
      testDescription: "a line of names in quotes, the word last",
      reader: columns(nil, comma: true),
      text: "\"Tag\",\"Token\"\nPROPN,Ida\n", sentences: ["Ida/PROPN"],
      notes: [
        "line 1 of words.txt names the columns and is no token: tag, token"
      ]),
    Text(
      testDescription: "a line of the names that are given",
      reader: columns(["form", "sort"]),
      text: "Form\tSort\nIda\tPROPN\n", sentences: ["Ida/PROPN"],
      notes: [
        "line 1 of words.txt names the columns and is no token: form, sort"
      ]),
    Text(
      testDescription: "the word Word among others",
      reader: columns(["form", "pos"]),
      text: "Word\tNOUN\n", sentences: ["Word/NOUN"]),
    Text(
      testDescription: "quotes in a table by tabs are words",
      text: "\"\tPUNCT\n\"Hello\"\tNOUN\n\"\tPUNCT\n",
      sentences: ["\"/PUNCT \"Hello\"/NOUN \"/PUNCT"]),
  ]

  @Test("Quotes and names as files of commas have them", arguments: commas)
  func comma(_ here: Text) throws { try check(here) }

  private func check(_ here: Text) throws {
    let (sentences, notes) = try here.reader.reading(here.text)
    #expect(sentences == here.sentences)
    #expect(notes == here.notes)
  }

  /// A text that is refused, and why.
  struct Refusal: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var reader: any CorpusReader = formAndPos
    var text: String
    var title: String
    var hint: String
  }

  private static let commentHint: String =
    "a token has all its labels, `_` for none; a comment begins with `# ` and"
    + " stands before a sentence's first token"
  private static let emptyHint: String =
    "write the token's word there, or take the line out"
  private static let quotesHint: String =
    "in files of commas or semicolons a field may stand in quotes, and `\"\"` in"
    + " it is a quote: the word \" is written `\"\"\"\"`"

  static let refusals: [Refusal] = [
    Refusal(
      testDescription: "a hashtag without its label",
      text: "word\tY\n#tag\nother\tY\n",
      title: "line 2 has 1 column, the first has 2", hint: commentHint),
    Refusal(
      testDescription: "a hashtag without its label, first in its sentence",
      text: "word\tY\n\n#tag\nother\tY\n",
      title: "line 3 has 1 column, the first has 2", hint: commentHint),
    Refusal(
      testDescription: "a comment within a sentence",
      text: "word\tY\n# not so sure\nother\tY\n",
      title: "line 2 has 1 column, the first has 2", hint: commentHint),
    Refusal(
      testDescription: "an empty word", text: "a\tX\n\tY\n",
      title: "the word in line 2 is empty", hint: emptyHint),
    Refusal(
      testDescription: "an empty word in CoNLL-U", reader: ConllUReader(),
      text: "1\t\ta\tNOUN\t_\t_\t0\troot\t_\t_\n",
      title: "the word in line 1 is empty", hint: emptyHint),
    Refusal(
      testDescription: "an empty word between quotes",
      reader: columns(["form", "pos"], comma: true), text: "a,X\n\"\",Y\n",
      title: "the word in line 2 is empty", hint: emptyHint),
    Refusal(
      testDescription: "a quote by itself",
      reader: columns(["form", "pos"], comma: true),
      text: "a,X\n\",PUNCT\n",
      title: "a field in quotes does not end with its quote in line 2",
      hint: quotesHint),
    Refusal(
      testDescription: "text after a quote",
      reader: columns(["form", "pos"], comma: true),
      text: "\"a\"b,X\n",
      title: "a field in quotes does not end with its quote in line 1",
      hint: quotesHint),
    Refusal(
      testDescription: "two columns of one name",
      reader: columns(["form", "pos", "pos"]), text: "a\tX\tY\n",
      title: "two columns of words.txt are called pos",
      hint: "columns=[…] gives each column a name of its own, and _ to one that"
        + " is not read"),
    Refusal(
      testDescription: "two columns of canonically equal names",
      reader: columns(["form", "\u{E9}", "e\u{301}"]), text: "a\tX\tY\n",
      title: "two columns of words.txt are called é",
      hint: "columns=[…] gives each column a name of its own, and _ to one that"
        + " is not read"),
    Refusal(
      testDescription: "a column called as a part",
      reader: columns(["form", "test"]), text: "a\tX\n",
      title: "a column cannot be called test, which is a part of a corpus",
      hint: "columns=[…] gives each column a name of its own, and _ to one that"
        + " is not read"),
  ]

  @Test("What is neither is refused", arguments: refusals)
  func refuses(_ here: Refusal) {
    let error = #expect(throws: Diagnostic.self) {
      _ = try here.reader.reading(here.text)
    }
    #expect(error?.title == here.title)
    #expect(error?.hint == here.hint)
  }

  @Test(
    "What looks like a mistake is said",
    arguments: [
      (
        "1\tIda\tX\n2\tran\tY\n\n1\tOlga\tX\n",
        [
          "the words count from 1 in each sentence, so they may be the tokens'"
            + " numbers: columns=[_, form, c3] takes the words from the second"
            + " column"
        ]
      ),
      (
        "0\tX\n1\tX\n2\tX\n",
        [
          "the words count from 0 in each sentence, so they may be the tokens'"
            + " numbers: columns=[_, form] takes the words from the second column"
        ]
      ),
      ("1\tX\n3\tX\n", []), ("1\tX\n", []),
      (
        "Word\tArt\nIda\tX\n",
        [
          "the first token is Word, and no other has its labels: if that line"
            + " names the columns, begin it with `# columns =`"
        ]
      ),
      (
        "a\tX\nb\tX\u{A0}\nc\tY\n",
        [
          "c2 has labels that differ only in blanks, case or width: X and"
            + " X\\u{A0}"
        ]
      ),
      (
        "a\tNoun\nb\tNOUN\nc\tnoun\n",
        [
          "c2 has labels that differ only in blanks, case or width: NOUN and"
            + " Noun and noun"
        ]
      ),
      (
        "a\tX\u{200B}\nb\tX\nc\tＸ\n",
        [
          "c2 has labels that differ only in blanks, case or width: X and"
            + " X\\u{200B} and Ｘ"
        ]
      ),
    ] as [(String, [String])])
  func suspicions(_ text: String, _ notes: [String]) throws {
    #expect(Suspicions(try ColumnReader().corpus(text)).notes == notes)
  }

  @Test(
    "Texts are brought to one form, so that twins are one",
    arguments: [
      ("e\u{301}", "\u{E9}"), ("\u{212B}", "\u{C5}"), ("A\u{30A}", "\u{C5}"),
      ("\u{1100}\u{1161}", "\u{AC00}"), ("q\u{307}\u{323}", "q\u{323}\u{307}"),
    ])
  func composed(_ one: String, _ other: String) throws {
    let corpus = try columns(["form", "pos"]).corpus(
      "\(one)\t\(other)\n\(other)\t\(one)\n")
    #expect(corpus.spellings.map { Array($0.utf8) } == [Array(other.utf8)])
    #expect(
      corpus.layers[0].inventory.map { Array($0.utf8) }
        == [Array(other.utf8)])
    #expect(
      PlainText.sentences(one).map { $0.map { Array($0.utf8) } }
        == [[Array(other.utf8)]])
  }
}
