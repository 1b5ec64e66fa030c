import Testing

/// What a network learns from is never guessed, and a score on it says so.
@Suite("What is trained on is said") struct TrainedOnTests {
  /// A sentence as a file of columns.
  private static func sentence(_ words: String) -> String {
    "# columns = form pos\n"
      + words.split(separator: " ").map { "\($0)\tX\n" }.joined() + "\n"
  }
  private static let town = sentence("we met in the old town")
  private static let summer = sentence("they left for the long summer")
  private static let greeting = sentence("good morning")

  private static let files = [
    "whole/train.tsv": town + summer, "whole/dev.tsv": greeting,
    "whole/test.tsv": town + greeting,
    "scored/dev.tsv": town, "scored/test.tsv": summer,
    "devonly/dev.tsv": town, "domains/news/test.tsv": town,
    "same/train.tsv": town, "same/dev.tsv": town, "same/test.tsv": greeting,
    "greetings/train.tsv": greeting + summer,
    "greetings/test.tsv": greeting + town,
    "one.tsv": town + summer, "few.tsv": greeting,
  ]

  /// What is told of a script about a corpus `c`, its task `pos` and a network
  /// `net` for it.
  private func told(_ corpus: String, _ script: String) throws -> Notes {
    try Notes(
      """
      corpus c = columns("\(corpus)")
      task pos = c.pos
      network net tasks=[pos] layers=1 hidden=4 word=4 characters=4 spelling=4 head=4 vocabulary=c
      \(script)
      """, files: Self.files)
  }

  @Test(
    "Parts that are to be scored on are not trained on unless they are named",
    arguments: [
      (
        "scored", "train net dev=none", " for pos to learn from", "dev and test"
      ),
      ("devonly", "train net dev=none", " for pos to learn from", "dev"),
      ("domains", "train net dev=none", " for pos to learn from", "test"),
      ("scored", "train net on=c dev=none", "", "dev and test"),
    ])
  func refuses(
    _ corpus: String, _ script: String, _ why: String, _ parts: String
  )
    throws
  {
    let told = try told(corpus, script)
    let first = parts.prefix { $0 != " " }
    #expect(
      told.mistakes == [
        "c has no train part\(why) (it has \(parts); name what to learn from,"
          + " for instance on=c.\(first), or add a train file to the corpus)"
      ])
  }

  @Test(
    "What is named, and a file without parts, may be trained on",
    arguments: [
      ("scored", "train net on=c.dev dev=none epochs=1"),
      ("one.tsv", "train net dev=none epochs=1"),
      ("whole", "train net epochs=1"),
    ])
  func trains(_ corpus: String, _ script: String) throws {
    #expect(try told(corpus, script).mistakes == [])
  }

  /// A script, and what is told of it.
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var corpus: String
    var script: String
    var notes: [String]
  }

  static let cases = [
    Case(
      testDescription: "a test part that repeats a sentence", corpus: "whole",
      script: "train net epochs=1\nevaluate net",
      notes: [
        "net was trained on the one sentence of c.test with six words or more"
      ]),
    Case(
      testDescription: "the train part says it itself", corpus: "whole",
      script: "train net epochs=1\nevaluate net on=c.train", notes: []),
    Case(
      testDescription: "a corpus with its train part", corpus: "whole",
      script: "train net epochs=1\nevaluate net on=c",
      notes: ["net was trained on all 3 sentences of c with six words or more"]),
    Case(
      testDescription: "a greeting stands anywhere", corpus: "greetings",
      script: "train net dev=none epochs=1\nevaluate net", notes: []),
    Case(
      testDescription: "a file without parts", corpus: "one.tsv",
      script: "train net dev=none epochs=1\nevaluate net on=c",
      notes: ["net was trained on both sentences of c"]),
    Case(
      testDescription: "a file of nothing but a greeting", corpus: "few.tsv",
      script: "train net dev=none epochs=1\nprint accuracy(net, pos, c)",
      notes: ["net was trained on the one sentence of c"]),
    Case(
      testDescription: "each measure, each once a statement", corpus: "one.tsv",
      script: """
        train net dev=none epochs=1
        print accuracy(net, pos, c) accuracy(net, pos, c)
        let p = loss(net, pos, c)
        let t = tally(net, pos, c)
        assert accuracy(net, pos, c) >= 0
        """,
      notes: Array(
        repeating: "net was trained on both sentences of c", count: 4)),
    Case(
      testDescription: "a network that was saved", corpus: "one.tsv",
      script: """
        train net dev=none epochs=1
        save net "net.safetensors"
        load again "net.safetensors"
        evaluate again on=c
        """, notes: ["again was trained on both sentences of c"]),
    Case(
      testDescription: "another corpus with the same sentence", corpus: "whole",
      script: """
        train net epochs=1
        corpus d = columns("scored")
        evaluate net on=d.dev
        evaluate net on=d
        """,
      notes: [
        "net was trained on the one sentence of d.dev",
        "net was trained on both sentences of d",
      ]),
    Case(
      testDescription: "a sweep tells of its runs once", corpus: "one.tsv",
      script: """
        sweep runs seed=1..3 {
          train net dev=none epochs=1 seed=seed
          let score = accuracy(net, pos, c)
        }
        """,
      notes: [
        "net was trained on both sentences of c, in the run seed=1 and 2 others"
      ]),
    Case(
      testDescription: "train is dev", corpus: "same",
      script: "train net epochs=1",
      notes: [
        "the development score is of sentences that are trained on: the one"
          + " sentence of c.dev"
      ]),
    Case(
      testDescription: "dev= names what is trained on", corpus: "whole",
      script: "train net dev=c.train epochs=1",
      notes: [
        "the development score is of sentences that are trained on: both"
          + " sentences of c.train"
      ]),
    Case(
      testDescription: "dev= is the file itself", corpus: "one.tsv",
      script: "train net on=c dev=c epochs=1",
      notes: [
        "the development score is of sentences that are trained on: both"
          + " sentences of c"
      ]),
    Case(
      testDescription: "a whole corpus with its test part", corpus: "whole",
      script: "train net on=c dev=none epochs=1\nevaluate net",
      notes: [
        "c is trained on with its dev and test parts; on=c.train leaves them"
          + " out", "net was trained on both sentences of c.test",
      ]),
  ]

  @Test("A score on it, or on some of it, says so", arguments: cases)
  func told(_ here: Case) throws {
    let told = try told(here.corpus, here.script)
    #expect(told.mistakes == [])
    #expect(told.notes == here.notes)
  }

  @Test("Sentences that are trained on for another task count")
  func otherTask() throws {
    let told = try Notes(
      """
      corpus a = columns("scored")
      corpus b = columns("one.tsv")
      task chunk = a.pos
      task pos = b.pos
      network net tasks=[chunk, pos] layers=1 hidden=4 word=4 characters=4 spelling=4 head=4
      train net on=b dev=a.dev epochs=1
      """, files: Self.files)
    #expect(
      told.notes.last
        == "the development score is of sentences that are trained on: the one"
        + " sentence of a.dev")
  }
}
