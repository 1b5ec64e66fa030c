import Foundation
import Testing

/// Whatever strangers write, their words, labels and names of files command
/// neither the terminal nor a log.
@Suite("What strangers write") struct ForeignTextTests {
  /// Sets a terminal's title, rings, colours, and turns the text around.
  private static let odd = "x\u{1B}]0;PWN\u{7}\u{9B}31m\u{202E}\u{200F}"

  /// Characters of an output that could do anything.
  private static func commands(in text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" && $0 != "\t"
        || (0x7F...0x9F).contains($0.value)
        || (0x200E...0x200F).contains($0.value)
        || (0x2028...0x202E).contains($0.value)
        || (0x2066...0x2069).contains($0.value)
    }
  }

  @Test(
    "Names of files",
    arguments: [
      ["check"], ["check", "--annotations"], ["check", "--json"], ["test"],
      ["test", "--json"], ["fmt"], ["fmt", "--check"], ["strip"], ["accept"],
      ["run"], ["run", "--json"], ["params"], ["nonsense"],
    ])
  func files(command: [String]) throws {
    let name = Self.odd + ".sluice"
    let folder = try ExampleFolder([
      name: NotebookCommandTests.cell("print   1\nprint nobody")
    ])
    let ended = try ProgramTests.run(command + [name], in: folder.path)
    #expect(Self.commands(in: ended.output) == [])
    #expect(Self.commands(in: ended.complaint) == [])
  }

  @Test(
    "Texts of a program",
    arguments: [
      "sweep s x=[TEXT, \"b\"] seed=1..2 { let v = seed }\n"
        + "compare s of=v by=x\nshow s",
      "print TEXT", "print [TEXT]", "load n TEXT",
      "corpus c = columns(TEXT)", "sweep s a=1..2 to=TEXT { let b = a }",
      "let a = TEXT\na", "assert 1 > 2, TEXT", "plot TEXT",
    ])
  func texts(script: String) throws {
    let folder = try ExampleFolder()
    let text = script.replacing(
      "TEXT", with: "\"x\\u{1b}]0;PWN\\u{7}\\u{9b}31m\\u{202e}\"")
    for arguments in [["-c", text], ["--plain", "-c", text]] {
      let ended = try ProgramTests.run(arguments, in: folder.path)
      #expect(Self.commands(in: ended.output) == [])
      #expect(Self.commands(in: ended.complaint) == [])
    }
  }

  @Test("Words and labels of a corpus, in every look at it and its drawings")
  func data() throws {
    let folder = try ExampleFolder([
      "odd.tsv": String(
        repeating: "\(Self.odd)\tB-\(Self.odd)\nb\tO\n\n", count: 6)
    ])
    let ended = try ProgramTests.run(
      ["--keep-going"],
      input: """
        corpus c = columns("odd.tsv", columns=[word, tag])
        show c
        task t = c.tag
        network net tasks=[t] layers=1 hidden=4
        train net epochs=1 dev=none
        evaluate net on=c
        evaluate net on=c by=type
        evaluate net on=c by=confusion
        predict net text="a b"
        inspect net
        print c
        """, in: folder.path)
    #expect(Self.commands(in: ended.output) == [])
    #expect(Self.commands(in: ended.complaint) == [])
  }
}
