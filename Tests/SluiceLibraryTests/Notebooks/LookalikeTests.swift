import SluiceEvaluator
import SluiceNotebook
import SluiceOutput
import Testing

/// What a reader takes for a cell, an output or a setting, and is none.
@Suite("Lookalikes") struct LookalikeTests {
  /// A text, and what is told of it, line by line.
  struct Case: CustomTestStringConvertible {
    var text: String
    var told: [String]
    var testDescription: String { text.replacing("\n", with: "⏎") }
    init(_ text: String, _ told: String...) {
      (self.text, self.told) = (text, told)
    }
  }

  private static let cell = "```sluice\nprint 1\n```\n"

  static let fences = [
    // A stray fence swallows the next cell, and its end closes both.
    Case(
      cell + "```\n\n## Next\n\n" + cell + "\n" + cell,
      "8: this is no cell: it stands inside the fence of line 4"),
    // One that is never closed swallows all that follow.
    Case(
      "~~~~\n" + cell + cell,
      "2: this is no cell: it stands inside the fence of line 1",
      "5: this is no cell: it stands inside the fence of line 1"),
    // A cell, and an output, that is not closed.
    Case(
      "```sluice\nprint 1\n\n" + cell,
      "4: this is no cell: it stands inside the fence of line 1"),
    Case(
      cell + "```output\n1\n\n" + cell,
      "7: this is no cell: it stands inside the fence of line 4"),
    Case(
      "```{sluice}\nprint 1\n```\n",
      "1: this is no cell: its first word is `{sluice}`, not `sluice`"),
    Case(
      "~~~ {.sluice #a}\nprint 1\n~~~\n",
      "1: this is no cell: its first word is `{.sluice`, not `sluice`"),
    Case(
      "```Sluice\n```\n",
      "1: this is no cell: its first word is `Sluice`, not `sluice`"),
    Case(
      "```sluice,no-run\n```\n",
      "1: this is no cell: its first word is `sluice,no-run`, not `sluice`"),
    Case(
      "```slucie\n```\n",
      "1: this is no cell: its first word is `slucie`, not `sluice`"),
    Case(
      "Text.\n\n    ```sluice\n    print 1\n    ```\n",
      "3: this is no cell: four blanks or a tab stand before its fence"),
    Case(
      "Text.\n\n\t```sluice\n\tprint 1\n\t```\n",
      "3: this is no cell: four blanks or a tab stand before its fence"),
    Case(
      "- item\n\n  ```sluice\n  print 1\n  ```\n",
      "3: this is no cell: it stands in a list"),
    Case(
      "> ```sluice\n> print 1\n> ```\n",
      "1: this is no cell: it stands in a quotation"),
    Case(
      "<!-- not closed\n\n" + cell,
      "3: this is no cell: the comment of line 1 is never closed"),
    Case(
      "<div>\n" + cell,
      "2: this is no cell: it stands in the HTML of line 1"),
    Case(
      "```sluice #a`b\nprint 1\n```\n",
      "1: this is no cell: a backtick in its first line makes it text"),
    Case(
      "``sluice\nprint 1\n``\n",
      "1: this is no cell: its fence has two signs, not three"),
    // What stands before the fence is seen by nobody.
    Case(
      "Text.\n\n\u{200B}```sluice\nprint 1\n",
      "3: this is no cell: the invisible character U+200B stands before its"
        + " fence"),
    Case(
      "\u{A0}```sluice\nprint 1\n",
      "1: this is no cell: the invisible character U+00A0 stands before its"
        + " fence"),
    Case(
      "\u{2060}~~~sluice #a\nprint 1\n",
      "1: this is no cell: the invisible character U+2060 stands before its"
        + " fence"),
    Case(
      "´´´sluice\nprint 1\n´´´\n",
      "1: this is no cell: its fence is of ´, not of backticks"),
    Case(
      "'''sluice #a\nprint 1\n'''\n",
      "1: this is no cell: its fence is of ', not of backticks"),
  ]

  static let outputs = [
    Case(
      cell + "\nIt prints:\n\n```output\n1\n```\n",
      "7: this output belongs to no cell, so it is never compared"),
    Case(
      "```output\n1\n```\n",
      "1: this output belongs to no cell, so it is never compared"),
    Case(
      cell + "\n```output ci twice\n1\n```\n",
      "5: this output is never compared: more than a profile follows `output`"),
    Case(
      cell + "\n```{output}\n1\n```\n",
      "5: this is no output: its first word is `{output}`, not `output`"),
    Case(
      cell + "\n```Output\n1\n```\n",
      "5: this is no output: its first word is `Output`, not `output`"),
  ]

