import SluiceEvaluator
import SluiceOutput
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// Span labels are scored by spans, as their scheme has them.
@Suite("Spans by default") struct SpanMetricTests {
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
}
