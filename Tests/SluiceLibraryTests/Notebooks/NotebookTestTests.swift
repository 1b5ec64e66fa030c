import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput
import Testing

@Suite("Testing and recording notebooks") struct NotebookTestTests {
  /// A notebook of cells, each with what is recorded, if anything is.
  static func notebook(
    _ cells: [(code: String, output: String?)]
  ) throws -> Notebook {
    let text = cells.map { code, output in
      "```sluice\n\(code)\n```\n"
        + (output.map { "\n```output\n\($0)```\n" } ?? "")
    }.joined(separator: "\n")
    return try Notebook(text, name: "doc.sluice")
  }

  private func results(_ notebook: Notebook) -> [CellResult] {
    var test = NotebookTest(NotebookRun(notebook, in: Session()))
    return test.results()
  }

  @Test("A cell passes, differs, fails, is blocked or has nothing to compare")
  func verdicts() throws {
    let notebook = try Self.notebook([
      ("let a = 1.5", nil), ("print a", "1.5\n"), ("print a", "1.6\n"),
      ("print a", ""), ("let b = a / 0", nil), ("let c = b + 1", nil),
      ("print c", "1\n"), ("print a", nil), ("let d = 1", ""),
    ])
    let results = results(notebook)
    #expect(
      results.map(\.verdict.word) == [
        "unchecked", "passed", "differs", "differs", "failed", "blocked",
        "blocked", "unchecked", "passed",
      ])
    #expect(results.exitStatus == 1)
    guard case .blocked(let names) = results[6].verdict else { return }
    #expect(names == ["c"])
  }

  @Test("A failed cell blocks those that use what it defines or changes")
  func blocked() throws {
    let notebook = try Self.notebook([
      (
        """
        corpus toy = toy_english(sentences=10)
        task pos = toy.pos
        network net tasks=[pos] layers=1 hidden=4 spelling=2
        network other tasks=[pos] layers=1 hidden=4 spelling=2
        """, nil
      ),
      ("print 1 / 0\ntrain net epochs=1 dev=none", nil),
      ("print net.hidden", nil), ("print other.hidden", nil),
      ("evaluate other on=toy.nowhere", nil), ("print other.hidden", nil),
    ])
    #expect(
      results(notebook).map(\.verdict.word) == [
        "unchecked", "failed", "blocked", "unchecked", "failed", "unchecked",
      ])
  }

  @Test("A difference is a message with the line, the deviation, the tolerance")
  func message() throws {
    let notebook = try Self.notebook([("print 0.52 \"nats\"", "0.51 nats\n")])
    #expect(
      results(notebook).first?.diagnostics.map { $0.rendered(color: false) }
        == [
          """
          error[output-differs]: cell 1 does not print what is recorded
           --> doc.sluice:6:1
            |
          6 | 0.51 nats
            | ^^^^^^^^^ 0.51 → 0.52: off by 0.01, tolerance 5.11e-4
            = hint: if the new output is right: sluice accept doc.sluice
          """
        ])
  }

  @Test("A cell's own tolerance and way of matching hold for it alone")
  func options() throws {
    let cell = "print 0.52\n```\n\n```output\n0.5\n```\n\n"
    let notebook = try Notebook(
      "```sluice atol=0.05\n" + cell + "```sluice rtol=0.1\n" + cell
        + "```sluice\n" + cell + "```sluice match=none\n" + cell
        + "```sluice match=exact atol=1\n" + cell,
      name: "doc")
    #expect(
      results(notebook).map(\.verdict.word) == [
        "passed", "passed", "differs", "unchecked", "differs",
      ])
  }

  @Test("What is recorded holds no drawing, colour or blank at an end")
  func recorded() throws {
    let notebook = try Self.notebook([
      (
        """
        corpus toy = toy_english(sentences=20, domains=[mail])
        task pos = toy.pos
        network net tasks=[pos] layers=1 hidden=4 spelling=2
        train net epochs=2
        """, nil
      ), ("plot net loss", nil),
    ])
    let printed = results(notebook)[1].printed
    #expect(printed.count == 2)
    #expect(printed.first?.isEmpty == false)
    #expect(
      printed.dropFirst().allSatisfy {
        $0.contains("lowest") && $0.contains("highest")
      })
  }

  /// The notebook after `accept`.
  private func accepted(
    _ notebook: Notebook, allowingErrors: Bool = false,
    only: ClosedRange<Int>? = nil
  ) throws -> String {
    var recording = Recording(notebook, profile: nil, only: only)
    recording.allowsErrors = allowingErrors
    for result in results(notebook) {
      if let change = recording.change(of: result) {
        try recording.keep(change, of: result)
      }
    }
    return recording.text
  }

  @Test("accept records what is printed, and then the notebook passes")
  func accept() throws {
    let notebook = try Notebook(
      """
      # Title

      ```sluice
      let a = 1.5
      print a "```" a
      ```
      Text right below.

      ```sluice #b
      print a
      ```

      ```output
      2
      ```

      ```sluice
      let c = 1
      ```
      """, name: "doc")
    let text = try accepted(notebook)
    #expect(
      text == """
        # Title

        ```sluice
        let a = 1.5
        print a "```" a
        ```

        ```output
        1.5 ``` 1.5
        ```
        Text right below.

        ```sluice #b
        print a
        ```

        ```output
        1.5
        ```

        ```sluice
        let c = 1
        ```
        """)
    let again = try Notebook(text, name: "doc")
    #expect(results(again).exitStatus == 0)
    #expect(try accepted(again) == text)
  }

  @Test("Wildcards and tolerances that still match stay")
  func wildcards() throws {
    let notebook = try Self.notebook([
      (
        "for i in 1..5 { print i * 1.00001 \"of\" 5 }",
        "1 of 5\n...\n[..] of 5\n"
      ),
      ("print 0.5\nprint 7", "[..]\n8\n"),
    ])
    #expect(
      try accepted(notebook)
        == notebook.text.replacing("[..]\n8\n", with: "[..]\n7\n"))
  }

  @Test("An error is recorded only where that is allowed")
  func errors() throws {
    let notebook = try Self.notebook([("print 1 / 0", nil), ("print 2", nil)])
    let text = try accepted(notebook)
    #expect(text.hasPrefix("```sluice\nprint 1 / 0\n```\n\n```sluice\nprint 2"))
    #expect(text.hasSuffix("\n```output\n2\n```\n"))
    let allowed = try accepted(notebook, allowingErrors: true)
    #expect(
      allowed.hasPrefix(
        """
        ```sluice error=division-by-zero
        print 1 / 0
        ```

        ```output
        error[division-by-zero]: this divides by zero
         --> this cell:1:11
        """))
    #expect(results(try Notebook(allowed, name: "doc")).exitStatus == 0)
  }

  @Test("Cells that touch are recorded side by side, with their fences")
  func adjacent() throws {
    let notebook = try Notebook(
      """
      ```sluice
      print 1
      ```
      ~~~~ &#115;luice #b
      print 1 / 0
      ~~~~
      ```sluice
      print 3
      ```

      """, name: "doc")
    let text = try accepted(notebook, allowingErrors: true)
    #expect(
      text == """
        ```sluice
        print 1
        ```

        ```output
        1
        ```
        ~~~~ sluice #b error=division-by-zero
        print 1 / 0
        ~~~~

        ```output
        error[division-by-zero]: this divides by zero
         --> this cell:1:11
          |
        1 | print 1 / 0
          |           ^ is 0
        ```
        ```sluice
        print 3
        ```

        ```output
        3
        ```

        """)
    #expect(results(try Notebook(text, name: "doc")).exitStatus == 0)
  }

  @Test("One cell alone is recorded; line ends are those of the file")
  func one() throws {
    let text =
      "```sluice\r\nprint 1\r\n```\r\n\r\n```sluice\r\nprint 2\r\n```\r\n"
    let notebook = try Notebook(text, name: "doc")
    #expect(
      try accepted(notebook, only: 1...1)
        == text + "\r\n```output\r\n2\r\n```\r\n")
  }

  @Test("Each profile has outputs of its own")
  func profiles() throws {
    let notebook = try Notebook(
      """
      <!-- sluice: seed=1
           profile ci: n=2 words=[a, b] -->

      ```sluice
      param n: int = 50 in 1..100
      param words = [c]
      print n words
      ```

      ```output
      50 [c]
      ```

      ```output ci
      2 [a, b]
      ```

      """, name: "doc")
    #expect(notebook.settings.profiles.map(\.name) == ["ci"])
    var session = Session()
    var test = NotebookTest(NotebookRun(notebook, in: session))
    #expect(test.results().map(\.verdict.word) == ["passed"])
    session.given = notebook.settings.profiles[0].given
    test = NotebookTest(NotebookRun(notebook, in: session), profile: "ci")
    #expect(test.results().map(\.verdict.word) == ["passed"])
  }

  @Test("A report for build servers counts, escapes and names what failed")
  func junit() throws {
    let notebook = try Self.notebook([
      ("print \"<a>\"", "<b>\n"), ("let x = 1 / 0", nil), ("print x", nil),
      ("print 1", "1\n"),
    ])
    var results = results(notebook)
    for index in results.indices { results[index].seconds = 0.5 }
    let report = JUnit.report([.init(file: "doc.sluice", results: results)])
    #expect(
      report.hasPrefix(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="4" failures="1" errors="1" time="2.000">
          <testsuite name="doc.sluice" tests="4" failures="1" errors="1" skipped="1" time="2.000">
            <testcase classname="doc.sluice" name="cell 1" time="0.500"><failure type="output-differs" message="cell 1 does not print what is recorded">error[output-differs]: cell 1 does not print what is recorded
        """))
    #expect(report.contains("- &lt;b&gt;\n+ &lt;a&gt;"))
    #expect(report.contains("<skipped message=\"needs x\"/>"))
    #expect(report.hasSuffix("  </testsuite>\n</testsuites>\n"))
  }
}
