import SluiceEvaluator
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// Where a list may stand, any expression that gives one may.
@Suite("Lists from expressions") struct ListFieldTests {
  private static let start = """
    corpus toy = toy_english(sentences=4, domains=[mail, travel])
    task a = toy.pos
    task b = toy.ner
    let m = "both"
    let lists = [[a], [a, b]]

    """

  @Test(
    "Tasks of a network",
    arguments: [
      "[a, b]", "if_else(m == \"single\", [a], [a, b])", "lists[2]",
      "[a] + [b]", "(lists[1] + [b])",
      "if_else(m == \"both\", lists[2], a)", "present([a, b])",
    ])
  func tasks(written: String) throws {
    let text = try said(
      Self.start
        + "network net tasks=\(written) layers=1 hidden=4\nfor t in net.tasks { print t }"
    )
    #expect(text.contains("net: sluice for a, b; 1 layer of 4"), "\(text)")
  }

  @Test("A single value from an expression is a list of one")
  func single() throws {
    let text = try said(
      Self.start
        + "network net tasks=if_else(m == \"both\", b, a) layers=1 hidden=4")
    #expect(text.contains("net: sluice for b; 1 layer of 4"), "\(text)")
  }

  @Test(
    "Lists of other things",
    arguments: [
      (
        "corpus c = toy_english(sentences=4, domains=if_else(m == \"both\","
          + " [\"travel\"], [\"mail\"]))", "c: 8 sentences, 60 tokens"
      ),
      (
        "corpus c = toy_english(sentences=4, domains=[\"mail\"] + [\"travel\"])",
        "c: 16 sentences, 121 tokens"
      ),
      (
        "corpus c = columns(\"x.txt\", columns=if_else(m == \"both\","
          + " [\"form\", \"kind\"], [\"form\"]))\nprint c.kind",
        "c.kind: 2 labels"
      ),
      (
        "let t = rows(\"t.csv\", axes=if_else(m == \"both\", [\"w\", \"s\"],"
          + " [\"w\"]))\nprint t",
        "2 runs over w, s; score"
      ),
      ("for x in if_else(m == \"both\", [1, 2], [3]) { print x }", "2"),
      ("for x in [1] + [4] { print x }", "4"),
      (
        "sweep t x=if_else(m == \"both\", [1, 2], [3]) { let y = x }\nprint t.y",
        "[1, 2]"
      ),
      (
        "sweep t x=[[a], [a, b]] { let y = length(x) }\nprint t.y", "[1, 2]"
      ),
    ] as [(String, String)])
  func others(line: String, last: String) throws {
    let text = try said(
      Self.start + line,
      files: [
        "x.txt": "Anna\tN\nreads\tV\n\n",
        "t.csv": "w,s,score\n1,1,0.5\n2,1,0.4\n",
      ])
    #expect(
      text.split(separator: "\n").last.map(String.init) == last, "\(text)")
  }

  @Test(
    "A word may come from a function, too",
    arguments: [
      "optimizer=if_else(m == \"both\", \"sgd\", \"adam\")", "batch=min(4, 8)",
      "schedule=if_else(m == \"both\", \"linear\", \"cosine\")",
      "start=if_else(m == \"both\", \"aligned\", \"own\")",
    ])
  func words(option: String) throws {
    let notes = try Notes(
      Self.start
        + "network net tasks=[a] layers=1 hidden=4 penalty=max(0.1, 0.2)\n"
        + "train net epochs=1 dev=none \(option)", files: [:])
    #expect(notes.mistakes == [])
  }

  @Test("What is wrong in a list is told as if it were written")
  func wrong() throws {
    let notes = try Notes(
      Self.start + "network net tasks=if_else(m == \"both\", [a, 3], [a])",
      files: [:])
    #expect(
      notes.mistakes == [
        "expected a task, found a number (define one first: task pos ="
          + " toy.pos)"
      ])
  }
}
