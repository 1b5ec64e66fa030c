import Foundation
import SluiceDiagnostics
import Testing

@testable import SluiceLearning

@Suite("Corpus folders") struct CorpusFolderTests {
  private static let line = "Anna\tPROPN\n"

  @Test("Domains and splits come from folders and file names")
  func layouts() throws {
    #expect(
      try portions([
        "mail/train.tsv": Self.line, "mail/dev.tsv": Self.line,
        "news/test.tsv": Self.line, "mail/test.tsv": Self.line,
        "notes.md": "not a corpus",
      ]) == ["mail train", "mail dev", "mail test", "news test"])
    let single = try TemporaryFolder([
      "en-ud-train.tsv": Self.line, "en-ud-test.tsv": Self.line,
    ])
    let name = URL(filePath: single.path).lastPathComponent
    let corpus = try source(single.path).read(as: "x")
    #expect(
      corpus.portions.map { "\($0.domain) \($0.split) \($0.sentences)" }
        == ["\(name) train 0..<1", "\(name) test 1..<2"])
  }

  @Test("A single file is one domain without splits")
  func singleFile() throws {
    let folder = try TemporaryFolder(["words.tsv": Self.line])
    let corpus = try source(folder.path + "/words.tsv").read(as: "x")
    #expect(corpus.portions.map { "\($0.domain) \($0.split)" } == ["words all"])
  }

  @Test("Domains come in the order asked for, by whole or short names")
  func chosen() throws {
    let files = [
      "ewt-mail/train.tsv": Self.line, "ewt-news/train.tsv": Self.line,
      "gum-news/train.tsv": Self.line,
    ]
    #expect(
      try portions(files, domains: ["gum-news", "mail"])
        == ["gum-news train", "ewt-mail train"])
  }

  private func portions(
    _ files: [String: String], domains: [String]? = nil
  ) throws -> [String] {
    let folder = try TemporaryFolder(files)
    return try source(folder.path, domains).read(as: "x").portions.map {
      "\($0.domain) \($0.split)"
    }
  }

  private func source(
    _ path: String, _ domains: [String]? = nil
  ) -> CorpusSource {
    CorpusSource(path, .columns(ColumnReader()), domains: domains)
  }

  @Test("What is no corpus is refused", arguments: refusals)
  func refuses(_ refusal: Refusal) throws {
    let folder = try TemporaryFolder(refusal.files)
    defer { withExtendedLifetime(folder) {} }
    let path = folder.path + refusal.path
    let error = #expect(throws: Diagnostic.self) {
      _ = try source(path, refusal.domains).read(as: "x")
    }
    let here = try #require(error)
    #expect(here.code == refusal.code)
    #expect(
      here.title.replacing(folder.path, with: "FOLDER") == refusal.title)
    #expect(here.hint == refusal.hint)
    // And as early as by names and first lines.
    #expect(throws: here) {
      _ = try source(path, refusal.domains).sketch(as: "x")
    }
  }

  @Test("A sketch has the layers and parts of the corpus")
  func sketch() throws {
    let folder = try TemporaryFolder([
      "mail/train.tsv": Self.line, "mail/dev.tsv": Self.line,
      "news/test.tsv": Self.line, "news/test-b.tsv": Self.line,
    ])
    defer { withExtendedLifetime(folder) {} }
    let corpus = try source(folder.path).read(as: "x")
    let sketch = try #require(try source(folder.path).sketch(as: "x"))
    #expect(sketch.isSketch)
    #expect(sketch.layers.map(\.name) == corpus.layers.map(\.name))
    #expect(
      sketch.portions.map { [$0.domain, $0.split] }
        == corpus.portions.map { [$0.domain, $0.split] })
    #expect(sketch.portions.allSatisfy { $0.sentences.count == 1 })
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var files = [
      "ewt-mail/train.tsv": line, "ewt-news/train.tsv": line,
      "gum-news/train.tsv": line,
    ]
    var path = ""
    var domains: [String]?
    var code: Code
    var title: String
    var hint: String
  }

  static let refusals = [
    Refusal(
      testDescription: "nothing there", path: "/ewt-mial",
      code: .fileNotFound,
      title: "there is no file or folder FOLDER/ewt-mial",
      hint: "did you mean `ewt-mail`?"),
    Refusal(
      testDescription: "a folder without a corpus", files: ["a/b.md": "text"],
      code: .fileNotFound, title: "the folder FOLDER holds no corpus",
      hint: "a corpus is a file, a folder with train, dev and test files, or"
        + " a folder of such folders; it holds a/b.md"),
    Refusal(
      testDescription: "several files at once", path: "/ewt-*/train.tsv",
      code: .fileNotFound,
      title: "there is no file or folder FOLDER/ewt-*/train.tsv",
      hint: "paths are relative to the current folder, or to the notebook's"),
    Refusal(
      testDescription: "several files by a pattern", path: "/ewt-mail/*.tsv",
      code: .fileNotFound,
      title: "there is no file or folder FOLDER/ewt-mail/*.tsv",
      hint: "a path names one file or folder, not several: put the files into"
        + " a folder of their own, or read all and take some by domains=[…]"),
    Refusal(
      testDescription: "one file of several is empty",
      files: ["train.tsv": line, "dev.tsv": ""], code: .emptyFile,
      title: "FOLDER/dev.tsv is empty",
      hint: "copy it again, or take it out of the corpus' folder"),
    Refusal(
      testDescription: "files with another number of nameless columns",
      files: ["train.tsv": line, "test.tsv": "Anna\tAnna\tPROPN\n"],
      code: .columnCount,
      title: "FOLDER/test.tsv has 3 columns, the first"
        + " file 2",
      hint: "the files of a corpus have the same columns; where they are named"
        + " by a line `# columns = form pos`, one may have more"),
    Refusal(
      testDescription: "a file taken for a folder",
      path: "/ewt-mail/train.tsv/news", code: .fileNotFound,
      title: "there is no file or folder FOLDER/ewt-mail/train.tsv/news",
      hint: "paths are relative to the current folder, or to the notebook's"),
    Refusal(
      testDescription: "a domain that there is not", domains: ["ewt-male"],
      code: .unknownDomain, title: "FOLDER has no domain ewt-male",
      hint: "did you mean `ewt-mail`?"),
    Refusal(
      testDescription: "a short name for two domains", domains: ["news"],
      code: .unknownDomain, title: "FOLDER has no domain news",
      hint: "did you mean ewt-news or gum-news?"),
    Refusal(
      testDescription: "a domain named twice", domains: ["mail", "ewt-mail"],
      code: .unknownDomain, title: "the domain ewt-mail is named twice",
      hint: "name each domain once"),
    Refusal(
      testDescription: "no domain", domains: [], code: .unknownDomain,
      title: "no domain of FOLDER is chosen",
      hint: "it has ewt-mail, ewt-news, gum-news"),
    Refusal(
      testDescription: "files with other columns",
      files: [
        "train.tsv": "# columns = FORM UPOS\nAnna\tPROPN\n",
        "test.tsv": "# columns = FORM NER\nAnna\tB-PER\n",
      ], code: .unknownColumn, title: "FOLDER/test.tsv has no column upos",
      hint: "the files of a corpus have the same columns; this one has"
        + " form, ner"),
  ]

  @Test("A folder is not read as a file, nor a device")
  func notAFile() throws {
    let folder = try TemporaryFolder(["a.txt": "a 1"])
    #expect(
      throws: Diagnostic(
        .notAFile, "\(folder.path) is a folder, not a file",
        hint: "name a file in it")
    ) { _ = try WordVectors(contentsOf: folder.path, keeping: []) }
    #expect(
      throws: Diagnostic(
        .notAFile, "/dev/zero is a device or a pipe, not a file",
        hint: "write its output to a file first")
    ) { _ = try WordVectors(contentsOf: "/dev/zero", keeping: []) }
  }
}
