import SluiceEvaluator
import SluiceLibrary
import Testing

private let start = """
  corpus toy = toy_english(sentences=4)
  task pos = toy.pos
  task names = toy.ner
  network net tasks=[names, pos] layers=1 hidden=4 word=4 spelling=2 head=4

  """

/// What newcomers type out of habit leads somewhere that works.
@Suite("Habits") struct HabitTests {
  /// The hint that a line is answered with.
  private func hint(_ line: String) -> String {
    var session = Session()
    _ = session.said(to: start)
    let said = session.said(to: line, mode: .prompt)
    return said.firstRange(of: "= hint: ").map {
      String(said[$0.upperBound...].prefix { $0 != "\n" })
    } ?? said
  }

  static let habits = [
    ("network n tasks=[pos] method=hard-sharing", "did you mean `hard`?"),
    (
      "net = network(tasks=[names, pos])",
      "a network is defined so: `network NAME tasks=[…]`"
    ),
    (
      "let n = network(tasks=[names, pos])",
      "it is a command, without parentheses: network NAME"
    ),
    (
      "network n tasks=names,pos",
      "a list stands in brackets: [one, two]"
    ),
    (
      "network n = [names, pos]",
      "no `=` follows the name: it is written `network NAME`"
    ),
    (
      "load n = \"x\"",
      "no `=` follows the name: it is written `load NAME FILE`"
    ),
    (
      "corpus x = \"news.conllu\"",
      "say how to read it: conllu(\"FILE\"), or columns(\"FILE\")"
    ),
    (
      "plot net.alpha",
      "it is written `plot NET WHAT`: loss, score, alpha, beta, matrix, search, points"
    ),
    (
      "skip net",
      "it is written `skip NET LAYERS`: on, off, beta, sum, mean, concat"
    ),
    (
      "predict net \"Anna reads .\"",
      "it is written `predict NET`; its options are file, on, scores, text, to"
    ),
    ("exit()", "`quit` leaves"),
    ("q", "`quit` leaves"),
    (
      "print(2)",
      "it is a command, without parentheses: print [VALUES…]"
    ),
    (
      "train net lr=0.1",
      "the learning rate belongs to the optimizer: optimizer=adam(lr=0.002)"
    ),
    ("train net batch_size=8", "write batch=16"),
    ("print True", "write `true`"),
    ("print None", "write `none` where an option takes it"),
    ("for i in range(3) { print i }", "a range is written 1..3"),
    ("print 2 ** 3", "a power is written with ^: 2 ^ 3"),
    (
      "print 7 // 2",
      "a comment begins with #; a whole division is (7 - 7 % 2) / 2"
    ),
    (
      "pos += 1",
      "a value does not change; the new one has a name: let more = n + 1"
    ),
    ("if 2 = 2 { print 1 }", "equality is written =="),
    (
      "print f\"{pos}\"",
      "a text has nothing before its quotes; `print` sets values side by side"
    ),
    (
      "print 1,000",
      "write it without; thousands are written 1000 or 1_000"
    ),
    ("let n = 007", "write it without; thousands are written 1000 or 1_000"),
    (
      "print [1, 2][-1]",
      "the list has 2 items, counted from 1; the last is 2"
    ),
    ("for i in 1...3 { print i }", "a range is written 1..3"),
    ("var x = 3", "a name is given with `let`"),
    ("print int(2.5)", "the whole part of x is x - x % 1"),
    ("print 3 <> 4", "unequal is written !="),
    (
      "import numpy",
      "nothing needs to be imported: `help functions` lists what there is"
    ),
    ("print {1, 2}", "a list stands in square brackets: [1, 2]"),
    ("x := 3", "a name is given with `let`: let x = 3"),
    ("let x := 3", "a name is given with `let`: let x = 3"),
    ("x: int = 3", "a name is given with `let`: let x = 3"),
    ("print [1:2]", "a range is written 1..3"),
    ("print [1, 2, 3][1:2]", "a range is written 1..3"),
    ("print [1, 2, 3][1..2]", "name the items: [items[1], items[2]]"),
    ("for i in [1:3] { print i }", "a range is written 1..3"),
    ("print max(x: 3)", "an option is written with `=`: layer=1"),
    (
      "net.alpha = 0",
      "a part of a network is changed with `set`: set net.alpha[1] = …"
    ),
    (
      "net.alpha[1][names, pos] = 0",
      "a part of a network is changed with `set`: set net.alpha[1][names, pos]"
        + " = …"
    ),
    (
      "net.beta = 0",
      "a part of a network is changed with `set`: set net.beta = …"
    ),
    (
      "net.penalty = 0.1",
      "a part of a network is changed with `set`: set net.penalty = …"
    ),
    (
      "x = 1 if pos else 2",
      "one of two values is written if_else(a > b, 1, 2), and named with `let`"
    ),
    (
      "let x = 1 if true else 2",
      "one of two values is written if_else(a > b, 1, 2)"
    ),
    (
      "print 1 if true else 2",
      "one of two values is written if_else(a > b, 1, 2)"
    ),
    (
      "let x = true ? 1 : 2",
      "one of two values is written if_else(a > b, 1, 2)"
    ),
    ("evaluate net toy.test", "sentences are named with `on=`: on=toy.test"),
    (
      "evaluate net toy[mail].test",
      "sentences are named with `on=`: on=toy[mail].test"
    ),
    ("train net toy.train", "sentences are named with `on=`: on=toy.train"),
    (
      "inspect net cost toy.test",
      "sentences are named with `on=`: on=toy.test"
    ),
    ("evaluate net domain", "it is written `evaluate NET`"),
  ]

  @Test("A hint says what to write here", arguments: habits)
  func hints(line: String, expected: String) {
    #expect(hint(line) == expected)
  }

  static let conflicts = [
    ("train net optimizer=adam(lr=0.1, lr=0.2)", "`lr` is given twice"),
    (
      "train net schedule=cosine(warmup=1, warmup=2)",
      "`warmup` is given twice"
    ),
    ("train net epochs=1 epochs=1", "`epochs` is given twice"),
    (
      "predict net text=\"a\" file=\"b\"",
      "`predict` takes one of on=, text= and file="
    ),
    ("plot net loss layer=1", "`plot … loss` has no layer to choose"),
    (
      "inspect net alpha sentences=2",
      "only flow and cost are measured on sentences"
    ),
    (
      "sluice net off init=balanced",
      "a closed sluice has no α to set"
    ),
    (
      "print f1(net, pos, toy, strict=yes, strict=no)",
      "`strict` is given twice"
    ),
    (
      "set net.penalty = 0.1 fixed",
      "net.penalty is not trained, so that there is nothing to fix"
    ),
    ("set net.alpha[1] = 0 fixed fixed", "`fixed` is given twice"),
    ("sweep runs a=[1] a=[2] { let b = a }", "`a` is given twice"),
    (
      "network n tasks=[pos] penalty=units(x=0.1)",
      "`units` is not a kind of penalty"
    ),
  ]

  @Test(
    "What is given twice, or has no effect, is refused", arguments: conflicts)
  func refused(line: String, title: String) {
    var session = Session()
    _ = session.said(to: start)
    let before = session.state["net"]?.fingerprint
    let said = session.said(to: line, mode: .prompt)
    let first = said.prefix { $0 != "\n" }
    #expect(first.hasPrefix("error["))
    #expect(first.hasSuffix("]: \(title)"), "\(said)")
    #expect(session.state["net"]?.fingerprint == before)
  }
}
