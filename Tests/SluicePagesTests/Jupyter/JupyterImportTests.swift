import SluiceDiagnostics
import SluiceNotebook
import Testing

@testable import SluicePages

/// What was edited in Jupyter, and what is no notebook of ours.
struct JupyterImportTests {
  private static let lesson = """
    # A gate

    ```sluice #a
    let a = 2
    print a
    ```

    ```output
    2
    ```

    ```sluice exercise #shut
    let gate = …
    ```

    ```hint
    Nothing passes it.
    ```

    ```sluice solution
    let gate = 0
    ```

    ```sluice check
    assert gate == 0
    ```

    The end.

    """

  private func jupyter(_ text: String = lesson) throws -> String {
    JupyterNotebook(
      notebook: try Notebook(text, name: "doc"),
      outputs: CellOutputs(.recorded(profile: nil))
    ).text
  }

  private func returned(_ file: String) throws -> String {
    try JupyterImport(Array(file.utf8), name: "doc.ipynb").text
  }

  /// A file of Jupyter that has these cells and nothing else.
  private func file(
    _ cells: String, _ metadata: String = "", version: String = "4"
  ) -> String {
    #"{"cells":[\#(cells)],"metadata":{\#(metadata)},"nbformat":\#(version)}"#
  }

  @Test func `an edited source wins, and all else stays as it was`() throws {
    let edited = try jupyter().replacing("print a", with: "print a * 3")
      .replacing("Nothing passes it.", with: "*Nothing* passes it.")
      .replacing("The end.", with: "The very end.")
    #expect(
      try returned(edited)
        == Self.lesson.replacing("print a", with: "print a * 3")
        .replacing("Nothing passes it.", with: "*Nothing* passes it.")
        .replacing("The end.", with: "The very end."))
  }

  @Test func `outputs that were cleared are not recorded any more`() throws {
    let cleared = try jupyter().replacing(
      #/"outputs": \[\n[^\]]*\][^\]]*\]/#, with: #""outputs": []"#)
    #expect(
      try returned(cleared)
        == Self.lesson.replacing("\n```output\n2\n```\n", with: ""))
  }

  @Test func `an exercise whose check was removed is a cell that is shown`()
    throws
  {
    let cells = #"""
      {"cell_type":"code","source":"let gate = …",
       "metadata":{"sluice":{"options":"exercise #shut"}}},
      {"cell_type":"markdown","source":["Think."],
       "metadata":{"sluice":{"kind":"hint"}}}
      """#
    let made = try JupyterImport(Array(file(cells).utf8), name: "doc.ipynb")
    #expect(
      made.text == """
        ```sluice #shut no-run
        let gate = …
        ```

        Think.

        """)
    #expect(made.remarks.count == 1)
  }

  @Test func `a prediction is read without its answer, and may be moved away`()
    throws
  {
    let text = """
      ```predict
      Is it wide?

      - yes
      - no

      answer: 1 > 0
      ```

      ```sluice
      print 1
      ```

      ```because
      It is.
      ```

      """
    let file = try jupyter(text)
    #expect(file.contains("**Predict:** Is it wide?"))
    #expect(
      try returned(file.replacing("- no", with: "- not at all"))
        == text.replacing("- no", with: "- not at all"))
    let moved = file.replacing(
      #""metadata": {},"#,
      with: #"""
        "metadata": {"sluice": {"options": "no-run"}},
        """#)
    #expect(
      try returned(moved).hasPrefix(
        "**Predict:** Is it wide?\n\n- yes\n- no\n\n<details>"))
  }

  @Test func `cells that name nothing are read as well as can be`() throws {
    let cells = #"""
      {"cell_type":"markdown","source":"# One\n"},
      {"cell_type":"code","source":["print 1\n","print \"```\""],"outputs":[
       {"output_type":"execute_result","data":{"text/plain":["1\n","```"]}}]},
      {"cell_type":"raw","source":"raw"}
      """#
    #expect(
      try returned(file(cells)) == """
        # One

        ```sluice
        print 1
        print "```"
        ```

        ````output
        1
        ```
        ````

        ```text
        raw
        ```

        """)
  }

  @Test(arguments: [
    ("```\\nopen", "```\nopen\n```"), ("<!-- open", "<!-- open\n-->"),
    ("```sluice\\nprint 1\\n```", "```text\nprint 1\n```"),
    ("```output\\n1\\n```", "```text\n1\n```"),
  ])
  func `prose stays prose, whatever stands in it`(
    _ source: String, _ prose: String
  ) throws {
    let code = #"{"cell_type":"code","source":"print 1"}"#
    let cells = #"\#(code),{"cell_type":"markdown","source":"\#(source)"},"#
    #expect(
      try returned(file(cells + code)) == """
        ```sluice
        print 1
        ```

        \(prose)

        ```sluice
        print 1
        ```

        """)
  }

  @Test func `what is no notebook of Sluice is refused, and it is said why`()
    throws
  {
    let python = #""kernelspec":{"language":"python"}"#
    let deep = String(repeating: "[", count: 100_000)
    for (text, why) in [
      ("{", "it is not JSON"), (deep, "it is not JSON"),
      ("[]", "it does not say which nbformat it has"),
      (file("", version: "3"), "it has nbformat 3, not 4"),
      (file("", python), "its cells are written in python"),
      (#"{"nbformat":4,"cells":7}"#, "it has no list of cells"),
      (file("7"), "its cell 1 has no type or no source"),
      (
        file(#"{"cell_type":"x","source":""}"#),
        "its cell 1 is of the unknown type x"
      ),
    ] {
      let mistake = #expect(throws: Diagnostic.self) { try returned(text) }
      #expect(mistake?.code == .badNotebook)
      #expect(mistake?.title == "doc.ipynb cannot be imported: \(why)")
    }
    let bytes = #expect(throws: Diagnostic.self) {
      try JupyterImport([0x7B, 0xFF], name: "doc.ipynb")
    }
    #expect(bytes?.code == .invalidUTF8)
  }
}
