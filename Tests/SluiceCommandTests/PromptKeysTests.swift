import Foundation
import Testing

/// Tab, the history, and the keys of `~/.inputrc`.
@Suite("Keys at the prompt") struct PromptKeysTests {
  @Test("Tab completes what there is; a second Tab lists it")
  func completion() throws {
    let folder = try ExampleFolder(["data/my-text.tsv": "a\tB\n"])
    let prompt = try PromptTests.prompt(in: folder)
    _ = prompt.shows(after: "corpus toy = toy_english(sentences=20)\n")
    #expect(
      prompt.shows(after: "task pos = to\t.\t\t") == """
        sluice> task pos = toy.
        chunk  9 labels
        dev    40 sentences, 325 tokens
        ner    6 labels
        pos    12 labels
        test   40 sentences, 326 tokens
        train  80 sentences, 630 tokens
        sluice> task pos = toy.
        """)
    _ = prompt.shows(after: "p\t\n")
    _ = prompt.shows(after: "netw\tnet tasks=[p\t] lay\t2 hid\t8\n")
    #expect(
      prompt.shows(after: "set net.al\t[1][\t\t\t") == """
        sluice> set net.alpha[1][pos
        pos
        pos.1
        pos.2
        sluice> set net.alpha[1][pos
        """)
    #expect(
      prompt.shows(after: ".1, pos.\t\t") == """
        sluice> set net.alpha[1][pos.1, pos.
        1
        2
        sluice> set net.alpha[1][pos.1, pos.
        """)
    _ = prompt.shows(after: "2] = 0 fi\t\n")
    #expect(
      prompt.shows(after: "print net.alpha[1][pos.1, pos.2]\n").hasSuffix(
        "\n0\nsluice>"))
    #expect(
      prompt.shows(after: "corpus mine = columns(\"da\tm\t")
        == "sluice> corpus mine = columns(\"data/my-text.tsv\"")
  }

  @Test("Names of files, whatever they hold, command no terminal")
  func names() throws {
    let folder = try ExampleFolder([
      "data/a\u{1B}]0;owned\u{7}.tsv": "a\tB\n",
      "data/a\u{9B}2Jb.tsv": "a\tB\n",
      "data/a\u{202E}c.tsv": "a\tB\n", "data/a\u{8}\u{8}d.tsv": "a\tB\n",
    ])
    let prompt = try PromptTests.prompt(in: folder)
    prompt.until(PromptTests.ready)
    prompt.type("corpus c = columns(\"data/a\t\t\t")
    let written = prompt.until("d.tsv").unicodeScalars
    #expect(String(String.UnicodeScalarView(written)).contains("d.tsv"))
    for scalar in ["\u{9B}", "\u{202E}"] as [Unicode.Scalar] {
      #expect(!written.contains(scalar))
    }
    #expect(!String(String.UnicodeScalarView(written)).contains("\u{1B}]0"))
    #expect(prompt.settled().text().hasSuffix("columns(\"data/a"))
  }

  @Test("Up finds what begins so, across sessions, and without duplicates")
  func history() throws {
    let folder = try ExampleFolder()
    let first = try PromptTests.prompt(in: folder)
    for line in ["let a = 1", "print a", "let b = 2", "print a", "print b"] {
      _ = first.shows(after: line + "\n")
    }
    first.type("quit\n")
    #expect(first.ends())
    let second = try PromptTests.prompt(in: folder)
    let up = "\u{1B}[A"
    #expect(second.shows(after: "pri" + up) == "sluice> print b")
    // Of two equal entries the newer is left: above `print a` is nothing.
    #expect(second.shows(after: up + up + up) == "sluice> print a")
    #expect(second.shows(after: "\n").contains("nothing is called `a`"))
    #expect(second.shows(after: "let" + up + up + "\n").hasSuffix("sluice>"))
    #expect(second.shows(after: "print a\n").hasSuffix("\n1\nsluice>"))
    // Ctrl-R looks for any part.
    second.type("\u{12}b = ")
    second.settled { $0.text().contains("`b = '") }
    _ = second.shows(after: "\n")
    #expect(second.shows(after: "print b\n").hasSuffix("\n2\nsluice>"))
  }

  @Test("Two prompts at once both keep their entries")
  func shared() throws {
    let folder = try ExampleFolder()
    let one = try PromptTests.prompt(in: folder)
    let two = try PromptTests.prompt(in: folder)
    for number in 1...5 {
      _ = one.shows(after: "print \(number) \"one\"\n")
      _ = two.shows(after: "print \(number) \"two\"\n")
    }
    one.type("quit\n")
    two.type("quit\n")
    #expect(one.ends() && two.ends())
    let kept = try folder.read(".sluice_history")
    for number in 1...5 {
      #expect(kept.contains("print \(number) \"one\"\n"))
      #expect(kept.contains("print \(number) \"two\"\n"))
    }
  }

  @Test("A history's file that something else wrote, or half wrote, is read")
  func oddHistory() throws {
    let folder = try ExampleFolder()
    let odd = Data("print 1\n\n#12\nprint [\n2]\n#13\n#14\nprint \u{e9}".utf8)
    try (odd + Data([0xFF, 0x0A])).write(
      to: URL(filePath: folder.path).appending(path: ".sluice_history"))
    let prompt = try PromptTests.prompt(in: folder)
    #expect(prompt.shows(after: "\u{1B}[A").contains("print é"))
    _ = prompt.shows(after: "\u{15}")
    #expect(prompt.shows(after: "\u{1B}[A\n").hasSuffix("\n[2]\nsluice>"))
    #expect(
      prompt.shows(after: "print 1\u{15}print 3\n").hasSuffix("\n3\nsluice>"))
  }

  @Test("~/.inputrc is respected: keys of vi")
  func vi() throws {
    let folder = try ExampleFolder([".inputrc": "set editing-mode vi\n"])
    let prompt = try PromptTests.prompt(in: folder)
    // Escape, to the start, delete a word, and insert another.
    prompt.type("show 42\u{1B}")
    prompt.settled(.milliseconds(700))
    #expect(prompt.shows(after: "0cwprint\n").hasSuffix("\n42\nsluice>"))
  }

  @Test("undo, checkpoints, history and :time")
  func past() throws {
    let folder = try ExampleFolder()
    let prompt = try PromptTests.prompt(in: folder)
    _ = prompt.shows(after: "let a = 1\n")
    #expect(
      prompt.shows(after: "checkpoint start\n") == """
        sluice> checkpoint start
        `restore start` comes back here
        sluice>
        """)
    _ = prompt.shows(after: "let a = 2\n")
    #expect(
      prompt.shows(after: "history\n") == """
        sluice> history
           1  let a = 1
           2  let a = 2
        sluice>
        """)
    #expect(
      prompt.shows(after: "restore start\n") == """
        sluice> restore start
        the state is now that of start; `undo` goes back
        sluice>
        """)
    #expect(prompt.shows(after: "print a\n").hasSuffix("\n1\nsluice>"))
    #expect(prompt.shows(after: "undo 9\n").contains("undone: let a = 1"))
    #expect(
      prompt.shows(after: "undo\n") == """
        sluice> undo
        there is nothing to undo
        sluice>
        """)
    #expect(prompt.shows(after: ":time print 7\n").contains("\n7\ntook 0."))
    #expect(prompt.shows(after: ":tme\n").contains("did you mean `:time`?"))
  }
}