  static let settings = [
    Case(
      "# Title\n\n<!-- sluice: rtol=0 atol=0 -->\n\n" + cell,
      "3: these settings are not used"),
    Case(
      "<!--sluice: seed=3 -->\n\n" + cell, "1: these settings are not used"),
    Case(
      "<!-- Sluice seed=3 -->\n\n" + cell, "1: these settings are not used"),
    Case(
      "<!-- sluice: seed=3 -->\n\n<!-- sluice: rtol=1 -->\n\n" + cell,
      "3: these settings are not used"),
    Case(
      "---\ntitle: Lesson\nseed: 3\n---\n\n" + cell,
      "3: these settings are not used"),
    Case(
      "---\nsluice: {rtol: 0}\natol : 0\n---\n\n" + cell,
      "2: these settings are not used", "3: these settings are not used"),
  ]

  @Test("Each is told where it stands", arguments: fences + outputs + settings)
  func told(_ one: Case) throws {
    let notebook = try Notebook(one.text, name: "doc")
    #expect(
      notebook.lookalikes.map { "\($0.place?.line ?? 0): \($0.title)" }
        == one.told)
    #expect(notebook.lookalikes.allSatisfy { $0.hint != nil })
  }

  @Test(
    "What is shown on purpose is nothing to tell",
    arguments: [
      cell + "\n```output\n1\n```\n",
      "~~~sluice\nprint 1\n~~~\n",
      "  ```sluice #a no-run\nprint 1\n  ```\n",
      "A cell is written so:\n\n````\n```sluice\nprint 1\n```\n````\n",
      "~~~text\n```sluice\nprint 1\n```\n~~~\n",
      "<!--\n```sluice\nprint 1\n```\n-->\n",
      "<!-- sluice is a language -->\n\n" + cell,
      "`sluice` is a word, and ```sluice in a line``` is one.\n",
      "```sluice-session\n> print 1\n```\n", "```swift\nlet a = 1\n```\n",
      "```text\n$ sluice check\n```\n", "    print 1\n",
      "---\ntitle: seed: 3\nauthor: x\n---\n\n" + cell,
      "Text.\n\n---\n\nseed: 3\n\n---\n", "It is ''sluice'' here.\n",
      cell + "\n```text\n1\n```\n",
      cell + "\n````output\n```sluice\n````\n",
    ])
  func silent(text: String) throws {
    #expect(try Notebook(text, name: "doc").lookalikes == [])
  }

  static let idle = [
    Case(
      "```sluice match=exact rtol=0.5 atol=1\nprint 1\n```\n",
      "1: `rtol=` has no effect: every character counts",
      "1: `atol=` has no effect: every character counts"),
    Case(
      "```sluice match=none rtol=0.5\nprint 1\n```\n\n```output\n1\n```\n",
      "1: `rtol=` has no effect: nothing is compared",
      "5: this output is never compared: its cell has `match=none`"),
    Case(
      "```sluice no-run timeout=1s error=diverged\nx\n```\n\n```output\n1\n```\n",
      "1: `timeout=` has no effect: the cell never runs",
      "1: `error=` has no effect: the cell never runs",
      "5: this output is never compared: its cell has `no-run`"),
    Case(
      "<!-- sluice: profile ci: n=1 -->\n\n" + cell
        + "\n```output\n1\n```\n\n```output cii\n1\n```\n",
      "11: this output is never compared: there is no profile cii"),
    Case(
      cell + "\n```output ci\n1\n```\n",
      "5: this output is never compared: there is no profile ci"),
    Case(
      cell + "\n```output\n1\n```\n\n```output\n2\n```\n",
      "9: this output is never compared: one stands above it"),
  ]

  @Test("Options and outputs without effect are told", arguments: idle)
  func withoutEffect(_ one: Case) throws {
    let notebook = try Notebook(one.text, name: "doc")
    #expect(
      notebook.withoutEffect.map { "\($0.place?.line ?? 0): \($0.title)" }
        == one.told)
  }

  @Test("A check shows them with what to do")
  func messages() {
    let text =
      "```sluice\nprint 1\n```\n\n~~~\n\n```sluice match=exact rtol=1\n```\n"
    #expect(
      Checking.findings(text, in: ".").map { $0.rendered(color: false) } == [
        """
        error[not-a-cell]: this is no cell: it stands inside the fence of line 5
         --> doc.sluice:7:1
          |
        7 | ```sluice match=exact rtol=1
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          = hint: close that fence above this line, or remove it
        """
      ])
  }
}
