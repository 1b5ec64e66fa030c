import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// A measure of nothing is no number, and what learned nothing is not scored.
@Suite("Evidence has a count") struct EvidenceTests {
  /// What a script says, a line a row.
  private func said(_ script: String, files: [String: String] = [:]) throws
    -> String
  {
    let folder = try ExampleFiles.folder(files)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    var session = Session(Environment(folder: folder))
    return session.said(to: script, mode: .prompt)
  }

  // MARK: - A measure of nothing

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

  // MARK: - What was not trained

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
      text.contains("\npos                   –                –\n"), "\(text)")
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

  // MARK: - One label for all

  /// What is a name once is none twelve times, in the very same sentence.
  private static let rare: [String: String] = {
    let sentence = "a\tO\nb\tO\nc\tO\nd\tO\ne\tO\n\n"
    let text =
      "# columns = form ner\n" + String(repeating: sentence, count: 12)
      + "a\tB-X\nb\tO\nc\tO\nd\tO\ne\tO\n"
    return ["c/train.tsv": text, "c/dev.tsv": text, "c/test.tsv": text]
  }()
  private static let small = """
    network net tasks=[names] layers=1 hidden=2 word=2 characters=2 spelling=2 head=2 seed=1
    train net epochs=6 batch=1 noise=0 optimizer=adam(lr=0.02)
    """

  @Test(
    "A network that says one label only is said so",
    arguments: [
      ("", 1), ("print accuracy(net, names, c.test)", 2),
      ("print f1(net, names, c.test)", 2), ("evaluate net", 2),
      ("evaluate net by=type", 2),
    ])
  func oneLabel(command: String, times: Int) throws {
    let notes = try Notes(
      """
      corpus c = columns("c")
      task names = c.ner metric=accuracy
      \(Self.small)
      \(command)
      """, files: Self.rare
    ).notes
    let remark = "net gives every token of names the label O"
    #expect(notes.filter { $0 == remark }.count == times, "\(notes)")
    #expect(
      notes.contains("net predicts no span of names")
        == command.hasPrefix("evaluate"))
  }

  @Test("In a sweep, where nothing else is shown, it stands below the table")
  func oneLabelInSweeps() throws {
    let notes = try Notes(
      """
      corpus c = columns("c")
      task names = c.ner metric=accuracy
      sweep runs seed=1..2 {
        \(Self.small)
        let score = accuracy(net, names, c.test)
      }
      """, files: Self.rare
    ).notes
    #expect(
      notes.contains(
        "net gives every token of names the label O, in the run seed=1 and 1"
          + " other"), "\(notes)")
  }

  // MARK: - Spans by default

  @Test(
    "Span labels are scored by spans unless told otherwise",
    arguments: [
      ("B-X|I-X|O", "IOB2"), ("I-X|I-X|O", "IO"),
      ("I-X|B-X|O|I-X", "IOB1"), ("B-X|E-X|S-X", "BIOES"),
      ("B-X|L-X|U-X", "BILOU"), ("B|I|O", "IOB2"),
    ])
  func spansByDefault(labels: String, scheme: String) throws {
    let rows = labels.split(separator: "|").map { "w\t\($0)\n" }.joined()
    let files = ["c.tsv": "# columns = form ner\n" + rows]
    let start = "corpus c = columns(\"c.tsv\")\n"
    let notes = try Notes(
      start + "task names = c.ner\nshow names", files: files)
    #expect(
      notes.notes == [
        "names is scored by its spans (\(scheme)): metric=span_f1"
      ])
    #expect(
      try Notes(start + "task names = c.ner metric=accuracy", files: files)
        == Notes("", files: [:]))
    #expect(
      try said(start + "task names = c.ner\nshow names", files: files)
        .hasSuffix("metric span_f1"))
  }

  @Test(
    "What is in no one scheme is said, shown, and scored as far as it can be")
  func mixed() throws {
    let files = [
      "c.tsv": "# columns = form ner\na\tB-X\nb\tI-X\nc\tO#I-X\nd\tO\n"
    ]
    let start = "corpus c = columns(\"c.tsv\")\n"
    let odd = "the layer ner mixes span tags with the label O#I-X"
    let shown = try said(start + "show c", files: files)
    #expect(shown.contains("ner         4  2.000  mixed "), "\(shown)")
    #expect(shown.hasSuffix("note: \(odd)"), "\(shown)")
    #expect(
      try Notes(start + "task t = c.ner", files: files).notes == [
        "t is scored by its spans (mixed): metric=span_f1", odd,
      ])
    #expect(
      try Notes(start + "task t = c.ner metric=strict_f1", files: files)
        .mistakes == [
          odd + " (a layer has either plain labels or B-, I- and O throughout)"
        ])
    #expect(
      try Notes(start + "task t = c.ner metric=span_f1", files: files).notes
        == [odd])
    // Written in another way, they are plain labels, and that is said.
    let unread = try Notes(
      start + "task t = c.ner",
      files: ["c.tsv": "# columns = form ner\na\tX-B\nb\tX-I\nc\tO\n"])
    #expect(
      unread.notes == [
        "labels of ner such as X-B look like span tags, but are read as plain"
          + " labels"
      ])
  }

  @Test("Spans are those of the layer's scheme everywhere")
  func oneScheme() throws {
    // Trained on IOB2 where names have one token, scored on BIOES.
    let script = """
      corpus p = columns("p.tsv")
      corpus g = columns("g.tsv")
      task t = p.ner
      network net tasks=[t] layers=1 hidden=16 word=16 characters=4 spelling=4 head=16 vocabulary=p seed=1
      train net on=p dev=none epochs=60 optimizer=adam(lr=0.02) unknown=0 noise=0
      evaluate net on=g
      print f1(net, t, g) f1(net, t, g, strict=yes)
      """
    let text = try said(
      script,
      files: [
        "p.tsv": "# columns = form ner\nw1\tB-P\nw2\tO\nw3\tO\n",
        "g.tsv": "# columns = form ner\nw1\tB-P\nw2\tE-P\nw3\tO\n",
      ])
    #expect(
      text.contains("\nt          3     66.67  0.00       0.00\n"), "\(text)")
    #expect(text.contains("\n0 0\n"), "\(text)")
    let first = try said(
      script.replacing(
        "task t = p.ner", with: "task t = p.ner metric=strict_f1"
      )
      .replacing("on=g", with: "on=g by=type"),
      files: [
        "p.tsv": "# columns = form ner\nIda\tI-PER\nHolm\tI-PER\nmet\tO\n",
        "g.tsv": "# columns = form ner\nIda\tI-PER\nHolm\tI-PER\nmet\tO\n",
      ])
    #expect(
      first.contains("t     PER       1     100.00  100.00  100.00"), "\(first)"
    )
    #expect(first.contains("\n1 1\n"), "\(first)")
  }

  @Test(
    "Plain labels have no F1",
    arguments: ["f1(net, pos, toy.test)", "f1(net, pos, toy.test, strict=yes)"])
  func plain(measure: String) throws {
    let notes = try Notes(
      """
      corpus toy = toy_english(sentences=20, domains=[mail])
      task pos = toy.pos
      network net tasks=[pos] layers=1 hidden=4 word=4 characters=4 spelling=4 head=4
      train net epochs=1 dev=none
      print \(measure)
      """, files: [:])
    #expect(
      notes.mistakes == [
        "pos has plain labels, no spans to score (accuracy(net, pos, …) scores"
          + " labels)"
      ])
  }

  @Test("Spans that are not well-formed are counted beside the scores")
  func broken() {
    let task = NetworkTask(
      name: "ner", layer: "ner", labels: ["O", "B-X", "I-X", "B-Y", "I-Y"])
    var network = Network(
      Architecture(stackOfTask: [0]), tasks: [task],
      vocabulary: Vocabulary(words: ["a"], counts: [1], characters: ["a"]),
      seed: 1, isOutline: true)
    network.epochs = 1
    network.learned = [0]
    let evaluation = Evaluation(
      task: task, scheme: .iob2,
      sentences: [
        Evaluation.Sentence(
          number: 0, domain: "d", gold: ["B-X", "I-X", "O", "B-Y"],
          predicted: ["B-X", "I-X", "O", "I-Y"])
      ])
    let report = EvaluationReport(
      evaluations: [evaluation], by: .task,
      network: Reference(
        NetworkObject(network: network, tasks: []), called: "net", at: 0..<0))
    #expect(
      TerminalRenderer(width: 200, color: false).render(report.output) == """
        task  tokens  accuracy      F1  strict F1
        ner        4     75.00  100.00      66.67
        note: of 2 predicted spans of ner 1 are not well-formed in IOB2: strict F1 \
        leaves them out
        """)
  }

  // MARK: - How training ended

  /// What a report says of development scores, in percent.
  private func ending(
    _ scores: [Double?], best: Int?, _ ending: TrainingRun.Ending,
    onlyLabels: [String?] = []
  ) -> [String] {
    let task = NetworkTask(name: "pos", layer: "pos", labels: ["A", "B"])
    let epochs = scores.enumerated().map { index, score in
      var epoch = TrainingRun.Epoch([task])
      epoch.onlyLabels = [
        onlyLabels.indices.contains(index) ? onlyLabels[index] : nil
      ]
      epoch.score = score.map { $0 / 100 }
      epoch.scores = [epoch.score]
      return epoch
    }
    let report = TrainingReport(
      run: RunObject(
        tasks: ["pos"], main: 0, epochs: epochs, best: best, ending: ending,
        seconds: 0), network: "net")
    return TerminalRenderer(width: 200, color: false).render(report.output)
      .split(separator: "\n").map(String.init).filter { line in
        ["trained", "stopped", "note:"].contains { line.hasPrefix($0) }
      }
  }

  @Test("The end of training is told as it was")
  func endings() {
    let rising =
      "note: the score was still rising in the last epoch: more epochs may"
      + " improve it"
    #expect(
      ending([50, 60, 70], best: 2, .finished) == [
        "trained 3 epochs; the weights are those of epoch 3", rising,
      ])
    #expect(
      ending([50, 70, 60], best: 1, .finished) == [
        "trained 3 epochs; the weights are those of epoch 2"
      ])
    #expect(
      ending([50, 70, 70], best: 2, .finished) == [
        "trained 3 epochs; the weights are those of epoch 3, which ties with"
          + " epoch 2"
      ])
    #expect(
      ending([50, 70, 60, 70, 70], best: 4, .patience) == [
        "stopped after 5 epochs, the last 3 no better than epoch 2; the weights"
          + " are those of epoch 5, which ties with epoch 2"
      ])
    #expect(
      ending([50, 70, 60, 60], best: 1, .patience) == [
        "stopped after 4 epochs, the last 2 without improvement; the weights"
          + " are those of epoch 2"
      ])
    // Of one epoch, or without development data, nobody knows.
    #expect(
      ending([50], best: 0, .finished) == [
        "trained 1 epoch; the weights are those of epoch 1"
      ])
    #expect(
      ending([nil, nil], best: 1, .finished) == [
        "trained 2 epochs; the weights are those of epoch 2"
      ])
    // A score of 0 is told apart from one that there is not yet.
    #expect(
      ending(
        [0, 0, 40, 30], best: 2, .finished, onlyLabels: ["O", "O", nil, nil])
        == [
          "trained 4 epochs; the weights are those of epoch 3",
          "note: no span of pos is predicted before epoch 3, and its score is 0"
            + " until then",
        ])
  }

  @Test(
    "A dev part without a span is no reason to keep an epoch, and that is said")
  func noSpanInDev() throws {
    let notes = try Notes(
      """
      corpus c = columns("c")
      task names = c.ner
      network net tasks=[names] layers=1 hidden=4 word=4 characters=4 spelling=4 head=4 seed=1
      train net epochs=5 noise=0 unknown=0
      """,
      files: [
        "c/train.tsv": "# columns = form ner\nIda\tB-PER\nruns\tO\n",
        "c/dev.tsv": "# columns = form ner\nruns\tO\n",
      ])
    #expect(
      notes.notes.contains(
        "the development sentences have no span of names, so that no score"
          + " chose the epoch"), "\(notes)")
  }
}
