import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput
import Testing

@Suite("Settings and options of notebooks") struct SettingsTests {
  /// A notebook, and what is wrong with its settings or options.
  struct Refusal: CustomTestStringConvertible {
    var text, message: String
    var testDescription: String { text.replacing("\n", with: "⏎") }
    init(_ text: String, _ message: String) {
      (self.text, self.message) = (text, message)
    }
  }

  static let refusals = [
    Refusal(
      "<!-- sluice: seed=7 --> text\n",
      """
      error[bad-notebook]: text follows the settings on their line
       --> doc.sluice:1:25
        |
      1 | <!-- sluice: seed=7 --> text
        |                         ^^^^
        = hint: put it below, on a line of its own
      """),
    Refusal(
      "<!-- sluice: seed=1.7 -->\n",
      """
      error[bad-notebook]: `seed=` cannot be `1.7`
       --> doc.sluice:1:19
        |
      1 | <!-- sluice: seed=1.7 -->
        |                   ^^^
        = hint: a seed is a whole number, such as seed=1
      """),
    Refusal(
      "<!-- sluice: rtol=inf -->\n",
      """
      error[bad-notebook]: `rtol=` cannot be `inf`
       --> doc.sluice:1:19
        |
      1 | <!-- sluice: rtol=inf -->
        |                   ^^^
        = hint: a tolerance is a number, such as rtol=0.01
      """),
    Refusal(
      "<!-- sluice: seed=1 atol=1\n  seed=1 -->\n",
      """
      error[bad-notebook]: `seed` is set twice
       --> doc.sluice:2:3
        |
      2 |   seed=1 -->
        |   ^^^^^^
        = hint: remove one of the two
      """),
    Refusal(
      "<!-- sluice: profile ci: n=1 m=1 n=2 -->\n",
      """
      error[bad-notebook]: `n` is set twice
       --> doc.sluice:1:34
        |
      1 | <!-- sluice: profile ci: n=1 m=1 n=2 -->
        |                                  ^^^
        = hint: remove one of the two
      """),
    Refusal(
      "```sluice #a #b\n```\n",
      """
      error[bad-notebook]: a cell has only one name
       --> doc.sluice:1:14
        |
      1 | ```sluice #a #b
        |              ^^
        = hint: remove one of the two
      """),
    Refusal(
      "```sluice match=none match=none\n```\n",
      """
      error[bad-notebook]: `match` is there twice
       --> doc.sluice:1:22
        |
      1 | ```sluice match=none match=none
        |                      ^^^^^^^^^^
        = hint: remove one of the two
      """),
    Refusal(
      "```sluice #a\u{1B}[2J\n```\n",
      """
      error[bad-notebook]: a cell has no option `#a\u{FFFD}[2J`
       --> doc.sluice:1:11
        |
      1 | ```sluice #a\u{FFFD}[2J
        |           ^^^^^^
        = hint: a name has letters, digits and visible symbols
      """),
    Refusal(
      "```sluice error=timeout\n```\n",
      """
      error[bad-notebook]: `error=` cannot be `timeout`
       --> doc.sluice:1:17
        |
      1 | ```sluice error=timeout
        |                 ^^^^^^^
        = hint: a cell cannot expect to be stopped from outside
      """),
    Refusal(
      "```sluice error=interrupted\n```\n",
      """
      error[bad-notebook]: `error=` cannot be `interrupted`
       --> doc.sluice:1:17
        |
      1 | ```sluice error=interrupted
        |                 ^^^^^^^^^^^
        = hint: a cell cannot expect to be stopped from outside
      """),
    Refusal(
      "```sluice timeout=1m\n```\n",
      """
      error[bad-notebook]: `timeout=` cannot be `1m`
       --> doc.sluice:1:19
        |
      1 | ```sluice timeout=1m
        |                   ^^
        = hint: write it in seconds: timeout=60s
      """),
    Refusal(
      "```sluice timeout=500ms\n```\n",
      """
      error[bad-notebook]: `timeout=` cannot be `500ms`
       --> doc.sluice:1:19
        |
      1 | ```sluice timeout=500ms
        |                   ^^^^^
        = hint: write it in seconds: timeout=0.5s
      """),
    Refusal(
      "```sluice timeout=soon\n```\n",
      """
      error[bad-notebook]: `timeout=` cannot be `soon`
       --> doc.sluice:1:19
        |
      1 | ```sluice timeout=soon
        |                   ^^^^
        = hint: a timeout is a number of seconds, such as 60s
      """),
    Refusal(
      "```sluice match=exakt\n```\n",
      """
      error[bad-notebook]: `match=` cannot be `exakt`
       --> doc.sluice:1:17
        |
      1 | ```sluice match=exakt
        |                 ^^^^^
        = hint: did you mean `exact`?
      """),
    Refusal(
      "<!-- sluice: profile a`b: n=2 -->\n",
      """
      error[bad-notebook]: a notebook has no setting `a`b:`
       --> doc.sluice:1:22
        |
      1 | <!-- sluice: profile a`b: n=2 -->
        |                      ^^^^
        = hint: a profile's name has letters, digits, - and _
      """),
    Refusal(
      "~~~sluice #a`b\n~~~\n",
      """
      error[bad-notebook]: a cell has no option `#a`b`
       --> doc.sluice:1:11
        |
      1 | ~~~sluice #a`b
        |           ^^^^
        = hint: a name has letters, digits and visible symbols
      """),
    Refusal(
      "<!-- sluice: profile ci: name=a\"b m=1 -->\n",
      """
      error[bad-notebook]: `"` is opened here and never closed
       --> doc.sluice:1:26
        |
      1 | <!-- sluice: profile ci: name=a"b m=1 -->
        |                          ^^^^^^^^^^^^
        = hint: write \\" for a quote itself
      """),
    Refusal(
      "<!-- sluice: profile ci: names=[a, b -->\n",
      """
      error[bad-notebook]: `[` is opened here and never closed
       --> doc.sluice:1:26
        |
      1 | <!-- sluice: profile ci: names=[a, b -->
        |                          ^^^^^^^^^^^
        = hint: close it on the same line
      """),
  ]

