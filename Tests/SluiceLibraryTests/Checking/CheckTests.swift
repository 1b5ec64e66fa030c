import SluiceDiagnostics
import Testing

/// What a check says, whole.
@Suite("Check") struct CheckTests {
  /// Commands of one cell, and what is said of them.
  struct Case: CustomTestStringConvertible {
    var commands, said: String
    var testDescription: String { commands.replacing("\n", with: "⏎") }
    init(_ commands: String, says said: String) {
      self.commands = commands
      self.said = said
    }
  }

  private static let toy = """
    corpus toy = toy_english(sentences=60)
    task pos = toy.pos
    task names = toy.ner metric=span_f1
    network net tasks=[names, pos] layers=2 hidden=16
    """

  static let cases: [Case] = [
    Case(
      "let x = 1\nprint y",
      says: """
        error[unknown-name]: nothing is called `y`
         --> doc.sluice:3:7
          |
        3 | print y
          |       ^ nothing above defines it
        """),
    // A type that is known though the value is not.
    Case(
      toy + "\nprint accuracy(net, pos, toy.test) + \"%\"",
      says: """
        error[wrong-type]: a number and a text cannot be added
         --> doc.sluice:6:7
          |
        6 | print accuracy(net, pos, toy.test) + "%"
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          = hint: `+` takes two numbers, two texts or two lists
        """),
    // The shape of a network that was never made.
    Case(
      toy + "\ntrain net\nset net.alpha[1] = [1, 2, 3]",
      says: """
        error[shape-mismatch]: 16 numbers are needed here, not 3
         --> doc.sluice:7:20
          |
        7 | set net.alpha[1] = [1, 2, 3]
          |                    ^^^^^^^^^
          = hint: alpha has 4 streams: 2 stacks × 2 subspaces; write 4 rows of 4 numbers
        """),
    Case(
      toy + "\ntrain net\nsubspaces net 3",
      says: """
        error[indivisible]: 16 hidden units cannot be cut into 3 subspaces
         --> doc.sluice:7:1
          |
        7 | subspaces net 3
          | ^^^^^^^^^^^^^^^
          = hint: take 1, 2, 4, 8, 16, or another hidden=
        """),
    // That a network would be trained by then counts, too.
    Case(
      toy + "\ntrain net\nskip net concat",
      says: """
        error[needs-rebuild]: this would throw away what net has learned in the head of names and the head of pos
         --> doc.sluice:7:1
          |
        7 | skip net concat
          | ^^^^^^^^^^^^^^^
          = hint: add rebuild=yes to reinitialize those weights
        """),
    Case(
      toy + "\nplot net loss",
      says: """
        error[not-trained]: net has no curves: it is untrained
         --> doc.sluice:6:6
          |
        6 | plot net loss
          |      ^^^
          = hint: train net
        """),
    // Every mistake of a command, and nothing that only follows from one.
    Case(
      toy + "\ntrain nett epochs=\"two\" batch=0\nlet score = acuracy(net, pos)"
        + "\nprint score + 1",
      says: """
        error[unknown-name]: nothing is called `nett`
         --> doc.sluice:6:7
          |
        6 | train nett epochs="two" batch=0
          |       ^^^^ nothing above defines it
          = hint: did you mean `net`?
        error[wrong-type]: expected a number, found a text
         --> doc.sluice:6:19
          |
        6 | train nett epochs="two" batch=0
          |                   ^^^^^
        error[out-of-range]: `batch` must be at least 1, not 0
         --> doc.sluice:6:31
          |
        6 | train nett epochs="two" batch=0
          |                               ^
        error[unknown-function]: there is no function `acuracy`
         --> doc.sluice:7:13
          |
        7 | let score = acuracy(net, pos)
          |             ^^^^^^^
          = hint: did you mean `accuracy`?
        """),
    // A loop says each thing once, and meets later items.
    Case(
      "for h in [4, 5, 0] { print nobody 20 / h }",
      says: """
        error[unknown-name]: nothing is called `nobody`
         --> doc.sluice:2:28
          |
        2 | for h in [4, 5, 0] { print nobody 20 / h }
          |                            ^^^^^^ nothing above defines it
        error[division-by-zero]: this divides by zero
         --> doc.sluice:2:40
          |
        2 | for h in [4, 5, 0] { print nobody 20 / h }
          |                                        ^ is 0
        """),
    // A sweep is met at every value of every axis, and its table is known.
    Case(
      "sweep runs a=[1, 2] b=[x, y, z] { let c = 1 / (a - 2) }\n"
        + "compare runs of=d",
      says: """
        error[unknown-column]: runs has no column d here
         --> doc.sluice:3:17
          |
        3 | compare runs of=d
          |                 ^
          = hint: choose c
        """),
    // A mistake of one run is a row; what all runs meet is told.
    Case(
      "sweep runs a=[1, 2] b=[x, y, z] { let c = 1 / (a - a) + d }",
      says: """
        error[division-by-zero]: this divides by zero
         --> doc.sluice:2:47
          |
        2 | sweep runs a=[1, 2] b=[x, y, z] { let c = 1 / (a - a) + d }
          |                                               ^^^^^^^ is 0
        error[unknown-name]: nothing is called `d`
         --> doc.sluice:2:57
          |
        2 | sweep runs a=[1, 2] b=[x, y, z] { let c = 1 / (a - a) + d }
          |                                                         ^ nothing above defines it
        """),
    // Both branches of what only training decides.
    Case(
      toy + "\nif accuracy(net, pos, toy.test) > 0.9 { print high }"
        + " else { print low }",
      says: """
        error[unknown-name]: nothing is called `high`
         --> doc.sluice:6:47
          |
        6 | if accuracy(net, pos, toy.test) > 0.9 { print high } else { print low }
          |                                               ^^^^ nothing above defines it
        error[unknown-name]: nothing is called `low`
         --> doc.sluice:6:67
          |
        6 | if accuracy(net, pos, toy.test) > 0.9 { print high } else { print low }
          |                                                                   ^^^ nothing above defines it
        """),
    // Of a branch that is not taken, what no value could make right.
    Case(
      "param real = false\n"
        + "if real { corpus c = columns(\"not/there\")\nprint 1 / 0 clor }",
      says: """
        error[unknown-name]: nothing is called `clor`
         --> doc.sluice:4:13
          |
        4 | print 1 / 0 clor }
          |             ^^^^ nothing above defines it
        """),
    Case(
      "assert length([1, 2]) == 3 \"three\"",
      says: """
        error[assertion-failed]: three
         --> doc.sluice:2:8
          |
        2 | assert length([1, 2]) == 3 "three"
          |        ^^^^^^^^^^^^^^^^^^^ length([1, 2]) = 2, wanted == 3
        """),
    // After a syntax error the rest is looked at, but for what it may define.
    Case(
      "let x = (1 +\nprint y\nprint x z",
      says: """
        error[unclosed-bracket]: this `(` is never closed
         --> doc.sluice:2:9
          |
        2 | let x = (1 +
          |         ^ opened here
          = hint: close it with `)`
        error[unknown-name]: nothing is called `z`
         --> doc.sluice:4:9
          |
        4 | print x z
          |         ^ nothing above defines it
        """),
  ]

