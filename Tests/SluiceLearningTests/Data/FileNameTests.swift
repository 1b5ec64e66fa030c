import Foundation
import SluiceDiagnostics
import Testing

@testable import SluiceLearning

/// Each file of a corpus' folder is read, or named.
@Suite("Names of files") struct FileNameTests {
  private static let line = "# columns = form pos\nAnna\tPROPN\n"

  /// Names of files, the parts that they become, and what is said of them.
  struct Folder: CustomTestStringConvertible {
    var testDescription: String
    var files: [String]
    /// `$` stands for the folder's own name.
    var parts: [String]
    var notes: [String] = []
  }

  static let folders = [
    Folder(
      testDescription: "any ending, where a name speaks of a split",
      files: [
        "wnut17train.conll", "emerging.dev.conll", "emerging.test.annotated",
      ], parts: ["$ train 1", "$ dev 1", "$ test 1"]),
    Folder(
      testDescription: "files that are something else",
      files: ["train.tsv", "extra.tsv", "README.md", "test.tar.gz", "dev.py"],
      parts: ["$ train 1"],
      notes: ["not read: README.md, dev.py, extra.tsv, test.tar.gz"]),
    Folder(
      testDescription: "packed files, and a file beside its packed copy",
      files: ["train.tsv.gz", "dev.tsv", "dev.tsv.gz"],
      parts: ["$ train 1", "$ dev 1"], notes: ["not read: dev.tsv.gz"]),
    Folder(
      testDescription: "a name that speaks of two splits",
      files: ["train.tsv", "train-and-dev.tsv"], parts: ["$ train 1"],
      notes: ["not read: train-and-dev.tsv"]),
    Folder(
      testDescription: "folders beside those of the corpus",
      files: ["mail/train.tsv", "mail/old/train.tsv", "notes/a.txt"],
      parts: ["mail train 1"], notes: ["not read: mail/old/, notes/"]),
    Folder(
      testDescription: "several files of a split",
      files: ["train.tsv", "train.txt", "train-old.tsv", "dev.tsv"],
      parts: ["$ train 3", "$ dev 1"],
      notes: [
        "the train part of $ is read from 3 files: train-old.tsv, train.tsv,"
          + " train.txt"
      ]),
    Folder(
      testDescription: "pieces of a split",
      files: ["train1.tsv", "train2.tsv"], parts: ["$ train 2"],
      notes: [
        "the train part of $ is read from 2 files: train1.tsv, train2.tsv"
      ]),
    Folder(
      testDescription: "languages in one folder",
      files: ["esp.train", "esp.testa", "esp.testb", "ned.train", "ned.testb"],
      parts: [
        "esp train 1", "esp dev 1", "esp test 1", "ned train 1", "ned test 1",
      ],
      notes: [
        "the folder has several files of one part; what else their names say"
          + " is the domain: esp, ned"
      ]),
    Folder(
      testDescription: "treebanks in one folder",
      files: [
        "en_ewt-ud-train.conllu", "en_gum-ud-train.conllu",
        "en_gum-ud-dev.conllu",
      ], parts: ["en_ewt-ud train 1", "en_gum-ud train 1", "en_gum-ud dev 1"],
      notes: [
        "the folder has several files of one part; what else their names say"
          + " is the domain: en_ewt-ud, en_gum-ud"
      ]),
    Folder(
      testDescription: "languages in a domain's folder",
      files: ["news/de-train.tsv", "news/fr-train.tsv", "mail/train.tsv"],
      parts: ["mail train 1", "news-de train 1", "news-fr train 1"],
      notes: [
        "news/ has several files of one part; what else their names say is the"
          + " domain: news-de, news-fr"
      ]),
    Folder(
      testDescription: "more files than are named",
      files: ["train.tsv"] + (10...20).map { "a\($0).tsv" },
      parts: ["$ train 1"],
      notes: [
        "not read: a10.tsv, a11.tsv, a12.tsv, a13.tsv, a14.tsv, a15.tsv,"
          + " a16.tsv, a17.tsv and 3 more"
      ]),
  ]

  @Test("Files become parts, or are named", arguments: folders)
  func reads(_ here: Folder) throws {
    let folder = try TemporaryFolder(
      here.files.reduce(into: [:]) { $0[$1] = Self.line })
    let name = URL(filePath: folder.path).lastPathComponent
    let corpus = try CorpusSource(folder.path, .columns(ColumnReader()))
      .read(as: "x")
    #expect(
      corpus.portions.map {
        "\($0.domain) \($0.split) \($0.sentences.count)"
      } == here.parts.map { $0.replacing("$", with: name) })
    #expect(corpus.notes == here.notes.map { $0.replacing("$", with: name) })
  }

  /// On Linux two names of files may differ in nothing but how accents are
  /// composed.
  @Test("Two spellings of one folder's name are one domain")
  func composed() throws {
    let folder = try TemporaryFolder([:])
    for name in ["\u{E9}", "e\u{301}"] {
      let path = "\(folder.path)/\(name)"
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
      try Data(Self.line.utf8).write(to: URL(filePath: path + "/train.tsv"))
    }
    let corpus = try CorpusSource(folder.path, .columns(ColumnReader()))
      .read(as: "x")
    #expect(corpus.portions.map(\.domain) == ["\u{E9}"])
    #expect(corpus.portions.map(\.sentences.count) == [2])
    #expect(
      corpus.notes == [
        "the train part of é is read from 2 files: train.tsv, train.tsv"
      ])
  }

  @Test(
    "A name's words say its split, and the rest whose it is",
    arguments: [
      ("train", "train", ""), ("Training.txt", "train", ""),
      ("dev.tsv", "dev", ""), ("valid.tsv", "dev", ""),
      ("validation.conll", "dev", ""), ("development.tsv", "dev", ""),
      ("val.tsv", "dev", ""), ("devel.iob2", "dev", ""),
      ("ned.testa", "dev", "ned"), ("ned.testb", "test", "ned"),
      ("test.tsv", "test", ""), ("wnut17train.conll", "train", "wnut17"),
      ("en-train-web.tsv", "train", "en-web"),
    ])
  func splits(_ file: String, _ split: String, _ rest: String) throws {
    let name = try #require(FileSplit(file: file))
    #expect(name.split == split)
    #expect(name.rest == rest)
  }

  @Test(
    "Other names say none",
    arguments: ["extra.tsv", "contest.tsv", "trainer.tsv", "train.log"])
  func none(_ file: String) { #expect(FileSplit(file: file) == nil) }
}
