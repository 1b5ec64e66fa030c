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
