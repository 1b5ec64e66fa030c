import Foundation
import Testing

/// The layout with all line ends there are, and what would change shown.
@Suite("Layouts and line ends") struct LayoutTests {
  private static let odd =
    "# Title\nText.\n```sluice\nlet   x=1\nprint x\n```\n"
  private static let laidOut =
    "# Title\nText.\n\n```sluice\nlet x = 1\nprint x\n```\n"

  @Test(
    "Line ends stay those of the first line",
    arguments: [
      // The file's ends, and those that it then has.
      ("\n", "\n"), ("\r\n", "\r\n"), ("\r", "\n"),
    ])
  func ends(old: String, new: String) throws {
    let folder = try ExampleFolder([
      "doc.sluice": Self.odd.replacing("\n", with: old)
    ])
    #expect(try folder.run("fmt", "doc.sluice").status == 0)
    let now = Self.laidOut.replacing("\n", with: new)
    #expect(try folder.read("doc.sluice") == now)
    #expect(try folder.run("fmt", "--check", "doc.sluice").status == 0)
    // What is recorded has them, too, and goes without a trace.
    #expect(try folder.run("accept", "doc.sluice").status == 0)
    let output = "\n```output\n1\n```\n".replacing("\n", with: new)
    #expect(try folder.read("doc.sluice") == now + output)
    #expect(try folder.run("fmt", "--check", "doc.sluice").status == 0)
    #expect(try folder.run("strip", "doc.sluice").status == 0)
    #expect(try folder.read("doc.sluice") == now)
  }

  @Test("Settings and profiles in CR LF are laid out once and for all")
  func settings() throws {
    let text =
      "<!-- sluice: seed=2\r\n     profile ci: x=2 -->\r\n\r\n```sluice\r\n"
      + "param x = 1\r\nprint x\r\n```\r\n"
    let folder = try ExampleFolder([
      "doc.sluice": text, "bom.sluice": "\u{FEFF}" + text,
    ])
    for name in ["doc.sluice", "bom.sluice"] {
      #expect(try folder.run("fmt", name).status == 0)
      #expect(try folder.read(name) == text)
    }
  }

  /// A text and what `--diff` shows of it.
  struct Case: CustomTestStringConvertible {
    var text, shown: String
    var testDescription: String { text.debugDescription }
    init(_ text: String, _ shown: String) {
      (self.text, self.shown) = (text, shown)
    }
  }

  static let diffs = [
    Case(
      odd,
      """
      @ doc.sluice:3
      +\u{20}
      @ doc.sluice:4
      - let   x=1
      + let x = 1
      """),
    Case(
      odd.replacing("\n", with: "\r\n"),
      """
      @ doc.sluice:3
      +\u{20}
      @ doc.sluice:4
      - let   x=1
      + let x = 1
      """),
    // Ends that differ from those above are shown.
    Case(
      "# Title\n\n```sluice\r\nprint   1\r\n```\n",
      """
      @ doc.sluice:3
      - ```sluice^M
      - print   1^M
      + ```sluice
      + print 1
      """),
    Case(
      "```sluice\nprint 1\n```",
      """
      @ doc.sluice:3
      - ``` (no line end)
      + ```
      """),
    Case(
      "<!-- sluice:   seed=3 -->\n\n\n```sluice rtol=0.1 #a\n```\n",
      """
      @ doc.sluice:1
      - <!-- sluice:   seed=3 -->
      + <!-- sluice: seed=3 -->
      @ doc.sluice:3
      -\u{20}
      - ```sluice rtol=0.1 #a
      + ```sluice #a rtol=0.1
      """),
  ]

  @Test("--diff shows what would change, and changes nothing", arguments: diffs)
  func diff(_ one: Case) throws {
    let folder = try ExampleFolder(["doc.sluice": one.text])
    let ended = try folder.run("fmt", "--diff", "doc.sluice")
    #expect(ended.output == "doc.sluice would change\n\(one.shown)\n\n")
    #expect(ended.status == 1)
    #expect(try folder.read("doc.sluice") == one.text)
    #expect(try folder.run("fmt", "doc.sluice").status == 0)
    let none = try folder.run("fmt", "--diff", "doc.sluice")
    #expect(none.output.isEmpty)
    #expect(none.status == 0)
  }
}
