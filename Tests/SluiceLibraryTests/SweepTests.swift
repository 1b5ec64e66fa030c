import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput
import Testing

/// Sweeps give the same table whatever the order, and go on where they stopped.
@Suite("Sweeps") struct SweepTests {
  private func run(
    _ text: String, threads: Int = 2, in folder: String = "."
  ) -> (output: String, mistakes: [String]) {
    let interrupt = Interrupt()
    var session = Session(
      Environment(interrupt: interrupt, folder: folder, threads: threads))
    var output = Output.nothing
    let outcome = session.run(
      SourceText(text, name: "sweep"), mode: .prompt
    ) { output += $0 }
    return (
      TerminalRenderer(width: 80, color: false).render(output),
      outcome.diagnostics.map(\.title)
    )
  }

  @Test("The first axis is the slowest, and lets are columns")
  func table() {
    let (output, mistakes) = run(
      """
      sweep t a=[x, y] b=1..2 {
        let sum = b + 10
        let name = a
      }
      show t
      print t.sum
      """)
    #expect(mistakes == [])
    #expect(
      output == """
        t: 4 runs over a, b; sum, name
        a  b  sum  name
        x  1   11  x
        x  2   12  x
        y  1   11  y
        y  2   12  y
        [11, 12, 11, 12]
        """)
  }

  static let training = """
    corpus toy = toy_english(sentences=30)
    task pos = toy.pos
    sweep t hidden=[4, 6] seed=1..2 {
      network net tasks=[pos] layers=1 hidden=hidden word=4 characters=4 spelling=4
      train net on=toy dev=toy epochs=2
      let score = accuracy(net, pos, toy)
    }
    """

  @Test("The numbers do not depend on how many run at a time")
  func order() {
    let one = run(Self.training + "\nprint t.score", threads: 1)
    let two = run(Self.training + "\nprint t.score", threads: 2)
    #expect(one.mistakes == [])
    #expect(one.output == two.output)
  }

  @Test("A run that fails by itself is a row, and the others go on")
  func failures() {
    let (output, mistakes) = run(
      """
      sweep t n=0..2 {
        let share = 1 / n
        let double = 2 * n
      }
      show t
      print t.failure
      print mean(present(t.share)) length(present(t.share))
      print mean(t.share)
      """)
    #expect(
      output == """
        t: 3 runs over n; share, double; 1 failed
        note: 1 of 3 runs failed with division-by-zero: this divides by zero
        n  share  double  failure
        0      –       –  division-by-zero
        1      1       2  –
        2    0.5       4  –
        ["division-by-zero", missing, missing]
        0.75 2
        """)
    #expect(mistakes == ["1 of 3 values are missing"])
  }

  @Test("What every run would meet is told before any")
  func mistakes() {
    for (block, mistake) in [
      ("let x = acuracy(n)", "there is no function `acuracy`"),
      ("let x = n + \"a\"", "a number and a text cannot be added"),
      ("let x = [1, 2][n + 2]", "there is no item 3"),
      ("let x = 1 / 0", "this divides by zero"),
      ("print n", "a sweep's block names nothing with `let`"),
      ("let n = 3", "`n` is both varied and named by the block"),
      (
        "let failure = 3",
        "`failure` is the table's own column, which says why runs failed"
      ),
    ] {
      let (output, mistakes) = run("sweep t n=1..2 { \(block) }")
      #expect(mistakes == [mistake])
      #expect(output == "")
    }
    // Only work tells: the runs are begun, and none has a value.
    #expect(
      run(
        """
        corpus toy = toy_english(sentences=10)
        sweep t n=1..2 {
          task pos = toy.pos
          network net tasks=[pos] layers=1 hidden=2 spelling=2 word=2 characters=2
          train net epochs=1 dev=none optimizer=sgd(lr=1e30)
          let x = n
        }
        """
      ).mistakes.first?.hasPrefix("all 2 runs failed, the first with: ")
        == true)
  }

  @Test("A comparison says what differs and what does not")
  func compares() {
    let (output, mistakes) = run(
      """
      sweep t method=[a, b, c] domain=1..4 seed=1..2 {
        let gain = if_else(method == "a", 0.2, 0)
        let score = 0.5 + gain + domain / 100 + if_else(method == "c", 0.001 * (seed - 1.5) * (domain - 2), 0)
      }
      compare t of=score
      """)
    #expect(mistakes == [])
    #expect(
      output == """
        t: 24 runs over method, domain, seed; gain, score
        method  runs  mean score  deviation      95% interval
        a          8      0.7250     0.0120  0.7045 to 0.7455
        b          8      0.5250     0.0120  0.5045 to 0.5455
        c          8      0.5250     0.0120  0.5045 to 0.5455
        score by method, with 95% intervals
        a                                                   ├────●────┤
        b  ├────●────┤
        c  ├────●────┤
           0.504                                                  0.746
        difference    mean      95% interval       p  flips  verdict
        a − b       0.2000  0.2000 to 0.2000  <0.001  0.330  a is better: 42.11% fewer
                                                             errors
        a − c       0.2000  0.2000 to 0.2000  <0.001  0.330  a is better: 42.11% fewer
                                                             errors
        b − c       0.0000  0.0000 to 0.0000   1.000  1.000  not distinguishable
        note: units: domain (4), each averaged over seed; 3 degrees of freedom
        note: sign flips of 4 units reach no p below 0.125, or 0.330 corrected
        note: runs are paired; intervals and p come from t tests on the units' means,
        flips is the p of sign-flip tests on them; those of differences are corrected
        for 3 comparisons by Šidák's method
        """)
  }

  @Test("A comparison with one method, over sentences, in three kinds of file")
  func files() throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (output, mistakes) = run(
      """
      corpus toy = toy_english(sentences=30)
      task pos = toy.pos
      sweep t hidden=[2, 8, 12] seed=1..2 {
        network net tasks=[pos] layers=1 hidden=hidden word=4 characters=4 spelling=4 seed=seed
        train net epochs=3 dev=none seed=seed
        let score = accuracy(net, pos, toy.test)
        let sentences = tally(net, pos, toy.test)
        let parameters = net.parameters
      }
      compare t with="2" sentences=sentences to="t.md"
      compare t of=score with="2" to="t.csv"
      compare t of=score to="t.svg"
      compare t to="t.pdf"
      """, in: folder)
    #expect(mistakes == ["a comparison is not written as t.pdf"])
    #expect(output.contains("p over sentences"))
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }
    let lines = try text("t.md").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines[0]
        == "| hidden | runs | mean score | deviation | 95% interval | parameters |"
    )
    #expect(lines.filter { $0.contains(" − 2 | ") }.count == 2)
    #expect(!lines.contains { $0.contains("8 − 12") })
    #expect(
      try text("t.csv").hasPrefix(
        "hidden,runs,mean score,deviation,95% interval,parameters\n2,2,"))
    #expect(try text("t.svg").contains("<circle"))
  }

  @Test("What cannot be compared is refused, and nothing traps")
  func hostile() {
    let training = """
      corpus toy = toy_english(sentences=10)
      task pos = toy.pos
      sweep t hidden=[2, 4] seed=1..2 {
        network net tasks=[pos] layers=1 hidden=hidden word=2 characters=2 spelling=2
        train net epochs=1 dev=none
        let score = net.run.score
      }
      compare t
      """
    #expect(
      run(training).mistakes == [
        "all 4 runs failed, the first with: this training had no development"
          + " score of pos"
      ])
    func compared(_ block: String, _ rest: String = "") -> [String] {
      run("sweep t m=[a, b] n=1..3 { \(block) }\ncompare t \(rest)").mistakes
    }
    #expect(compared("let x = 1e300") == ["x is 1e300 in row 1 of t"])
    #expect(
      compared("let x = 0") == ["the 3 runs of each m are one run over again"])
    #expect(compared("let x = n / 10\nlet parameters = 1e300") == [])
    // Tallies of accuracy beside tallies of spans have no common score.
    #expect(
      compared(
        "let x = n / 10\nlet s = if_else(m == \"a\", \"1/2\", \"1/2/3\")",
        "sentences=s") == [])
    #expect(
      compared("let x = 0.5\nlet s = \"1/2 1\"", "sentences=s")
        == ["expected a tally in each row, found a text"])
    #expect(
      run("sweep t n=[0.12341, 0.12344] { let x = n }\nprint t.x").mistakes
        == [])
    #expect(
      run("sweep t n=[] { let x = n }\ncompare t").mistakes
        == ["no run of t has a value of x"])
    #expect(
      run("sweep t n=1..2 { let x = n }\ncompare t with=\"7\"").mistakes
        == ["n has no value 7"])
  }

  @Test("Stopped before a run has ended, a sweep leaves nothing")
  func stopped() {
    let interrupt = Interrupt()
    interrupt.request()
    var session = Session(Environment(interrupt: interrupt, threads: 2))
    let outcome = session.run(
      SourceText("sweep t n=1..3 { let x = n }", name: "sweep"), mode: .prompt
    ) { _ in }
    #expect(outcome.diagnostics.map(\.code) == [.interrupted])
    #expect(session.state["t"] == nil)
  }
}
