import Foundation
import SluiceDiagnostics
import SluiceSession
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

  @Test("A sweep on file goes on where it stopped")
  func resumes() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: UUID().uuidString
    ).path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/rows.csv"
    func sweep(_ block: String) -> (output: String, mistakes: [String]) {
      run(
        "sweep t n=1..3 to=\"rows.csv\" { \(block) }\nprint t.value",
        in: folder)
    }
    #expect(sweep("let value = n * 2").output.contains("[2, 4, 6]"))
    // A row that is there is not worked out again; one cut short is.
    var lines = try String(contentsOfFile: file, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let first = try #require(lines.firstIndex(of: "n=1,2"))
    lines[first] = "n=1,70"
    let last = try #require(lines.firstIndex(of: "n=3,6"))
    lines[last] = "n=3"
    try lines.joined(separator: "\n").write(
      toFile: file, atomically: true, encoding: .utf8)
    #expect(sweep("let value = n * 2").output.contains("[70, 4, 6]"))
    #expect(
      sweep("let value = n * 3").mistakes == [
        "rows.csv holds something else than this sweep's rows"
      ])
  }

  @Test("A mistake in a run says which, and nothing is defined")
  func mistakes() {
    #expect(
      run("sweep t n=0..1 { let x = 1 / n }").mistakes.first?
        .hasSuffix(", in the run n=0") == true)
    #expect(
      run("sweep t n=1..2 { print n }").mistakes == [
        "a sweep's block names nothing with `let`"
      ])
    #expect(
      run("sweep t n=1..2 { let n = 3 }").mistakes == [
        "`n` is both varied and named by the block"
      ])
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
      output.contains(
        """
        a is better than b, with 42.11% fewer errors
        a is better than c, with 42.11% fewer errors
        b and c are not distinguishable
        """))
  }

  @Test("Stopped, a sweep says how it can go on")
  func stopped() {
    let interrupt = Interrupt()
    interrupt.request()
    var session = Session(Environment(interrupt: interrupt, threads: 2))
    let outcome = session.run(
      SourceText("sweep t n=1..3 { let x = n }", name: "sweep"), mode: .prompt
    ) { _ in }
    #expect(outcome.diagnostics.map(\.code) == [.interrupted])
    #expect(session.state.values["t"] == nil)
  }
}
