import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLibrary
import SluiceNotebook
import Testing

/// Nothing that a notebook does leaves its place.
@Suite("A notebook's place") struct ConfinementTests {
  /// A folder with another beside it, and a notebook's session in the first.
  private struct Place: ~Copyable {
    let path: String
    var session: Session

    init(_ name: String = "book") throws {
      path =
        FileManager.default.temporaryDirectory
        .appending(path: "sluice-\(UUID().uuidString)").path
      let folder = path + "/" + name
      try FileManager.default.createDirectory(
        atPath: folder + "/.git/hooks", withIntermediateDirectories: true)
      session = Session(
        Environment(folder: folder, access: .notebook(in: folder)))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  @Test(
    "An out/ that is a link is written to by nobody",
    arguments: [
      ".git/hooks", ".", "..", "real", "../elsewhere", "/", "nowhere",
    ])
  func linkedOut(target: String) throws {
    var place = try Place()
    let folder = place.path + "/book"
    try FileManager.default.createDirectory(
      atPath: folder + "/real", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/out", withDestinationPath: target)
    var session = Session(
      Environment(folder: folder, access: .notebook(in: folder)))
    let said = session.said(
      to: "sweep t a=[1] to=\"out/post-commit\" { let b = a }")
    #expect(
      said.hasPrefix(
        "error[not-permitted]: this notebook may not write out/post-commit"))
    #expect(said.contains("this out is a link"))
    place.session = session
    // A check, which runs nothing, says it as well.
    var check = NotebookCheck(
      NotebookRun(
        try Notebook(
          "```sluice\nsweep t a=[1] to=\"out/hook\" { let b = a }\n```\n",
          name: "doc"), in: session))
    #expect(check.findings().map(\.code) == [.notPermitted])
  }

  @Test("A folder that Unicode holds for equal is another folder")
  func siblings() throws {
    for (own, other) in [
      ("caf\u{E9}", "cafe\u{301}"), ("cafe\u{301}", "caf\u{E9}"),
      ("\u{212B}", "\u{C5}"), ("\u{D55C}", "\u{1112}\u{1161}\u{11AB}"),
    ] {
      var place = try Place(own)
      let sibling = place.path + "/" + other
      try FileManager.default.createDirectory(
        atPath: sibling, withIntermediateDirectories: true)
      try Data("a\tX\n".utf8).write(
        to: URL(filePath: sibling + "/secret.tsv"))
      let read = place.session.said(
        to: "corpus c = columns(\"../\(other)/secret.tsv\")")
      #expect(read.hasPrefix("error[not-permitted]"), "\(read)")
      let written = place.session.said(
        to: "sweep t a=[1] to=\"../\(other)/out/a.csv\" { let b = a }")
      #expect(written.hasPrefix("error[not-permitted]"), "\(written)")
    }
  }

  @Test("A link inside a corpus' folder leads nobody out")
  func linkInCorpus() throws {
    var place = try Place()
    let outside = place.path + "/secret.tsv"
    try Data("a\tX\n".utf8).write(to: URL(filePath: outside))
    let corpus = place.path + "/book/corpus"
    try FileManager.default.createDirectory(
      atPath: corpus, withIntermediateDirectories: true)
    for name in ["train.tsv", "dev.tsv"] {
      try FileManager.default.createSymbolicLink(
        atPath: corpus + "/" + name, withDestinationPath: outside)
    }
    for path in ["corpus", "corpus/train.tsv"] {
      let said = place.session.said(to: "corpus c = columns(\"\(path)\")")
      #expect(said.contains("error["), "\(said)")
    }
  }

  @Test("A pipe is waited for by nobody")
  func pipes() throws {
    var place = try Place()
    let pipe = place.path + "/book/pipe.safetensors"
    #expect(mkfifo(pipe, 0o600) == 0)
    for command in [
      "load net \"pipe.safetensors\"",
      "corpus c = columns(\"pipe.safetensors\")",
      "corpus c = conllu(\"pipe.safetensors\")",
    ] {
      let said = place.session.said(to: command)
      #expect(said.contains("is a device or a pipe"), "\(said)")
      var check = NotebookCheck(
        NotebookRun(
          try Notebook("```sluice\n\(command)\n```\n", name: "doc"),
          in: place.session))
      #expect(check.findings().map(\.code) == [.notAFile])
    }
  }
}
