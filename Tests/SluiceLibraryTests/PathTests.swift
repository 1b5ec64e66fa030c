import SluiceEvaluator
import SluiceLanguage
import SluiceRandom
import Testing

/// Networks whose parts have several shapes.
private let networks = """
  corpus toy = toy_english(sentences=4)
  task pos = toy.pos
  task names = toy.ner
  network net tasks=[names, pos] layers=3 hidden=4 word=4 spelling=2 head=4
  network one tasks=[names, pos] layers=2 hidden=4 word=4 spelling=2 head=4 \
  subspaces=1

  """

/// A path to a part is resolved whole or refused, and what it reads is what it
/// writes.
@Suite("Paths") struct PathTests {
  /// Steps that are right, right elsewhere, or nowhere.
  private static func path(_ random: inout RandomStream) -> String {
    func pick(_ words: [String]) -> String {
      words[Int(random.next() % UInt64(words.count))]
    }
    let places = [
      "1", "1", "2", "2", "names", "names", "pos", "pos", "names.1", "pos.2",
      "3", "dog", "1.5", "\"pos\"",
    ]
    var path = pick(["net", "one"]) + "." + pick(["alpha", "alpha", "beta"])
    for _ in 0..<random.next() % 3 {
      let count = 1 + Int(random.next() % 2)
      path +=
        "[\((0..<count).map { _ in pick(places) }.joined(separator: ", "))]"
      if random.next() % 12 == 0 { path += ".x" }
    }
    return path
  }

  /// All numbers that a path reads; nil if it reads nothing.
  private func numbers(_ path: String, _ session: Session) -> [Double]? {
    var session = session
    let said = session.said(to: "let it = \(path)", mode: .prompt)
    guard !said.contains("error"), let value = session.state["it"] else {
      return nil
    }
    guard case .object = value else { return numbers(value) }
    return (1...6).flatMap { numbers("it[\($0)]", session) ?? [] }
  }

  private func numbers(_ value: Value) -> [Double] {
    switch value {
    case .number(let number): [number]
    case .list(let items): items.flatMap(numbers)
    default: []
    }
  }

  private func all(_ session: Session) -> [Double] {
    [
      "net.alpha[1]", "net.alpha[2]", "net.alpha[3]", "net.beta",
      "one.alpha[1]", "one.alpha[2]", "one.beta",
    ].flatMap { numbers($0, session) ?? [] }
  }

