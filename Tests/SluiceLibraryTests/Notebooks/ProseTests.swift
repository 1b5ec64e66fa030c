import SluiceNotebook
import SluiceOutput
import Testing

@Suite("Prose on a terminal") struct ProseTests {
  private func shown(
    _ markdown: String, width: Int = 80, color: Bool = false
  ) -> String {
    TerminalRenderer(width: width, color: color)
      .render(Prose.output(markdown))
  }

  @Test("Headings, lists, quotations, code, emphasis and tables")
  func blocks() {
    let prose = """
      # A title
      Some *prose* with **weight**, `code` and a [link](https://example.org/a)
      that is broken to the width of the terminal, wherever its lines ended.

      ## Below
      - one
      - two, which is longer than a line of forty columns can be
        1. inside
        2. again

      3. third
      4. fourth

      > quoted
      > twice

      ```text
      as  it  is
      ```

      <!-- not shown -->

      | name | what |
      |---|---:|
      | α | how much is **shared** |
      | beta | a |

      ***
      the end\\
      of it
      """
    #expect(
      shown(prose, width: 40) == """
        A title
        ═══════

        Some prose with weight, `code` and a
        link (https://example.org/a) that is
        broken to the width of the terminal,
        wherever its lines ended.

        Below
        ─────

        • one
        • two, which is longer than a line of
          forty columns can be
          1. inside
          2. again

        3. third
        4. fourth

        │ quoted twice

            as  it  is

        name  what
        ────  ──────────────────
        α     how much is shared
        beta  a

        ────────────────────────────────────────

        the end
        of it
        """)
  }

  @Test("Styles are for a terminal that has them")
  func styles() {
    #expect(
      shown("# T\n\n*a b* **c** `d`\n", color: true) == """
        \u{1B}[1mT\u{1B}[0m
        \u{1B}[1m═\u{1B}[0m

        \u{1B}[3ma b\u{1B}[0m \u{1B}[1mc\u{1B}[0m \u{1B}[36md\u{1B}[0m
        """)
  }

  @Test("A table without room becomes a list")
  func narrow() {
    #expect(
      shown(
        "| name | what it is |\n|---|---|\n| α | how much is shared |\n",
        width: 20) == """
          name: α
          what it is: how much
          is shared
          """)
  }

  @Test(
    "Formulas can be read",
    arguments: [
      ("$\\alpha_{ab} \\cdot h^2$", "α_ab · h²"),
      ("the sum $\\sum_k \\beta_k h_k$ is", "the sum Σ_k β_k h_k is"),
      ("$$\\|G_1^\\top G_2\\|_F^2$$", "‖G_1ᵀG_2‖_F²"),
      ("$\\frac{a}{b} \\leq \\sqrt{n}$", "(a)/(b) ≤ √(n)"),
      ("it costs $5 and $6", "it costs $5 and $6"),
      ("code `$\\alpha$` stays", "code `$\\alpha$` stays"),
      ("one $ alone", "one $ alone"),
      ("costs \\$x and \\$y", "costs $x and $y"),
      ("code `a$b` and $\\alpha$, `$`", "code `a$b` and α, `$`"),
      ("code ``a ` $\\alpha$`` and $\\beta$", "code `a ` $\\alpha$` and β"),
      ("a ` and $\\beta$", "a ` and β"),
      ("code `a\n$\\alpha$ b` stays", "code `a $\\alpha$ b` stays"),
      ("~~~\n$\\alpha$\n~~~", "    $\\alpha$"),
      ("````\n```\n$\\alpha$\n````", "    ```\n    $\\alpha$"),
      ("    $\\alpha$", "    $\\alpha$"),
      ("- ```\n  $\\alpha$\n  ```", "•     $\\alpha$"),
      ("```\nx\n```\n$\\alpha$", "    x\n\nα"),
    ])
  func formulas(markdown: String, shown: String) {
    #expect(self.shown(markdown) == shown)
  }

  /// Documents deeper than anybody reads.
  static let deep: [(name: String, text: String)] = [
    ("quotations", String(repeating: "> ", count: 60) + "end\n"),
    ("a rule in quotations", String(repeating: "> ", count: 45) + "---\n"),
    ("100,000 quotations", String(repeating: ">", count: 100_000) + " end\n"),
    ("lists", String(repeating: "- ", count: 3_000) + "end\n"),
    ("numbers", String(repeating: "1. ", count: 40) + "***\n"),
    (
      "emphasis",
      String(repeating: "*a **b ", count: 25_000)
        + String(repeating: "c** d* ", count: 25_000) + "end\n"
    ),
    ("brackets", String(repeating: "[", count: 50_000) + "end\n"),
    (
      "images",
      String(repeating: "![", count: 5_000) + "a"
        + String(repeating: "](b)", count: 5_000) + " end\n"
    ),
  ]

  @Test("No document is too deep", arguments: deep, [20, 80])
  func deepDocument(_ document: (name: String, text: String), width: Int) {
    let start = ContinuousClock.now
    let shown = shown(document.text, width: width, color: true)
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(shown.contains(document.text.contains("end") ? "end" : "──"))
  }

  @Test("Any document can be shown", arguments: [20, 80])
  func odd(width: Int) {
    var documents = OddDocuments(seed: 4)
    for _ in 0..<500 {
      let text = documents.next()
      let shown = shown(text, width: width)
      #expect(!shown.unicodeScalars.contains("\r"))
    }
  }

  @Test("What would command the terminal is shown, not obeyed")
  func controls() {
    let text = "a\u{1B}[2Jb [c](http://x\u{9B}y) `d\u{7}` \u{202E}e\n"
    #expect(
      shown(text + "\n    f\u{1B}]0;g\th\n") == """
        a\u{FFFD}[2Jb c (http://x\u{FFFD}y) `d\u{FFFD}` \u{FFFD}e

            f\u{FFFD}]0;g\th
        """)
  }
}