  @Test("What nobody means is refused, where it stands", arguments: refusals)
  func refuses(_ refusal: Refusal) {
    do throws(Diagnostic) {
      _ = try Notebook(refusal.text, name: "doc.sluice")
      Issue.record("read")
    } catch { #expect(error.rendered(color: false) == refusal.message) }
  }

  @Test("Two profiles may set the same parameter")
  func profiles() throws {
    let notebook = try Notebook(
      "<!-- sluice: seed=1\n  profile a: n=1\n  profile b: n=2 -->\n",
      name: "doc")
    #expect(notebook.settings.profiles.map(\.values.count) == [1, 1])
  }

  @Test(
    "A layout keeps every digit",
    arguments: [
      "0.012345", "12.123456", "1e-3", "0.1", "3", "1e-6", "1.5e-9", "0.0005",
      "123456.789", "2.2250738585072014e-308", "1e15", "1e300",
    ])
  func digits(number: String) throws {
    let options =
      "rtol=\(number) atol=\(number)"
      + (Double(number) ?? 0 < 1e9 ? " timeout=\(number)s" : "")
    let notebook = try Notebook(
      "<!-- sluice: seed=1 rtol=\(number) atol=\(number) -->\n\n"
        + "```sluice \(options)\nprint 1\n```\n", name: "doc")
    let text = try notebook.laidOut(shapes: Registry.standard.shapes)
    let again = try Notebook(text, name: "doc")
    #expect(again.settings == notebook.settings)
    #expect(again.cells.map(\.options) == notebook.cells.map(\.options))
    #expect(
      again.settings.relativeTolerance == Double(number)
        && again.settings.absoluteTolerance == Double(number))
  }
}