  @Test("What a path reads is what it writes, and nothing else changes")
  func readAndWritten() {
    var start = Session()
    #expect(!start.said(to: networks).contains("error"))
    let before = all(start)
    var random = RandomStream(seed: 7)
    var resolved = 0
    for _ in 0..<160 {
      let path = Self.path(&random)
      // All layers of α are no numbers, but can be set.
      if path.hasSuffix("alpha") { continue }
      var session = start
      let read = numbers(path, session)
      let said = session.said(to: "set \(path) = 77", mode: .prompt)
      #expect((read == nil) == said.contains("error"), "\(path): \(said)")
      let after = all(session)
      #expect(after.count { $0 == 77 } == read?.count ?? 0, "\(path)")
      #expect(
        zip(before, after).allSatisfy { $0 == $1 || $1 == 77 }, "\(path)")
      if read != nil {
        resolved += 1
        #expect(numbers(path, session)?.allSatisfy { $0 == 77 } == true)
      }
    }
    #expect(resolved > 15)
  }

  @Test(
    "Steps that mean nothing are refused by every command",
    arguments: [
      "net.layer[1][2]", "net.layer[1, 2]", "net.heads[1]", "net.heads[1].x",
      "net.heads.x", "net.words[3]", "net.characters.names", "net.input[1]",
      "net.alpha[1, 2]", "net.alpha[1].x", "net.alpha[1][names, pos, 1]",
      "net.alpha[1][names, pos][1][1][1]", "net.beta[names, 1, 2]",
      "net.beta[names][1][1]", "net.beta[4]", "net.penalty[1]",
    ], ["freeze", "thaw", "tie", "untie", "set"])
  func refused(path: String, verb: String) {
    var session = Session()
    #expect(!session.said(to: networks).contains("error"))
    let before = session.state["net"]?.fingerprint
    let said = session.said(
      to: "\(verb) \(path)" + (verb == "set" ? " = 0" : ""), mode: .prompt)
    #expect(said.hasPrefix("error["), "\(said)")
    #expect(session.state["net"]?.fingerprint == before)
  }

  static let refusals = [
    Transcript(
      "a part that is whole", "freeze net.heads[1]",
      """
      error[wrong-type]: net.heads has no parts to choose from
       --> demo.sluice:1:8
        |
      1 | freeze net.heads[1]
        |        ^^^^^^^^^^^^
        = hint: net.heads stands for output heads
      """),
    Transcript(
      "a layer has no parts", "freeze net.layer[1][2]",
      """
      error[wrong-type]: net.layer[1] has no parts to choose from
       --> demo.sluice:1:8
        |
      1 | freeze net.layer[1][2]
        |        ^^^^^^^^^^^^^^^
        = hint: net.layer stands for recurrent layers of all tasks
      """),
    Transcript(
      "a number has no parts", "set net.beta[names, 1][1] = 0",
      """
      error[wrong-type]: expected a list, found a number
       --> demo.sluice:1:5
        |
      1 | set net.beta[names, 1][1] = 0
        |     ^^^^^^^^^^^^^^^^^^
      """),
    Transcript(
      "a part without a value", "print net.layer[1]",
      """
      error[unknown-member]: net.layer has no value to show: it stands for \
      recurrent layers of all tasks
       --> demo.sluice:1:11
        |
      1 | print net.layer[1]
        |           ^^^^^
        = hint: for instance freeze net.layer
      """),
    Transcript(
      "a domain that a selection left out", "print toy[mail][news]",
      """
      error[unknown-domain]: toy[mail] has no domain news
       --> demo.sluice:1:17
        |
      1 | print toy[mail][news]
        |                 ^^^^
        = hint: take it from the whole corpus: toy[news]
      """),
    Transcript(
      "a domain twice", "print toy[mail, mail]",
      """
      error[repeated-option]: the domain mail is named twice
       --> demo.sluice:1:17
        |
      1 | print toy[mail, mail]
        |                 ^^^^ the second time
        = hint: keep one of them
      """),
    Transcript(
      "a part of another part", "print toy.train.dev",
      """
      error[unknown-split]: toy.train has no part dev
       --> demo.sluice:1:17
        |
      1 | print toy.train.dev
        |                 ^^^
        = hint: take it from the whole corpus: toy.dev
      """),
    Transcript(
      "a row of a table", "sweep runs i=1..2 { let j = i }\nprint runs[3]",
      """
      runs: 2 runs over i; j
      error[wrong-type]: a table has no numbered parts
       --> demo.sluice:2:7
        |
      2 | print runs[3]
        |       ^^^^
        = hint: only a list, a corpus or a matrix takes `[…]`
      """),
  ]

  @Test("A path that cannot be resolved whole is refused", arguments: refusals)
  func refusal(_ transcript: Transcript) {
    var session = Session()
    #expect(!session.said(to: networks).contains("error"))
    #expect(
      session.said(to: transcript.script, mode: .prompt) == transcript.said)
  }

  @Test("A selection of a selection is what both select")
  func selections() {
    var session = Session()
    #expect(!session.said(to: networks).contains("error"))
    #expect(
      session.said(
        to: """
          print toy[mail, news][mail].train
          print toy[mail][mail].train
          print toy.train[mail, news][news]
          """, mode: .prompt) == """
          toy[mail].train: 4 sentences, 29 tokens
          toy[mail].train: 4 sentences, 29 tokens
          toy[news].train: 4 sentences, 36 tokens
          """)
  }
}
