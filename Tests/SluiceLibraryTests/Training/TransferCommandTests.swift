import SluiceDiagnostics
import SluiceEvaluator
import SluiceLibrary
import Testing

/// What `transfer` trains and says.
@Suite("Transfer between tasks") struct TransferCommandTests {
  private static let small =
    "layers=1 hidden=4 word=4 characters=2 spelling=2 head=4"

  private func session(threads: Int? = nil) -> Session {
    var session = Session()
    if let threads { session.environment.threads = threads }
    _ = session.said(to: SearchCommandTests.made + "task chunks = toy.chunk")
    return session
  }

  @Test("Each task is trained alone and with each other, from the same seeds")
  func runs() {
    let script = """
      transfer gains tasks=[pos, names, chunks] seeds=2 epochs=1 seed=3 \
      \(Self.small)
      print length(gains.score) length(where(gains, partner, alone).score)
      print where(gains, task, pos).score
      """
    var one = session(threads: 1)
    let said = one.said(to: script)
    #expect(said.contains("\n18 6\n"), "\(said)")
    #expect(said.contains("groups with the largest sum of gains"), "\(said)")
    #expect(said.contains("undecided"))
    #expect(said.contains("t tests, corrected for 6"), "\(said)")
    var two = session(threads: 2)
    #expect(two.said(to: script) == said)
    // The seconds that it shows are others each time.
    let compared = two.said(
      to: """
        let own = where(gains, task, pos)
        compare own of=score by=partner with=alone
        """)
    #expect(compared.contains("names − alone"), "\(compared)")
  }

  @Test(
    "A partner that knows what is asked helps, and one with shuffled labels does not"
  )
  func truth() {
    var session = Session()
    let said = session.said(
      to: """
        corpus toy = toy_english(sentences=60, domains=[mail])
        corpus little = sample(toy, 0.1)
        corpus noise = shuffled(toy, pos)
        task asks = little.pos
        task knows = toy.pos
        task guesses = noise.pos
        transfer gains tasks=[asks, knows, guesses] main=asks seeds=3 epochs=4 \
        method=hard recipe=classic batch=4 optimizer=adam(lr=0.02) layers=1 \
        hidden=4 word=8 characters=4 spelling=4 head=8 seed=1
        let with = where(gains, partner, knows)
        assert mean(with.score) > mean(where(gains, partner, guesses).score) + 0.1
        """)
    #expect(said.contains("\ntrain asks with knows\n"), "\(said)")
    #expect(!said.contains("undecided, though"), "\(said)")
    #expect(!said.contains("error["), "\(said)")
  }

  private static let refusals = [
    Transcript(
      "one task",
      "transfer gains tasks=[pos]",
      """
      error[missing-argument]: `transfer` needs two tasks or more
       --> demo.sluice:1:23
        |
      1 | transfer gains tasks=[pos]
        |                       ^^^
        = hint: for instance tasks=[names, pos]
      """),
    Transcript(
      "a task twice",
      "transfer gains tasks=[pos, pos]",
      """
      error[taken-name]: pos is listed twice
       --> demo.sluice:1:28
        |
      1 | transfer gains tasks=[pos, pos]
        |                            ^^^
        = hint: a network has each task once
      """),
    Transcript(
      "a main task that is none of them",
      "transfer gains tasks=[pos, names] main=chunks",
      """
      error[unknown-name]: the network has no task chunks
       --> demo.sluice:1:40
        |
      1 | transfer gains tasks=[pos, names] main=chunks
        |                                        ^^^^^^
        = hint: it has pos, names
      """),
  ]

  @Test("Bad input is refused before any work", arguments: refusals)
  func refused(transcript: Transcript) {
    var session = session()
    #expect(session.said(to: transcript.script) == transcript.said)
  }

  @Test("What was trained before a stop is kept at the prompt")
  func stopped() {
    var session = session(threads: 1)
    let interrupt = session.environment.interrupt
    session.environment.progressDelay = .zero
    session.environment.progress = { work in
      if work.text.contains(": 3 of ") { interrupt.request() }
    }
    let said = session.said(
      to: "transfer gains tasks=[pos, names] seeds=2 epochs=1 \(Self.small)",
      mode: .prompt)
    interrupt.reset()
    #expect(said.hasPrefix("stopped after 3 of 8 trainings: gains holds them"))
    #expect(session.said(to: "print length(gains.score)") == "3")
  }
}
