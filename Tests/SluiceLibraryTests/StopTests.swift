import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceLibrary
import SluiceNotebook
import SluiceOutput
import Testing

/// What is said of a stop is made from who stopped it, and is true of what is
/// there afterwards.
@Suite("Stops") struct StopTests {
  private static let made = """
    corpus toy = toy_english(sentences=20, domains=[mail])
    task pos = toy.pos
    network net tasks=[pos] layers=1 hidden=4 word=4 spelling=2 head=4

    """

  /// A session in which somebody asks for a stop once so many batches of a
  /// training are done.
  private func session(
    after batches: Int, _ reason: StopReason = .user, times: Int = 1
  ) -> Session {
    var session = Session()
    _ = session.said(to: Self.made)
    let interrupt = session.environment.interrupt
    session.environment.progress = { work in
      guard work.text.contains("batch \(batches) ") else { return }
      for _ in 0..<times { interrupt.request(reason) }
    }
    return session
  }

  @Test("At the prompt a training that is stopped keeps what it learned")
  func kept() {
    for (reason, phrase) in [
      (StopReason.user, "on request"),
      (.terminated, "by the end of the program"),
    ] {
      var session = session(after: 1, reason)
      let said = session.said(to: "train net epochs=9 dev=none", mode: .prompt)
      #expect(
        said.contains(
          """
          stopped \(phrase) in epoch 1; the weights are those of epoch 1
          net is usable as it is; `train` goes on
          """))
      session.environment.interrupt.reset()
      #expect(session.said(to: "print net.epochs") == "1")
    }
  }

  @Test(
    "Where what was stopped is undone, nothing says that it was kept",
    arguments: [
      ("train net epochs=9 dev=none", Mode.file, 1),
      ("if true { train net epochs=9 dev=none }", .prompt, 1),
      ("for n in [net] { train n epochs=9 dev=none }", .prompt, 1),
      ("train net epochs=9 dev=none", .prompt, 2),
    ])
  func undone(script: String, mode: Mode, times: Int) {
    var session = session(after: 2, times: times)
    let said = session.said(to: script, mode: mode)
    #expect(
      said.hasPrefix(
        times == 2
          ? "error[interrupted]: training was stopped twice, and rolled back"
          : "error[interrupted]: training was stopped in epoch 1"))
    #expect(!said.contains("can be used"))
    #expect(said.contains("is unchanged"))
    session.environment.interrupt.reset()
    #expect(session.said(to: "print net.epochs") == "0")
  }

  @Test("A cell says who stopped it, once, and the next one runs")
  func cells() throws {
    let cell =
      "```sluice timeout=0.2s\ntrain net epochs=100000"
      + " dev=none\n```\n"
    let text =
      "```sluice\n\(Self.made)```\n\n" + cell
      + "\n```sluice\nprint net.epochs\n```\n"
    var run = NotebookRun(try Notebook(text, name: "doc"), in: Session())
    var said: [String] = []
    func step() -> [String] {
      run.step { said.append(TerminalRenderer.recording.render($0)) }
        .map { $0.rendered(color: false) }
    }
    #expect(step() == [])
    said = []
    #expect(
      step() == [
        """
        error[timeout]: the cell took longer than its timeout
         --> doc:7:1
          |
        7 | ```sluice timeout=0.2s
          | ^^^^^^^^^^^^^^^^^^^^^^
          = hint: raise timeout=, or do less; what this cell did was undone
        """
      ])
    #expect(said == [])
    run.skip()
    #expect(step() == [])
    #expect(said == ["0"])
  }

  @Test(
    "Whatever works long ends where it is asked to",
    arguments: [
      "evaluate net", "inspect net cost", "inspect net flow",
      "print loss(net, pos, toy.test)", "print accuracy(net, pos, toy.test)",
      "predict net text=\"Anna reads .\"",
      "print significance(net, net, pos, toy.test)",
      "corpus other = toy_english(sentences=20000)",
      "corpus other = synthetic(train=50000)", "save net \"/nowhere/net\"",
    ])
  func everywhere(script: String) {
    var session = Session()
    _ = session.said(to: Self.made)
    let interrupt = session.environment.interrupt
    let outcome = session.run(
      SourceText("print 1\n" + script, name: "demo.sluice"), mode: .prompt
    ) { _ in interrupt.request(.runTimeout) }
    #expect(outcome.diagnostics.map(\.code) == [.timeout])
    #expect(outcome.exitStatus == 4)
  }

  @Test("A file that is stopped ends so, though its last statement was done")
  func last() {
    var session = Session()
    let interrupt = session.environment.interrupt
    let outcome = session.run(
      SourceText("print 1", name: "demo.sluice"), mode: .file
    ) { _ in interrupt.request() }
    #expect(outcome.exitStatus == 130 && outcome.done == 1)
    #expect(
      outcome.diagnostics.map(\.hint) == ["this statement was still done"])
  }

  // MARK: - Ends that nobody asked for

  @Test("Where nothing is drawn to learn from, nobody is said to have stopped")
  func nothingDrawn() {
    for rate in ["0.001", "0.00001"] {
      var session = Session()
      let said = session.said(
        to: """
          corpus toy = toy_english(sentences=10, domains=[mail])
          task pos = toy.pos rate=\(rate)
          network net tasks=[pos] layers=1 hidden=4
          train net epochs=3 dev=none
          """)
      #expect(
        said.hasSuffix(
          """
          error[no-labels]: no sentence was drawn to learn from
           --> demo.sluice:4:7
            |
          4 | train net epochs=3 dev=none
            |       ^^^
            = hint: net is unchanged: raise the rate of its tasks, or train on \
          more sentences
          """))
    }
  }

  @Test(
    "Weights that are no finite numbers are never kept",
    arguments: [
      "optimizer=adam(lr=3e38) epochs=1", "optimizer=sgd(lr=3e38) epochs=1",
      "optimizer=sgd(lr=1e30) epochs=4", "noise=1e38 epochs=1",
    ])
  func diverged(options: String) {
    var session = Session()
    let said = session.said(
      to: Self.made + "train net dev=none batch=1000 \(options)")
    #expect(said.contains("error[diverged]"))
    #expect(said.contains("net is unchanged"))
    #expect(session.said(to: "print net.epochs") == "0")
  }

  @Test("The best epoch before a divergence is kept, and that is said")
  func bestOfDiverged() throws {
    // Warm-up brings the rate to what diverges in a later epoch.
    let train =
      "train net epochs=30 dev=none batch=1000"
      + " optimizer=sgd(lr=1e15) schedule=linear(warmup=99)"
    var session = Session()
    let said = session.said(to: Self.made + train)
    if said.contains("error") { Issue.record("\(said)") }
    #expect(said.contains("which diverged at batch"))
    let kept = try #require(session.said(to: "print net.epochs").first)
    #expect(kept != "0")
    #expect(session.said(to: "print loss(net, pos, toy.test) < 1e38") == "true")
    // In a sweep nobody reads it: there it is a failure.
    #expect(
      session.said(
        to: "sweep runs seed=[1] { network one tasks=[pos] layers=1 hidden=4\n"
          + train.replacing("net", with: "one") + "\nlet e = one.epochs }"
      ).contains("error[diverged]"))
  }
}
