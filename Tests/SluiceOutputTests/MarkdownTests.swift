import SluiceNotebook
import SluiceOutput
import Testing

@Suite("Outputs as Markdown") struct MarkdownTests {
  static let prose = """
    # A title

    Some *prose* with **weight**, `code` and a [link](https://example.org/a).

    ## Below

    - one
    - two
      1. inside
      2. again

    3. third

    4. fourth

    > quoted
    >
    > twice

    ```sluice no-run
    let a = [1, 2]
    ```

    | name | what |
    |---|---|
    | α | how much is **shared** |

    ---

    the end

    """

  @Test("What was read is written as it was")
  func roundTrip() {
    #expect(
      MarkdownRenderer().render(Prose.output(Self.prose)) == Self.prose)
  }

  @Test(
    "Signs that nobody meant are no marks",
    arguments: [
      ("*a* and _b_ of file_name", "\\*a\\* and \\_b\\_ of file_name"),
      ("<b> [c](d) `e` \\f", "\\<b> \\[c](d) \\`e\\` \\\\f"),
      ("net.layer[1], [a]: b", "net.layer[1], \\[a]: b"), ("# one", "\\# one"),
      ("- two", "\\- two"), ("1. three", "1\\. three"),
      ("> four", "\\> four"),
    ])
  func escapes(text: String, written: String) {
    let output = Output.paragraph(StyledText(text))
    #expect(MarkdownRenderer().render(output) == written + "\n")
    #expect(Prose.output(written) == .parts([output]))
  }

  @Test("Results stand in tables")
  func results() {
    let output =
      Output(blocks: [.heading("Scores", level: 2)])
      + .table(Table(["a|b", "n"], [["x", "1"]]))
      + .matrix(
        LabelledMatrix(
          "alpha", rows: ["pos"], columns: ["ner"], values: [[0.5]],
          marks: [["*"]], caption: "row receives"))
      + .note("runs are paired")
    #expect(
      MarkdownRenderer().render(output) == """
        ## Scores

        | a\\|b | n |
        |---|---|
        | x | 1 |

        **alpha**

        |  | ner |
        |---|---|
        | pos | 0.500\\* |

        *row receives*

        *runs are paired*

        """)
  }
}
