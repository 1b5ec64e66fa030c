import Testing

/// What readers, `cut` and `join` say to whoever calls them.
@Suite("Reading corpora") struct CorpusFunctionTests {
  private static let tokens = (1...20).map { "w\($0)\tX\n\n" }.joined()

  @Test("A file for each part, cut and joined, is one line each")
  func works() throws {
    #expect(
      try Notes(
        """
        corpus parts = columns(train="a.tsv", test="b.tsv", columns=[form, pos])
        corpus all = cut(parts)
        corpus names = uner("names")
        corpus both = join(all, names)
        task ner = both.ner
        """,
        files: [
          "a.tsv": Self.tokens, "b.tsv": "Anna\tX\n",
          "names/train.iob2":
            "# sent_id = 1\n1\tw1\tB-PER\t-\tme\n\n1\tx\tO\t-\tme\n",
        ])
        == Notes(notes: [
          "passed over: 1 comment line",
          "1 of 21 sentences of all have their words in names; the others have no"
            + " label of it",
          "1 sentence of names has no such partner and is left out",
          "ner is scored by its spans (IOB2): metric=span_f1",
        ]))
  }

  /// What is asked, and what is wrong with it.
  static let mistakes: [(String, String)] = [
    (
      "columns()",
      "`columns` needs a file or a folder (name it, columns(\"PATH\"), or a file"
        + " for each part: columns(train=\"PATH\", dev=\"PATH\", test=\"PATH\"))"
    ),
    (
      "columns(\"a.tsv\", dev=\"b.tsv\")",
      "`columns` takes a path or a file for each part, not both (name all files"
        + " by train=, dev= and test=, or a folder of them)"
    ),
    (
      "uner(train=\"a.tsv\", domains=[x])",
      "`uner` takes domains= or a file for each part, not both (domains= chooses"
        + " among the folders of a folder: leave it out)"
    ),
    (
      "columns(train=\"a.tsv\", dev=\"c.tsv\")",
      "there is no file or folder c.tsv (did you mean `a.tsv`?)"
    ),
    (
      "cut(columns(\"a.tsv\"), dev=1)",
      "a part's share is at least 0 and below 1, not 1.0"
    ),
    (
      "cut(columns(\"a.tsv\"), dev=0.6, test=0.4)",
      "dev and test take all sentences, and none is left to train on (choose"
        + " shares whose sum is below 1)"
    ),
    (
      "cut(columns(\"a.tsv\"), dev=0, test=0)",
      "this cuts nothing off (give dev= or test= a share above 0)"
    ),
    (
      "cut(toy_english(sentences=20))",
      "toy has a dev and a test part already (its train part alone can be cut:"
        + " cut(toy.train))"
    ),
    (
      "cut(toy_english(sentences=20), dev=0.2)",
      "toy has a dev part already (leave out dev=, or cut the train part alone:"
        + " cut(toy.train, …))"
    ),
    (
      "cut(columns(\"a.tsv\"), by=document)",
      "the files of corpus mark no documents (by=sentence cuts between sentences;"
        + " lines -DOCSTART- or `# newdoc` would begin documents)"
    ),
    (
      "join(columns(\"a.tsv\"), columns(\"b.tsv\"))",
      "no sentence of corpus has the words of one of corpus (both are to have the"
        + " same tokens: show them, and look whether one takes another column for"
        + " the words)"
    ),
  ]

  @Test("What cannot be read or divided is refused", arguments: mistakes)
  func refuses(_ value: String, _ message: String) throws {
    let notes = try Notes(
      "corpus c = \(value)",
      files: ["a.tsv": Self.tokens, "b.tsv": "Anna\tX\n"])
    #expect(notes.mistakes == [message])
  }
}
