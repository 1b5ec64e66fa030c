import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLibrary
import SluiceOutput
import SluiceTensor
import Testing

/// Shows what it draws, so that streams can be compared.
private struct Draw: Command {
  static let name = "draw"
  static let summary = "Prints a random number."
  static let topic = Topic.session
  static var fields: [Field<Self>] { [] }

  func run(_ context: inout Context) throws(Stop) -> Output {
    var random = context.random
    return .text(String(random.next()))
  }
}

private let drawing = Environment(
  registry: Registry(commands: [Draw.self, SetCommand.self], functions: []))

private func drawn(
  _ script: String, step: StepIdentity? = nil, in session: inout Session
) -> [String] {
  var said: [String] = []
  _ = session.run(
    SourceText(script, name: "cell"), mode: .file, step: step
  ) { said.append(TerminalRenderer().render($0)) }
  return said
}

@Suite("Session") struct SessionTests {
  @Test("The prompt replaces a name and says so") func redefinition() {
    var session = Session()
    let said = session.said(to: "let x = 1\nlet x = \"a\"\nx", mode: .prompt)
    #expect(said == "note: `x` was a number and is now a text\n\"a\"")
  }

  @Test("A statement that fails changes nothing") func failure() {
    var session = Session()
    _ = session.said(to: "let a = 1\nfor i in 1..3 { let b = 2 / (i - 2) }")
    #expect(session.said(to: "show") == "a  1")
  }

  @Test("Nothing runs if the syntax is wrong anywhere") func syntax() {
    var session = Session()
    let said = session.said(to: "print 1\nlet = 2\nprint )")
    #expect(
      said == """
        error[unexpected-token]: expected a name, found `=`
         --> demo.sluice:2:5
          |
        2 | let = 2
          |     ^
        error[unexpected-token]: expected a value, found `)`
         --> demo.sluice:3:7
          |
        3 | print )
          |       ^
        """)
  }

  @Test("An older state goes back") func goingBack() {
    var session = Session()
    _ = session.said(to: "let a = 1")
    let before = session.state
    _ = session.said(to: "let b = 2")
    session.state = before
    #expect(session.said(to: "show") == "a  1")
  }

  @Test("Ctrl-C stops at the next statement and keeps nothing of this one")
  func interrupt() {
    var session = Session()
    let interrupt = session.environment.interrupt
    let outcome = session.run(
      SourceText("let a = 1\nfor i in 1..9 { print i }", name: "demo.sluice"),
      mode: .file
    ) { _ in interrupt.request() }
    #expect(outcome.exitStatus == 130)
    #expect(
      outcome.diagnostics.map { $0.rendered(color: false) } == [
        """
        error[interrupted]: stopped
         --> demo.sluice:2:17
          |
        2 | for i in 1..9 { print i }
          |                 ^^^^^^^
          = hint: nothing from this statement was kept
        """
      ])
    interrupt.reset()
    #expect(session.said(to: "show") == "a  1")
  }

  @Test(
    "What grows without end is stopped",
    arguments: [
      ("let x = [0]\nfor i in 1..99 { let x = [x] }", "lists nest"),
      ("let x = \"a\"\nfor i in 1..99 { let x = x + x }", "this value has"),
      ("let x = [1]\nfor i in 1..99 { let x = x + x }", "this value has"),
      ("let x = [1]\nfor i in 1..99 { let x = [x, x] + x }", "this value"),
      ("let x = 9\nfor i in 1..99 { let x = x^x }", "the result is not"),
    ])
  func growth(script: String, title: String) {
    var session = Session()
    let outcome = session.run(
      SourceText(script, name: "<prompt>"), mode: .prompt
    ) { _ in }
    #expect(outcome.diagnostics.count == 1)
    #expect(outcome.diagnostics.allSatisfy { $0.title.hasPrefix(title) })
  }

  @Test("A long row of operations is computed") func longRow() {
    var session = Session()
    let row = String(repeating: " + 1", count: 390)
    #expect(session.said(to: "1" + row) == "391")
  }

  @Test("A parameter is given from outside") func givenParameter() {
    var session = Session()
    session.given = ["n": "7", "path": "a b"]
    let said = session.said(
      to: "param n = 3 in 1..9\nparam path = \"x\"\nprint n path")
    #expect(said == "7 a b")
  }

  @Test(
    "A parameter from outside is checked",
    arguments: [
      (
        "30",
        """
        error[out-of-range]: `n` must be from 1 to 9, not 30
         --> -p:1:3
          |
        1 | n=30
          |   ^^
          = hint: n is 3 if nothing is given, and in 1..9
        """
      ),
      (
        "many",
        """
        error[wrong-type]: expected a number, found `many`
         --> -p:1:3
          |
        1 | n=many
          |   ^^^^
          = hint: n is 3 if nothing is given, and in 1..9
        """
      ),
      (
        "1 +",
        """
        error[wrong-type]: expected a number, found `1 +`
         --> -p:1:3
          |
        1 | n=1 +
          |   ^^^
          = hint: n is 3 if nothing is given, and in 1..9
        """
      ),
    ])
  func wrongParameter(text: String, message: String) {
    var session = Session()
    session.given = ["n": Given(text)]
    #expect(session.said(to: "param n = 3 in 1..9") == message)
  }

  @Test("A step's random numbers do not depend on the steps between")
  func streams() {
    var one = Session(drawing)
    var two = Session(drawing)
    let first = drawn("draw\ndraw", in: &one)
    #expect(Set(first).count == 2)
    _ = drawn("draw", in: &two)
    #expect(drawn("draw\ndraw", in: &two) == first)
    #expect(drawn("draw\ndraw", in: &two) != first)
    let named = drawn("draw", step: .named("train"), in: &one)
    #expect(
      drawn("draw # said otherwise", step: .named("train"), in: &two) == named)
  }

  @Test("The seed decides") func seed() {
    var one = Session(drawing)
    var two = Session(drawing)
    _ = drawn("set seed = 2", in: &two)
    #expect(drawn("draw", in: &one) != drawn("draw", in: &two))
  }

  @Test("A step that is run again after going back draws the same")
  func again() {
    var session = Session(drawing)
    let before = session.state
    let first = drawn("draw", in: &session)
    session.state = before
    #expect(drawn("draw", in: &session) == first)
  }

  @Test("The examples of help run") func examples() throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let registry = Registry.standard
    let all =
      registry.commands.map { $0.examples }
      + registry.functions.map { $0.examples }
      + LanguageForm.all.map(\.examples) + registry.ideas.map(\.examples)
    for examples in all {
      var session = Session(Environment(folder: folder))
      let outcome = session.run(
        SourceText(examples.joined(separator: "\n"), name: "example"),
        mode: .file
      ) { _ in }
      #expect(outcome.diagnostics == [])
    }
  }
}