  @Test("Messages are those of running, all of them", arguments: cases)
  func says(_ example: Case) {
    #expect(Checking.said(Checking.cell(example.commands)) == example.said)
  }

  @Test("All cells are checked, in order, those that announce an error too")
  func cells() {
    let text =
      Checking.cell("print a") + "\n" + Checking.cell("print b", "no-run")
      + "\n" + Checking.cell("print c", "error=unknown-name")
      + "\n" + Checking.cell("print 1 / 0", "error=unknown-name")
      + "\n" + Checking.cell("print 1", "error=unknown-name")
      + "\n" + Checking.cell("print 1", "error=diverged")
      + "\n" + Checking.cell("print d")
    let found = Checking.findings(text)
    #expect(
      found.map(\.title) == [
        "nothing is called `a`",
        "the cell should fail with unknown-name but failed with"
          + " division-by-zero", "this divides by zero",
        "the cell should fail with unknown-name but did not",
        "the cell should fail with diverged but did not",
        "nothing is called `d`",
      ])
  }

  @Test("A cell that announces what only work can show is left alone")
  func announced() {
    let net = """
      corpus toy = toy_english(sentences=60)
      task pos = toy.pos
      network net tasks=[pos] hidden=16
      train net
      """
    #expect(Checking.said(Checking.cell(net, "error=diverged")).isEmpty)
    #expect(
      Checking.said(Checking.cell(net + "\nprint nobody", "error=diverged"))
        .isEmpty)
    #expect(
      !Checking.said(Checking.cell("print nobody\n" + net, "error=diverged"))
        .isEmpty)
    #expect(
      Checking.said(
        Checking.cell(
          "corpus c = toy_english()\nassert 1 > 2", "error=assertion-failed")
      ).isEmpty)
  }

  @Test("Parameters: given values, unused ones")
  func parameters() {
    let text = Checking.cell(
      "param epochs = 3 in 1..10\nparam spare = 1\nprint epochs")
    #expect(
      Checking.findings(text).map(\.title) == [
        "nothing reads the parameter `spare`"
      ])
    #expect(
      Checking.findings(text, given: ["epochs": "99", "speed": "1"])
        .map(\.title) == [
          "`epochs` must be from 1 to 10, not 99",
          "doc.sluice has no parameter speed",
          "nothing reads the parameter `spare`",
        ])
  }

  @Test("Every profile's values are looked at")
  func profiles() {
    let text =
      "<!-- sluice: seed=1\n     profile ci: n=11 m=1 -->\n\n"
      + Checking.cell("param n = 1 in 1..10\nprint n")
    #expect(
      Checking.said(text) == """
        error[out-of-range]: `n` must be from 1 to 10, not 11
         --> doc.sluice:2:18
          |
        2 |      profile ci: n=11 m=1 -->
          |                  ^^^^
          = hint: n is 1 if nothing is given, and in 1..10
        error[unknown-name]: doc.sluice has no parameter m
         --> doc.sluice:2:23
          |
        2 |      profile ci: n=11 m=1 -->
          |                       ^^^
          = hint: it has n
        """)
  }

  @Test("A profile's mistake is marked where its value stands")
  func profilePlaces() {
    let text =
      "<!-- sluice: profile a: n=11 warm_n=1\n"
      + "     profile b: warm_n=11 n=11 -->\n\n"
      + Checking.cell(
        "param n = 1 in 1..10\nparam warm_n = 1\nprint n warm_n")
    #expect(
      Checking.findings(text).compactMap(\.place).map {
        "\($0.line):\($0.characterColumns.lowerBound)"
      } == ["1:25", "2:27"])
  }

  @Test("A hundred values for five hundred cells take no time")
  func manyValues() {
    let values = (0..<100).map { "p\($0)=\($0)" }.joined(separator: " ")
    let cells = (0..<500).map {
      Checking.cell(
        $0 < 100 ? "param p\($0) = 0\nprint p\($0)" : "print \($0)")
    }
    let text =
      "<!-- sluice: profile ci: \(values) -->\n\n"
      + cells.joined(separator: "\n")
    let start = ContinuousClock.now
    #expect(Checking.findings(text) == [])
    #expect(ContinuousClock.now - start < .seconds(4))
  }

  @Test("What stands after a certain `quit` is never run")
  func quit() {
    let after = "\n" + Checking.cell("print nobody")
    #expect(
      Checking.findings(Checking.cell("quit") + after).map(\.title) == [
        "this cell is never run"
      ])
    // With other parameters it is: what is wrong whatever they are is said.
    let sometimes = "param stop = true\nif stop { quit }"
    #expect(
      Checking.findings(
        Checking.cell(sometimes) + after + Checking.cell("print 1 / 0")
      ).map(\.title) == ["nothing is called `nobody`"])
  }
}
