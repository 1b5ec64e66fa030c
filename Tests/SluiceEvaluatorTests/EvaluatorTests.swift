import SluiceDiagnostics
@testable import SluiceEvaluator
import SluiceLanguage
import SluiceOutput
import Testing

/// A script, and all that a session of boxes says to it.
private func said(_ script: String) -> String {
  var session = Session(.boxes)
  let renderer = TerminalRenderer()
  var lines: [String] = []
  let outcome = session.run(
    SourceText(script, name: "boxes.sluice"), mode: .prompt
  ) { lines.append(renderer.render($0)) }
  return (lines + outcome.diagnostics.map { $0.rendered(color: false) })
    .joined(separator: "\n")
}

/// What a dry run finds wrong with a script.
private func findings(_ script: String) -> [String] {
  var environment = Environment.boxes
  let dry = DryRun()
  environment.dryRun = dry
  var session = Session(environment)
  _ = session.run(
    SourceText(script, name: "boxes.sluice"), mode: .file
  ) { _ in }
  return dry.findings.mistakes.map(\.title)
}

@Suite("The evaluator, with a language of two commands") struct EvaluatorTests {
  @Test("A copy is a copy, and a loop over names is about what they stand for")
  func places() {
    #expect(
      said(
        """
        box a = 3
        let b = a
        fill b more=2
        for each in [a, b] { fill each }
        a.items + b.items
        """) == """
          b holds 5
          a holds 4
          b holds 6
          10
          """)
  }

  @Test("A field takes its own kind, by its name where it is changed")
  func refusals() {
    #expect(
      said("fill 3") == """
        error[wrong-type]: expected a box, found a number
         --> boxes.sluice:1:6
          |
        1 | fill 3
          |      ^
          = hint: make one: box mine = 3
        """)
    #expect(
      said("box a = 1\nlet all = [a]\nfill all[1]") == """
        error[wrong-type]: only what has a name can be changed
         --> boxes.sluice:3:6
          |
        3 | fill all[1]
          |      ^^^^^^ is a value without a name
          = hint: give it one first: let mine = all[1]
        """)
  }

  @Test(
    "A dry run finds what is wrong, does no work and knows what it left out")
  func dryRun() {
    #expect(
      findings(
        """
        box a = 1
        fill a
        assert a.items == 1
        let c = a.item
        fill a more=11
        let d = a.item
        box b = 1
        fill b.items
        fill nobody
        """) == [
          "a box has no part called `item`", "a has no room for 11",
          "expected a box, found a number", "nothing is called `nobody`",
        ])
  }

  @Test("Sweeps, conditions and assertions need no other commands")
  func statements() {
    #expect(
      said(
        """
        box a = 2
        sweep runs more=1..3 {
          fill a more=more
          let full = a.items
        }
        runs.full
        if a.items == 2 { assert a.items > 2 "the runs had copies" }
        """) == """
          runs: 3 runs over more; full
          [3, 4, 5]
          error[assertion-failed]: the runs had copies
           --> boxes.sluice:7:26
            |
          7 | if a.items == 2 { assert a.items > 2 "the runs had copies" }
            |                          ^^^^^^^^^^^ a.items = 2, wanted > 2
          """)
  }
}
