import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import Testing

/// What a check reads of files, and what it takes.
@Suite("Check, of files and of what is large") struct CheckedFilesTests {
  private func folder(_ files: [String: String]) throws -> String {
    let folder = try ExampleFiles.folder()
    for (name, text) in files {
      try text.write(
        toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    return folder
  }

  private func findings(_ commands: String, in folder: String) -> [Diagnostic] {
    Checking.findings(
      Checking.cell(commands), in: folder, access: .notebook(in: folder))
  }

  @Test("Columns, layers, parts and domains are known by names and first lines")
  func headers() throws {
    let folder = try folder([:])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let found = findings(
      """
      corpus mine = columns("my-corpus")
      task pos = mine.pos
      task lemma = mine.lemma
      network net tasks=[pos] hidden=8
      train net on=mine.trian
      evaluate net on=mine[ewt].test
      corpus other = columns("my-corpus", domains=[reviews])
      corpus named = columns("my-corpus", columns=[form, pos])
      corpus bank = conllu("my-treebank.conllu")
      task relation = bank.deprell
      """, in: folder)
    #expect(
      found.map(\.title).map {
        $0.replacingOccurrences(of: folder + "/", with: "")
      } == [
        "a corpus has no part called `lemma`",
        "a corpus has no part called `trian`", "mine has no domain ewt",
        "my-corpus has no domain reviews",
        "2 columns are named, the first token has 3",
        "a corpus has no part called `deprell`",
      ])
  }

  @Test("What stands below the first lines is not read")
  func broken() throws {
    let head = "# columns = FORM POS\nAnna\tPROPN\n\n"
    let many = String(repeating: "reads\tVERB\n\n", count: 2_000)
    let folder = try folder([
      "short.tsv": head + "reads\n", "long.tsv": head + many + "\tx\ty\tz\n",
      "names.txt": "-DOCSTART- -X- -X- O\n\nAnna NNP - O\nreads\n",
      "empty.tsv": "",
    ])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(
      findings(
        """
        corpus short = columns("short.tsv")
        corpus long = columns("long.tsv")
        corpus names = conll2003("names.txt")
        task chunk = names.chunk metric=span_f1
        """, in: folder) == [])
    #expect(
      findings("corpus a = columns(\"empty.tsv\")", in: folder).map(\.code)
        == [.emptyFile])
  }

  @Test("A file of a terabyte, a pipe and a device take no time")
  func endless() throws {
    let folder = try folder(["big.txt": "", "big.safetensors": ""])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["big.txt", "big.safetensors"] {
      let file = try #require(FileHandle(forWritingAtPath: "\(folder)/\(name)"))
      try file.truncate(atOffset: 1 << 40)
      try file.close()
    }
    mkfifo("\(folder)/pipe.tsv", 0o600)
    let start = ContinuousClock.now
    let found = findings(
      """
      corpus big = columns("big.txt")
      corpus pipe = columns("pipe.tsv")
      corpus toy = toy_english()
      task pos = toy.pos
      network net tasks=[pos] hidden=8 vectors="big.txt"
      predict net file="big.txt"
      load old "big.safetensors"
      """, in: folder)
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(found.map(\.code) == [.notAFile, .badCheckpoint])
  }

  @Test("A checkpoint's header tells its tasks and shape")
  func checkpoints() throws {
    let folder = try folder([:])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var session = Session(
      Environment(folder: folder, access: .notebook(in: folder)))
    let saved = session.run(
      SourceText(
        """
        corpus toy = toy_english(sentences=20)
        task pos = toy.pos
        task names = toy.ner
        network net tasks=[names, pos] layers=2 hidden=8 spelling=4
        train net epochs=1
        save net "out/net.safetensors"
        """, name: "doc.sluice"), mode: .file
    ) { _ in }
    #expect(saved.diagnostics == [])
    let found = findings(
      """
      corpus toy = toy_english(sentences=20)
      load net "out/net.safetensors"
      evaluate net on=toy.test
      inspect net path
      print net.alpha[3] net.alpha[2][names.1, tags.1]
      print accuracy(net, tags, toy.test)
      plot net loss
      subspaces net 3
      """, in: folder)
    #expect(
      found.map(\.title) == [
        "net has no layer 3", "there is no stream tags.1",
        "net has no task tags", "net was not trained in this session",
        "8 hidden units cannot be cut into 3 subspaces",
      ])
  }

  @Test("Word vectors of another width are known by their first line")
  func vectors() throws {
    let folder = try folder([
      "vectors.txt": "Anna 1 2 3\nreads 1 2\n"
    ])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let toy = "corpus toy = toy_english()\ntask pos = toy.pos\n"
    #expect(
      findings(
        toy + "network net tasks=[pos] word=3 vectors=\"vectors.txt\"",
        in: folder) == [])
    #expect(
      findings(
        toy + "network net tasks=[pos] word=4 vectors=\"vectors.txt\"",
        in: folder
      ).map(\.code) == [.shapeMismatch])
  }

  @Test("Files outside of what a notebook may use, and what stands in the way")
  func access() throws {
    let folder = try folder(["file": "x"])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(
      findings(
        """
        corpus a = columns("../other")
        sweep t x=1..2 to="rows.csv" { let y = x }
        save t "out/../../t.csv"
        save t "out/t.csv"
        """, in: folder
      ).map(\.code) == [.notPermitted, .notPermitted, .notPermitted])
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
  }

  private static let toy = """
    corpus toy = toy_english(sentences=100000)
    task pos = toy.pos
    task names = toy.ner

    """

  /// Notebooks that would take for ever, or all memory, if they were run.
  static let hostile: [String] = [
    nested(5, "print 1"),
    toy
      + nested(5, "network n tasks=[pos, names] hidden=8000 word=8000\ntrain n"),
    toy + "network n tasks=[pos, names] hidden=8000 layers=1 subspaces=8000",
    toy + "network n tasks=[pos, names] hidden=4096 layers=1\nsubspaces n 4096",
    "let a = [1, 2, 3, 4]\n"
      + (0..<18).map { "let a\($0) = a\($0 == 0 ? "" : "\($0 - 1)")" }
      .enumerated().map { "\($1) + a\($0 == 0 ? "" : "\($0 - 1)")" }
      .joined(separator: "\n"),
    nested(2, "sweep s a=1..900000 { let x = 1 }"),
    nested(2, "sweep s a=1..300 b=1..300 { let x = 1 }"),
    (0..<200).map {
      "corpus c\($0) = synthetic(sentences=1000000, words=100000)"
    }.joined(separator: "\n"),
    "print \((0..<60).map { _ in "if_else(true, " }.joined())1"
      + String(repeating: ", 2)", count: 60),
  ]

  private static func nested(_ depth: Int, _ body: String) -> String {
    (0..<depth).reduce(body) { "for i\($1) in 1..1000000 {\n\($0)\n}" }
  }

  @Test("A hostile notebook is checked in no time", arguments: hostile)
  func ends(commands: String) {
    // Of this thread alone: tests run side by side, more of them than there are
    // processors.
    let start = Self.processorSeconds
    _ = Checking.findings(Checking.cell(commands))
    #expect(Self.processorSeconds - start < 10)
  }

  /// What this thread has had of the processor.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test("A check that is stopped ends at once")
  func stopped() throws {
    let interrupt = Interrupt()
    interrupt.request()
    let session = Session(Environment(interrupt: interrupt))
    var check = NotebookCheck(
      NotebookRun(
        try Notebook(Checking.cell("print nobody"), name: "doc.sluice"),
        in: session))
    #expect(check.findings() == [])
  }
}
