import Testing

/// What is asked for and changes nothing is told.
@Suite("Options without effect") struct IdleOptionTests {
  private static let tasks = """
    corpus toy = toy_english(sentences=4)
    task pos = toy.pos
    task words = toy.chunk metric=accuracy
    network net tasks=[words, pos] layers=1 hidden=2 word=2 spelling=2 head=2

    """

  static let networks = [
    ("method=hard alpha=0.5", "`alpha=` has no effect: it has one stream"),
    (
      "method=single alpha=balanced",
      "`alpha=` has no effect before `sluice it on`"
    ),
    (
      "method=private-shared alpha=0.3",
      "`alpha=` has no effect before `sluice it on`"
    ),
    ("layers=1 beta=balanced", "`beta=` has no effect: it has one layer"),
    ("skip=mean beta=balanced", "`beta=` has no effect before `skip it on`"),
    ("layers=1 wiring=split", "`wiring=` has no effect: it has one layer"),
    (
      "layers=1 activation=tanh",
      "`activation=` has no effect: it has one layer"
    ),
    ("method=hard distance=0.1", "`distance=` has no effect: it has one stack"),
    (
      "subspaces=1 penalty=units(0.1)",
      "`penalty=` has no effect before `subspaces it 2`"
    ),
  ]

  @Test(
    "An option that a network of this shape has no use for", arguments: networks
  )
  func network(options: String, note: String) throws {
    let notes = try Notes(
      Self.tasks
        + "network it tasks=[words, pos] hidden=4 word=2 head=2 \(options)",
      files: [:])
    #expect(notes == Notes(notes: [note]))
  }

  @Test(
    "An option that has its effect is nothing to tell",
    arguments: [
      "alpha=0.5", "beta=balanced", "wiring=split", "activation=tanh",
      "distance=0.1", "penalty=0.1", "method=hard", "layers=1 alpha=identity",
      "method=cross-stitch alpha=balanced",
    ])
  func effective(options: String) throws {
    let notes = try Notes(
      Self.tasks
        + "network it tasks=[words, pos] hidden=4 word=2 head=2 \(options)",
      files: [:])
    #expect(notes == Notes())
  }

  @Test("Patience where nothing can be waited for")
  func patience() throws {
    let note =
      "`patience=` has no effect: no development sentences stop the training"
    for (options, isTold) in [
      ("dev=none patience=2", true), ("patience=2", false), ("dev=none", false),
      ("dev=none recipe=paper patience=1", true),
    ] {
      let notes = try Notes(
        Self.tasks + "train net epochs=1 \(options)", files: [:])
      #expect(notes.notes.contains(note) == isTold, "\(options)")
    }
  }
}
