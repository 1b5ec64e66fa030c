import Testing

/// What learned nothing is not scored.
@Suite("What was not trained") struct NotTrainedTests {
  private static let single = """
    corpus toy = toy_english(sentences=20, domains=[mail])
    task names = toy.ner
    task pos = toy.pos
    network s tasks=[names, pos] method=single layers=1 hidden=8 word=8 characters=4 spelling=4 head=8 seed=1
    train s epochs=3 dev=none

    """
  private static let why =
    "pos was not trained in s: method=single learns its main task only"
  private static let hint =
    " (name pos first in tasks=, or give it a weight, and train again)"

  @Test("Training reports only what learned")
  func reportsTraining() throws {
    let text = try said(Self.single)
    #expect(text.contains("\nepoch  loss names  dev names\n"), "\(text)")
    #expect(
      text.contains(
        "\npos                   –                –                    –\n"),
      "\(text)")
    #expect(text.hasSuffix("note: \(Self.why)"), "\(text)")
  }

  @Test(
    "No function scores what was not trained, before and after a save",
    arguments: [
      "accuracy(s, pos, toy.test)", "loss(s, pos, toy.test)",
      "tally(s, pos, toy.test)", "significance(s, s, pos, toy.test)",
    ], ["", "save s \"s.safetensors\"\nlet s = 1\nload s \"s.safetensors\"\n"])
  func refuses(measure: String, before: String) throws {
    let notes = try Notes(
      Self.single + before + "print \(measure)", files: [:])
    #expect(notes.mistakes == [Self.why + Self.hint])
  }

  @Test(
    "No command scores, predicts or draws it, and each says why",
    arguments: [
      "evaluate s", "evaluate s by=domain", "evaluate s by=type",
      "evaluate s by=confusion", "predict s text=\"Anna reads .\"",
      "plot s loss", "show s",
    ])
  func commands(command: String) throws {
    let text = try said(Self.single + command)
    let own = text.components(separatedBy: "note: \(Self.why)")
    #expect(own.count == 3, "\(text)")
    // What the command itself printed speaks of the task nowhere else.
    #expect(!own[1].contains("\npos ") || command == "show s", "\(text)")
  }

  @Test("So with weight 0, and with a head that started anew")
  func otherWays() throws {
    let start = """
      corpus toy = toy_english(sentences=20, domains=[mail])
      task names = toy.ner
      """
    let options = "layers=2 hidden=8 word=8 characters=4 spelling=4 head=8"
    let weightless = try Notes(
      start + """

        task pos = toy.pos weight=0
        network s tasks=[names, pos] \(options)
        train s epochs=1 dev=none
        print accuracy(s, pos, toy.test)
        """, files: [:])
    #expect(
      weightless.mistakes == [
        "pos was not trained in s: its weight is 0\(Self.hint)"
      ])
    let anew = try Notes(
      start + """

        task pos = toy.pos
        network s tasks=[names, pos] \(options)
        train s epochs=1 dev=none
        skip s concat rebuild=yes
        print accuracy(s, pos, toy.test)
        """, files: [:])
    #expect(
      anew.mistakes == [
        "pos was not trained in s: nothing was learned from its labels (train s"
          + " on sentences that have the layer pos)"
      ])
    let nothing = try Notes(
      start + """

        task pos = toy.pos weight=0
        network s tasks=[pos] \(options)
        train s epochs=1 dev=none
        """, files: [:])
    #expect(
      nothing.mistakes == [
        "every task of s has weight 0 (give one that is to be learned weight=1)"
      ])
  }

  @Test("A task that was not trained needs no labels")
  func needsNoLabels() throws {
    let notes = try Notes(
      """
      corpus c = columns("c.tsv", columns=[form, a, b])
      task a = c.a
      task b = c.b
      network s tasks=[a, b] method=single layers=1 hidden=4 word=4 characters=4 spelling=4 head=4 vocabulary=c
      corpus d = columns("d.tsv", columns=[form, a])
      train s on=d dev=none epochs=1
      """, files: ["c.tsv": "x\tA\tB\ny\tB\tA\n", "d.tsv": "x\tA\ny\tB\n"])
    #expect(notes.mistakes == [])
  }
}
