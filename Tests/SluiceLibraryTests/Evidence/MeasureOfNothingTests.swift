import Testing

/// What cannot be measured has no number.
@Suite("A measure of nothing") struct MeasureOfNothingTests {
  /// Names in train and dev; in test none is annotated; in `plain` there is
  /// no name to find.
  private static let parts = [
    "c/train.tsv": "# columns = form ner pos\nIda\tB-PER\tN\nruns\tO\tV\n",
    "c/dev.tsv": "# columns = form ner pos\nIda\tB-PER\tN\n",
    "c/test.tsv": "# columns = form ner pos\nIda\t_\tN\nruns\t_\tV\n",
    "plain.tsv": "# columns = form ner pos\nIda\tO\tN\n",
  ]
  private static let trained = """
    corpus c = columns("c")
    corpus plain = columns("plain.tsv")
    task names = c.ner
    task pos = c.pos
    network net tasks=[names, pos] layers=1 hidden=8 word=8 characters=4 spelling=4 head=8 seed=1
    train net epochs=40 dev=none optimizer=adam(lr=0.02) unknown=0 noise=0

    """

  @Test(
    "Where no token has a label, no measure is a number",
    arguments: [
      "accuracy(net, names, c.test)", "f1(net, names, c.test)",
      "accuracy(net, names, c.test, average=domains)",
      "loss(net, names, c.test)", "closing(net, names, pos, c.test)",
      "tally(net, names, c.test)", "significance(net, net, names, c.test)",
    ])
  func noLabels(measure: String) throws {
    let notes = try Notes(
      Self.trained + "print \(measure)", files: Self.parts)
    #expect(
      notes.mistakes == [
        "these sentences have no label of names (show the corpus to see which"
          + " parts do)"
      ])
  }

  @Test(
    "A training without a score, or without the main task, has no number",
    arguments: [
      ("task main = c.pos weight=0", "losses"), ("task main = c.pos", "score"),
      ("task main = c.ner weight=0", "score"),
      ("task main = c.ner metric=accuracy", "score"),
    ])
  func noScore(task: String, part: String) throws {
    let notes = try Notes(
      """
      corpus c = columns("c")
      \(task)
      task other = c.pos
      network net tasks=[main, other] layers=1 hidden=2 word=2 spelling=2 head=2
      train net epochs=2 dev=none
      print net.run.\(part)
      """, files: Self.parts)
    #expect(
      notes.mistakes == [
        part == "score"
          ? "this training had no development score of main (train with dev="
            + " sentences that have labels of it, or score the network itself:"
            + " accuracy(NET, main, DATA))"
          : "this training learned nothing of main (give the main task a"
            + " weight, or name another with main=)"
      ])
  }

  /// Labels that the network was not made for, in part or throughout.
  private static let foreign = Self.parts.merging([
    "none.tsv": "# columns = form ner pos\nIda\tper\tPROPN\nruns\to\tVERB\n",
    "most.tsv": "# columns = form ner pos\nIda\tB-X\tX\nruns\tO\tX\nx\tI\tN\n",
    "some.tsv": "# columns = form ner pos\nIda\tB-PER\tN\nruns\tO\tX\n",
  ]) { $1 }

  @Test(
    "Labels of another set are no evidence, and that is said",
    arguments: [
      ("evaluate net on=d", "none", "pos at 2 of 2 tokens here, such as PROPN"),
      (
        "evaluate net on=d by=type", "none",
        "names at 2 of 2 tokens here, such as per"
      ),
      (
        "print accuracy(net, pos, d)", "most",
        "pos at 2 of 3 tokens here, such as X"
      ),
      (
        "let t = tally(net, names, d)", "most",
        "names at 2 of 3 tokens here, such as B-X"
      ),
      ("evaluate net on=d", "some", nil),
    ])
  func otherLabels(
    measure: String, file: String, told: String?
  ) throws {
    let notes = try Notes(
      Self.trained + "corpus d = columns(\"\(file).tsv\")\n" + measure,
      files: Self.foreign
    ).notes.filter { $0.hasPrefix("net does not know") }
    #expect(
      told.map { notes.contains("net does not know the labels of \($0)") }
        ?? notes.isEmpty, "\(notes)")
  }

  @Test(
    "Labels that a network does not know are not learned, and that is said",
    arguments: [
      (
        "on=d dev=none", "some",
        "pos at 1 of 2 tokens to learn from, such as X: they are passed over"
      ),
      (
        "dev=d", "most",
        "pos at 2 of 3 tokens of the development sentences, such as X"
      ),
      ("dev=d", "some", nil), ("dev=none", "most", nil),
    ])
  func unlearned(options: String, file: String, told: String?) throws {
    let notes = try Notes(
      Self.trained + """
        corpus d = columns("\(file).tsv")
        train net epochs=1 \(options)
        """, files: Self.foreign
    ).notes.filter { $0.hasPrefix("net does not know the labels of pos") }
    #expect(
      notes == (told.map { ["net does not know the labels of \($0)"] } ?? []))
  }

  @Test("Where no label is known there is nothing to learn")
  func nothingLearned() throws {
    let notes = try Notes(
      Self.trained + """
        corpus d = columns("none.tsv")
        train net on=d dev=none epochs=1
        """, files: Self.foreign)
    #expect(
      notes.mistakes == [
        "net knows none of the labels of names here (one is per; it was made"
          + " for B-PER and O)"
      ])
  }

  @Test("Where no label is known there is no loss")
  func noLoss() throws {
    let notes = try Notes(
      Self.trained + """
        corpus d = columns("none.tsv")
        print loss(net, pos, d)
        """, files: Self.foreign)
    #expect(
      notes.mistakes == [
        "net knows none of the labels of pos here (one is PROPN; it was made"
          + " for N and V)"
      ])
  }

  @Test(
    "Where there is no span, no F1 is a number",
    arguments: [
      "f1(net, names, plain.all)", "f1(net, names, plain.all, strict=yes)",
      "f1(net, names, plain.all, average=domains)",
      "tally(net, names, plain.all)",
      "significance(net, net, names, plain.all)",
    ])
  func noSpans(measure: String) throws {
    let files = Self.parts.merging([
      "plain.tsv": "# columns = form ner pos\nruns\tO\tV\n"
    ]) { $1 }
    let notes = try Notes(Self.trained + "print \(measure)", files: files)
    #expect(
      notes.mistakes == [
        "these sentences have no span of names, and none was predicted (show"
          + " the corpus to see which parts do)"
      ])
  }

  @Test("Tables show a dash where there is nothing to measure")
  func dashes() throws {
    let text = try said(
      Self.trained + """
        evaluate net on=c.test
        inspect net cost on=c.test
        """, files: Self.parts)
    #expect(text.contains("pos        2    100.00   –          –\n"), "\(text)")
    #expect(text.contains("\nnames      –\n"), "\(text)")
    #expect(text.contains("names.1        –"), "\(text)")
    let none = try Notes(
      Self.trained + """
        corpus bare = columns("bare.tsv")
        evaluate net on=bare
        """,
      files: Self.parts.merging([
        "bare.tsv": "# columns = form ner pos\nIda\t_\t_\n"
      ]) { $1 })
    #expect(
      none.mistakes == [
        "these sentences have no label of any task of net (show the corpus to"
          + " see which layers its parts have)"
      ])
    let cost = try Notes(
      Self.trained + """
        corpus bare = columns("bare.tsv")
        inspect net cost on=bare
        """,
      files: Self.parts.merging([
        "bare.tsv": "# columns = form ner pos\nIda\t_\t_\n"
      ]) { $1 })
    #expect(cost.mistakes == none.mistakes)
  }

  @Test(
    "A perfect network has tables, and so has one without spans",
    arguments: [
      (
        "evaluate net on=c.train by=confusion",
        [
          "task  right  predicted  tokens",
          "note: no label of names is taken for another",
          "note: no label of pos is taken for another",
        ]
      ),
      (
        "evaluate net on=plain by=confusion",
        [
          "task  right  predicted  tokens",
          "note: no label of names is taken for another",
          "note: no label of pos is taken for another",
        ]
      ),
      (
        "evaluate net on=c.train by=type",
        [
          "task   type  spans  precision  recall      F1",
          "names  PER       1     100.00  100.00  100.00",
          "note: pos has plain labels, no spans",
        ]
      ),
      (
        "evaluate net on=plain by=type",
        [
          "task  type  spans  precision  recall  F1",
          "note: names has no span here, right or predicted",
          "note: pos has plain labels, no spans",
        ]
      ),
    ])
  func tables(command: String, lines: [String]) throws {
    let files = Self.parts.merging([
      "plain.tsv": "# columns = form ner pos\nruns\tO\tV\n"
    ]) { $1 }
    let text = try said(Self.trained + command, files: files)
    #expect(
      text.split(separator: "\n").suffix(lines.count).map(String.init) == lines,
      "\(text)")
  }
}
