import SluiceDiagnostics
import SluiceOutput
import Testing

private func diagnostic(_ text: String, _ columns: Range<Int>) -> Diagnostic {
  Diagnostic(
    .badLine, "something is wrong",
    at: Place(file: "a.txt", line: 12, text: text, columns: columns),
    label: "here", hint: "mend it")
}

@Suite("Rendering") struct RenderingTests {
  @Test(
    "The carets stand under the mark",
    arguments: [
      ("a\tbc\td", 2..<4, "12:3", "a   bc  d", "    ^^ here"),
      ("éé x", 5..<6, "12:4", "éé x", "   ^ here"),
      ("日本 x", 7..<8, "12:4", "日本 x", "     ^ here"),
      ("ab", 2..<2, "12:3", "ab", "  ^ here"),
      ("ab", 90..<95, "12:3", "ab", "  ^ here"),
      ("é", 1..<2, "12:1", "é", "^ here"),
      ("a\u{1B}[2Jb", 0..<1, "12:1", "a\u{FFFD}[2Jb", "^ here"),
    ])
  func carets(
    text: String, columns: Range<Int>, place: String, line: String,
    carets: String
  ) {
    #expect(
      diagnostic(text, columns).rendered(color: false) == """
        error[bad-line]: something is wrong
          --> a.txt:\(place)
           |
        12 | \(line)
           | \(carets)
           = hint: mend it
        """)
  }

  @Test("A line of ten megabytes is cut to a window around the mark")
  func window() {
    let text =
      String(repeating: "a", count: 5_000_000) + "!"
      + String(repeating: "b", count: 5_000_000)
    let before = String(repeating: "a", count: 40)
    let after = String(repeating: "b", count: 59)
    let blanks = String(repeating: " ", count: 41)
    #expect(
      diagnostic(text, 5_000_000..<5_000_001).rendered(color: false) == """
        error[bad-line]: something is wrong
          --> a.txt:12:5000001
           |
        12 | …\(before)!\(after)…
           | \(blanks)^ here
           = hint: mend it
        """)
  }

  @Test("Without a place there is the title and the hint") func placeless() {
    let plain = Diagnostic(.timeout, "it took too long", hint: "give it time")
    #expect(
      plain.rendered(color: false) == """
        error[timeout]: it took too long
          = hint: give it time
        """)
  }

  @Test("Colours wrap the same words") func colored() {
    let plain = Diagnostic(.timeout, "it took too long")
    #expect(
      plain.rendered(color: true)
        == "\u{1B}[1;31merror[timeout]\u{1B}[0m\u{1B}[1m: it took too long"
        + "\u{1B}[0m")
  }

  @Test("As JSON") func json() {
    #expect(
      diagnostic("say \"é\"", 4..<8).json
        == #"{"code":"bad-line","title":"something is wrong","#
        + #""file":"a.txt","line":12,"column":5,"endColumn":8,"#
        + #""label":"here","hint":"mend it"}"#)
  }

  @Test("Bytes that are no text are shown where they are") func invalid() {
    #expect(throws: Diagnostic.self) {
      try SourceText(bytes: Array("ok\na".utf8) + [0xFF], name: "b.txt")
    }
  }

  @Test(
    "The near name is the same every time",
    arguments: [
      ("tager", ["tagger", "tiger"], "tagger"),
      ("epoch", ["epochs", "on", "dev"], "epochs"),
      ("EWT", ["ewt"], "ewt"),
      ("acc", ["accuracy", "mean"], "accuracy"),
      ("x", ["y", "z"], nil),
      ("trian", ["train", "brain"], "train"),
      ("", ["a"], nil),
    ])
  func near(word: String, candidates: [String], expected: String?) {
    #expect(nearest(to: word, in: candidates) == expected)
  }

  @Test("Every code has one of the known exit statuses") func statuses() {
    let known: Set<Int32> = [1, 2, 3, 4, 5, 6, 130]
    #expect(Set(Code.allCases.map(\.exitStatus)) == known)
  }
}
