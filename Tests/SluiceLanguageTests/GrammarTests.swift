import SluiceDiagnostics
import SluiceLanguage
import Testing

/// A program and what the parser makes of it, as ``shown(_:)`` writes it.
struct Reading: CustomTestStringConvertible {
  var text: String
  var tree: String
  var testDescription: String { text }

  init(_ text: String, _ tree: String) {
    self.text = text
    self.tree = tree
  }
}

private let expressions = [
  Reading("1 + 2 * 3", "(1 plus (2 times 3))"),
  Reading("(1 + 2) * 3", "((1 plus 2) times 3)"),
  Reading("1 - 2 - 3", "((1 minus 2) minus 3)"),
  Reading("2-1", "(2 minus 1)"),
  Reading("-x^2", "(- (x power 2))"),
  Reading("2^-1", "(2 power (- 1))"),
  Reading("2^3^2", "(2 power (3 power 2))"),
  Reading("-1 * 2", "((- 1) times 2)"),
  Reading("7 % 4 / 2", "((7 remainder 4) divide 2)"),
  Reading("1..n + 1", "(1 .. (n plus 1))"),
  Reading("a < 1 and b >= 2 or c", "(((a less 1) and (b atLeast 2)) or c)"),
  Reading("not a == b", "(not (a equal b))"),
  Reading("not a and b", "((not a) and b)"),
  Reading("cross-stitch", "cross-stitch"),
  Reading("a - b", "(a minus b)"),
  Reading("1e-3", "0.001"),
  Reading("10_000", "10000"),
  Reading("\"a\\tb \\u{E9} \\\"q\\\"\"", "\"a\\tb é \\\"q\\\"\""),
  Reading("[a, [1, 2], \"x\",]", "[a [1 2] \"x\"]"),
  Reading("net.alpha[2][pos.1, ner.2]", "net.alpha[2][pos.1 ner.2]"),
  Reading("ewt[ewt-reviews].test", "ewt[ewt-reviews].test"),
  Reading("sgd(lr=0.1, 2)", "sgd(lr=0.1 2)"),
  Reading("f()", "f()"),
  Reading("(a == b) == true", "((a equal b) equal true)"),
]

private let statements = [
  Reading(
    "corpus ewt = columns(\"data\", domains=[ewt-email])",
    "corpus ewt columns(\"data\" domains=[ewt-email])"),
  Reading(
    "task chunks = ewt.chunk metric=span_f1",
    "task chunks ewt.chunk metric=span_f1"),
  Reading("train net epochs = 10", "train net epochs=10"),
  Reading(
    "train net epochs=10,\n  patience=3", "train net epochs=10 patience=3"),
  Reading(
    "train net optimizer=sgd(\n  lr=0.1\n) epochs=2",
    "train net optimizer=sgd(lr=0.1) epochs=2"),
  Reading("sluice net on init=0.5", "sluice net on init=0.5"),
  Reading(
    "set net.alpha[1][a.1, b.1] = 0 fixed",
    "set net.alpha[1][a.1 b.1] 0 +fixed"),
  Reading("print \"loss\" x -1 (y) [z]", "print \"loss\" x (- 1) y [z]"),
  Reading("print a - 1 b", "print (a minus 1) b"),
  Reading("help for", "help for"),
  Reading("let x = 1 +\n  2", "let x (1 plus 2)"),
  Reading(
    "param epochs: number = 10 in 1..100 \"passes\"",
    "param epochs:number 10 in (1 .. 100) \"passes\""),
  Reading("param mode = adam in [adam, sgd]", "param mode adam in [adam sgd]"),
  Reading("assert x >= 0.85", "assert (x atLeast 0.85)"),
  Reading("assert x > 1 \"too small\"", "assert (x greater 1) \"too small\""),
  Reading("for i in 1..3 { print i }", "for i in (1 .. 3)\n  print i"),
  Reading(
    "sweep t a=[x, y], b=1..2 { let c = b }",
    "sweep t a=[x y] b=(1 .. 2)\n  let c b"),
  Reading("sweep t { let c = 1 }", "sweep t\n  let c 1"),
  Reading(
    "if a {\n  print 1\n} else if b {\n  print 2\n}\nelse {\n  print 3\n}",
    "if a\n  print 1\nif b\n  print 2\nelse\n  print 3"),
  Reading("x\ny # both\n\n# none\nz", "x\ny\nz"),
]

@Suite("Grammar") struct GrammarTests {
  @Test("Expressions nest as they should", arguments: expressions)
  func expression(_ reading: Reading) {
    #expect(shown(reading.text) == reading.tree)
  }

  @Test("Statements are sorted into their parts", arguments: statements)
  func statement(_ reading: Reading) {
    #expect(shown(reading.text) == reading.tree)
  }

  @Test(
    "Line ends, blanks and byte order marks of other editors are read",
    arguments: [
      "let x = 1\r\nprint x\r\n", "\u{FEFF}let x = 1\nprint x",
      "let\tx = 1  \nprint\u{A0}x\t", "\n\n  let x = 1\n\n  print x",
    ])
  func otherEditors(text: String) {
    #expect(shown(text) == "let x 1\nprint x")
  }

  @Test("Every node knows its place") func spans() throws {
    let source = SourceText("print (a + b) f(x)[1]", name: "demo.sluice")
    let program = parse(source, shapes: shapes).program
    guard case .command(let call) = program.statements.first?.kind else {
      Issue.record("expected a command")
      return
    }
    #expect(
      call.arguments.map { source.text($0.span) } == ["(a + b)", "f(x)[1]"])
  }

  @Test(
    "The prompt asks for another line",
    arguments: zip(
      [
        "for i in 1..3 {", "f(1,", "let x =", "1 +", "train net epochs=1,",
        "a and", "let x = 1", "f(1)", "}", "\"open", "[1)", "",
        "print x # (",
      ],
      [
        true, true, true, true, true, true, false, false, false, false, false,
        false, false,
      ]))
  func incomplete(text: String, expected: Bool) {
    #expect(
      isIncomplete(SourceText(text, name: "<prompt>")) == expected)
  }
}
