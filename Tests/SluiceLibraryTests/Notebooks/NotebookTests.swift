import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput
import Testing

@Suite("Notebooks") struct NotebookTests {
  /// A document, and the commands in it that run.
  struct Document: CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var cells: [String]

    init(_ name: String, _ text: String, _ cells: [String]) {
      testDescription = name
      self.text = text
      self.cells = cells
    }
  }

  static let documents = [
    Document("prose alone", "# Title\n\nsluice, and `sluice` in code.\n", []),
    Document("a cell", "Text.\n\n```sluice\nprint 1\n```\n", ["print 1\n"]),
    Document("no final newline", "```sluice\nprint 1\n```", ["print 1\n"]),
    Document(
      "never closed", "```sluice\nprint 1\nprint 2", ["print 1\nprint 2"]),
    Document(
      "CRLF", "a\r\n\r\n```sluice\r\nprint 1\r\n```\r\n", ["print 1\r\n"]),
    Document("tildes", "~~~sluice\nprint 1\n~~~\n", ["print 1\n"]),
    Document("a longer fence", "````md\n```sluice\nprint 1\n```\n````\n", []),
    Document("a comment", "<!--\n```sluice\nprint 1\n```\n-->\n", []),
    Document("a quotation", "> ```sluice\n> print 1\n> ```\n", []),
    Document("a list", "- item\n\n  ```sluice\n  print 1\n  ```\n", []),
    Document("another language", "```sluicer\nprint 1\n```\n", []),
    Document("indented code", "    ```sluice\n    print 1\n    ```\n", []),
    Document("an empty cell", "```sluice\n```\n", [""]),
    Document(
      "options", "```sluice #a timeout=60s\nprint 1\n```\n", ["print 1\n"]),
    Document(
      "two cells and an output",
      "```sluice\nprint 1\n```\n\n```output\n1\n```\n\n```sluice\nprint 2\n```\n",
      ["print 1\n", "print 2\n"]),
    Document(
      "Unicode", "Łódź – ✓\n\n```sluice\nprint \"é\"\n```\n", ["print \"é\"\n"]),
  ]

  @Test(
    "What CommonMark says is a fence runs, and nothing else",
    arguments: documents)
  func cells(_ document: Document) throws {
    let notebook = try Notebook(document.text, name: "doc.sluice")
    #expect(notebook.cells.map { notebook.text($0.code) } == document.cells)
    #expect(notebook.text == document.text)
  }

  @Test("A recorded output belongs to the cell before it")
  func recorded() throws {
    let notebook = try Notebook(
      "```sluice\nprint 1\n```\n\n```output\n1\n```\n", name: "doc")
    let cell = try #require(notebook.cells.first)
    #expect(cell.output(nil)?.text == ["1"])
  }

  @Test("Settings and options that nobody knows are refused")
  func refusals() {
    let cases = [
      (
        "<!-- sluice: sed=7 -->\n",
        """
        error[bad-notebook]: a notebook has no setting `sed=7`
         --> doc.sluice:1:14
          |
        1 | <!-- sluice: sed=7 -->
          |              ^^^^^
          = hint: did you mean `seed`?
        """
      ),
      (
        "Text\n\n```sluice norun\nprint 1\n```\n",
        """
        error[bad-notebook]: a cell has no option `norun`
         --> doc.sluice:3:11
          |
        3 | ```sluice norun
          |           ^^^^^
          = hint: did you mean `no-run`?
        """
      ),
      (
        "```sluice timeout=soon\nprint 1\n```\n",
        """
        error[bad-notebook]: `timeout=` cannot be `soon`
         --> doc.sluice:1:19
          |
        1 | ```sluice timeout=soon
          |                   ^^^^
          = hint: a timeout is a number of seconds, such as 60s
        """
      ),
    ]
    for (text, message) in cases {
      do throws(Diagnostic) {
        _ = try Notebook(text, name: "doc.sluice")
        Issue.record("read: \(text)")
      } catch { #expect(error.rendered(color: false) == message) }
    }
  }

  /// Runs all cells; gives back what is printed and what went wrong.
  private func run(_ run: inout NotebookRun) -> (String, [Diagnostic]) {
    var said: [String] = []
    while !run.isDone {
      let mistakes = run.step { said.append(TerminalRenderer().render($0)) }
      if !mistakes.isEmpty { return (said.joined(separator: "\n"), mistakes) }
    }
    return (said.joined(separator: "\n"), [])
  }

  private static let training = """
    <!-- sluice: seed=4 -->

    ```sluice
    corpus toy = toy_english(sentences=20, domains=[mail])
    task pos = toy.pos
    task names = toy.ner
    network net tasks=[names, pos] layers=2 hidden=8 word=8 characters=4 spelling=4
    ```

    ```sluice
    train net epochs=2
    ```

    ```sluice
    print loss(net, names, toy.test) loss(net, pos, toy.test)
    print net.alpha[1][names.1, pos.2]
    ```

    """

  @Test("After going back, the same cell gives the same bits")
  func goingBack() throws {
    var walk = Walkthrough(
      NotebookRun(
        try Notebook(Self.training, name: "doc"), in: Session()))
    func rest() -> [Output] {
      var outputs: [Output] = []
      while !walk.isDone {
        let mistakes = walk.step { outputs.append($0) }
        #expect(mistakes.isEmpty)
        guard mistakes.isEmpty else { break }
      }
      return outputs
    }
    let first = rest()
    let went = [walk.back(), walk.back()]
    #expect(went == [true, true])
    #expect(walk.next == 1)
    let again = rest()
    #expect(!again.isEmpty && first.suffix(again.count) == again[...])
  }

  @Test("A run repeats itself; a cell put in between changes nothing")
  func streams() throws {
    func printed(_ text: String) throws -> String {
      var run = NotebookRun(try Notebook(text, name: "doc"), in: Session())
      return self.run(&run).0
    }
    let plain = try printed(Self.training)
    #expect(try printed(Self.training) == plain)
    let longer = Self.training.replacingOccurrences(
      of: "```sluice\ntrain",
      with: "```sluice\nlet x = 1\n```\n\n```sluice\ntrain")
    #expect(try printed(longer) == plain)
  }

  @Test("A failed cell leaves the state as it was before")
  func failure() throws {
    let text =
      "```sluice\nlet a = 1\n```\n\n```sluice\nlet b = 2\nprint c\n```\n"
    var run = NotebookRun(try Notebook(text, name: "doc"), in: Session())
    let (_, mistakes) = self.run(&run)
    #expect(mistakes.map(\.code) == [.unknownName])
    #expect(run.session.state["a"] != nil)
    #expect(run.session.state["b"] == nil)
  }

  @Test("A cell may announce its error, and must then fail so")
  func announced() throws {
    let text = "```sluice error=unknown-name\nprint x\n```\n"
    var fine = NotebookRun(try Notebook(text, name: "doc"), in: Session())
    #expect(self.run(&fine).1.isEmpty)
    let wrong = text.replacingOccurrences(of: "print x", with: "print 1")
    var run = NotebookRun(try Notebook(wrong, name: "doc"), in: Session())
    #expect(
      self.run(&run).1.map(\.title) == [
        "the cell should fail with unknown-name but did not"
      ])
  }

  @Test("A cell that takes too long is stopped and undone")
  func timeout() throws {
    let text = """
      ```sluice
      corpus toy = toy_english(sentences=200)
      task pos = toy.pos
      network net tasks=[pos] layers=1 hidden=32
      ```

      ```sluice timeout=0.2s
      train net epochs=1000 patience=1000
      ```

      """
    var run = NotebookRun(try Notebook(text, name: "doc"), in: Session())
    let (_, mistakes) = self.run(&run)
    #expect(mistakes.map(\.code) == [.timeout])
    #expect(run.next == 1)
  }

  @Test("A time that ends with its cell stops no cell after it")
  func ended() throws {
    // About as long as the cell takes, so that either may be first.
    let start = ContinuousClock.now
    var session = Session()
    _ = session.run(SourceText("for i in 1..50 { }", name: "doc"), mode: .file)
    { _ in }
    let whole = (ContinuousClock.now - start) / .seconds(1)
    let cells = (0..<1_500).map { number in
      let share = Double(number % 50 + 1) / 25
      return "```sluice timeout=\(whole * share)s\nfor i in 1..50 { }\n```\n"
    }
    var run = NotebookRun(
      try Notebook(cells.joined(separator: "\n"), name: "doc"), in: Session())
    var codes: Set<Code> = []
    while !run.isDone {
      let mistakes = run.step { _ in }
      codes.formUnion(mistakes.map(\.code))
      if !mistakes.isEmpty { run.skip() }
    }
    #expect(codes.subtracting([.timeout]).isEmpty)
  }

  @Test("A parameter that there is not is refused before anything runs")
  func parameters() throws {
    let text = "```sluice\nparam epochs = 3\n```\n"
    var session = Session()
    session.given = ["epoch": "4"]
    let run = NotebookRun(try Notebook(text, name: "doc.sluice"), in: session)
    #expect(
      run.check().map { $0.rendered(color: false) } == [
        """
        error[unknown-name]: doc.sluice has no parameter epoch
          = hint: did you mean `epochs`?
        """
      ])
  }

  @Test("A notebook reads below its folder and writes below out/ alone")
  func permissions() throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/link", withDestinationPath: "/etc")
    let start = """
      corpus toy = toy_english(sentences=10)
      task pos = toy.pos
      network net tasks=[pos] layers=1 hidden=4 spelling=2

      """
    let lines = [
      ("corpus a = columns(\"my-corpus\")", nil),
      ("save net \"out/deep/net.safetensors\"", nil),
      ("corpus a = columns(\"../other\")", Code.notPermitted),
      ("corpus a = columns(\"/etc/passwd\")", .notPermitted),
      ("corpus a = columns(\"link/passwd\")", .notPermitted),
      ("save net \"net.safetensors\"", .notPermitted),
      ("save net \"out/../net.safetensors\"", .notPermitted),
      ("save net \"/elsewhere/net.safetensors\"", .notPermitted),
    ]
    for (line, code) in lines {
      var session = Session(
        Environment(folder: folder, access: .notebook(in: folder)))
      let outcome = session.run(
        SourceText(start + line, name: "doc"), mode: .file
      ) { _ in }
      #expect(outcome.diagnostics.map(\.code) == (code.map { [$0] } ?? []))
    }
  }
}
