import SluiceDiagnostics
import SluiceEvaluator
import SluiceLibrary
import Testing

/// What `search` tries, keeps and says.
@Suite("Searches") struct SearchCommandTests {
  static let made = """
    corpus toy = toy_english(sentences=12, domains=[mail])
    task pos = toy.pos
    task names = toy.ner

    """
  private static let small =
    "layers=1 hidden=4 word=4 characters=2 spelling=2 head=4"

  private func session(threads: Int? = nil) -> Session {
    var session = Session()
    if let threads { session.environment.threads = threads }
    _ = session.said(to: Self.made)
    return session
  }

  @Test("A search is what its seed makes it, on any number of threads")
  func reproducible() {
    let search =
      "search best tasks=[pos, names] tries=4 epochs=1 seed=7 \(Self.small)"
    let shown = """

      print best.tries.score best.tries.way best.tries.tied
      print best.tries.alpha best.tries.subspaces best.tries.tokens
      print accuracy(best, pos, toy.test)
      """
    var one = session(threads: 1)
    let said = one.said(to: search + shown)
    var three = session(threads: 3)
    #expect(three.said(to: search + shown) == said)
    var other = session(threads: 1)
    #expect(
      other.said(to: search.replacing("seed=7", with: "seed=8") + shown) != said
    )
  }

  @Test("The best network of a small space is found where all of it is tried")
  func best() {
    var session = session()
    let said = session.said(
      to: """
        search best tasks=[pos, names] tries=5 epochs=2 subspaces=1 \
        beside=no \(Self.small)
        assert length(best.tries.score) == 5
        assert max(best.tries.score) == accuracy(best, pos, toy.dev)
        let apart = where(best.tries, tied, "none")
        let tied = where(best.tries, tied, "1")
        print length(apart.score) length(tied.score)
        assert best.epochs == 2
        """)
    #expect(said.hasSuffix("\n3 2"), "\(said)")
    let gap = String(repeating: " ", count: 25)
    #expect(said.contains("this search\(gap)5  ties × low"), "\(said)")
    #expect(said.contains("19,073,486,328,125"))
  }

  @Test("Halving trains all a little, and the best of them to the end")
  func halving() {
    var session = session()
    let said = session.said(
      to: """
        search best tasks=[pos, names] tries=4 epochs=2 method=halving \
        factor=2 \(Self.small)
        let tried = where(best.tries, way, halving)
        print sum(tried.epochs) max(tried.epochs) length(tried.epochs)
        print where(best.tries, way, sluice).epochs
        """)
    #expect(said.hasSuffix("\n6 2 4\n[2, 2, 2]"), "\(said)")
    #expect(
      said.contains(
        "note: halving: 4 tries to 1 epoch, then 2 tries to 2 epochs")
    )
  }

  @Test("Its table is one that other commands read, and its course is drawn")
  func table() {
    var session = session()
    let said = session.said(
      to: """
        search best tasks=[pos, names] tries=3 epochs=1 test=toy.test \
        \(Self.small)
        compare best.tries by=way
        plot best search
        """)
    #expect(said.contains("on toy.test, which chose nothing: pos "), "\(said)")
    #expect(said.contains("random − sluice"), "\(said)")
    #expect(
      said.contains(
        "best development score so far, in percent, in the search for best"),
      "\(said)")
  }

  private static let refusals = [
    Transcript(
      "one task",
      "search best tasks=[pos]",
      """
      error[missing-argument]: `search` needs two tasks or more
       --> demo.sluice:1:20
        |
      1 | search best tasks=[pos]
        |                    ^^^
        = hint: for instance tasks=[names, pos]
      """),
    Transcript(
      "more tries than networks",
      "search best tasks=[pos, names] layers=1 subspaces=1 tries=6",
      """
      error[out-of-range]: there are 5 architectures to try, not 6
       --> demo.sluice:1:1
        |
      1 | search best tasks=[pos, names] layers=1 subspaces=1 tries=6
        | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = hint: take fewer tries, or more layers or subspaces
      """),
    Transcript(
      "subspaces that do not fit",
      "search best tasks=[pos, names] hidden=4 subspaces=[1, 3]",
      """
      error[indivisible]: 4 hidden units cannot be cut into 3 subspaces
       --> demo.sluice:1:55
        |
      1 | search best tasks=[pos, names] hidden=4 subspaces=[1, 3]
        |                                                       ^
        = hint: take 1, 2, 4, or another hidden=
      """),
    Transcript(
      "a way that is none",
      "search best tasks=[pos, names] method=randm",
      """
      error[unknown-choice]: `randm` is not a valid choice here
       --> demo.sluice:1:39
        |
      1 | search best tasks=[pos, names] method=randm
        |                                       ^^^^^
        = hint: did you mean `random`?
      """),
    Transcript(
      "a network that was not searched for",
      "network net tasks=[pos] layers=1 hidden=4\nplot net search",
      """
      net: sluice for pos; 1 layer of 4, 2 subspaces, [..]
      error[wrong-type]: net was not found by a search
       --> demo.sluice:2:6
        |
      2 | plot net search
        |      ^^^
        = hint: search best tasks=[…] tries=20
      """),
  ]

  @Test("Bad input is refused before any work", arguments: refusals)
  func refused(transcript: Transcript) {
    var session = session()
    let said = session.said(to: transcript.script)
    let wanted = transcript.said.split(separator: "[..]", maxSplits: 1)
    if wanted.count == 2 {
      #expect(said.hasPrefix(wanted[0]) && said.hasSuffix(wanted[1]), "\(said)")
    } else {
      #expect(said == transcript.said)
    }
  }

  @Test("What was tried before a stop is kept at the prompt, and not in a file")
  func stopped() {
    for mode in [Mode.prompt, .file] {
      var session = session(threads: 1)
      let interrupt = session.environment.interrupt
      session.environment.progressDelay = .zero
      session.environment.progress = { work in
        if work.text.contains(": 2 of ") { interrupt.request() }
      }
      let said = session.said(
        to: "search best tasks=[pos, names] tries=5 epochs=1 \(Self.small)",
        mode: mode)
      interrupt.reset()
      if mode == .prompt {
        #expect(
          said.hasPrefix(
            "stopped early: 2 of 5 of random, 0 of 5 of sluice were trained"),
          "\(said)")
        #expect(session.said(to: "print length(best.tries.score)") == "2")
      } else {
        #expect(
          said.hasPrefix(
            "error[interrupted]: stopped on request after 2 of 5 tries"),
          "\(said)")
        #expect(session.said(to: "print best").contains("unknown-name"))
      }
    }
  }

  @Test("A search whose networks all diverge fails, and says why")
  func diverged() {
    var session = session()
    let said = session.said(
      to: "search best tasks=[pos, names] tries=2 epochs=1 beside=no"
        + " optimizer=sgd(lr=1e30) \(Self.small)")
    #expect(
      said.hasPrefix(
        "error[diverged]: all 2 tries failed, the first since the loss is no"
          + " longer a finite number"), "\(said)")
  }
}
