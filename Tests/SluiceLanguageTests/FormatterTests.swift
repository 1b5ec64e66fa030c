import SluiceDiagnostics
import SluiceLanguage
import Testing

private let layouts = [
  ("let   x=1+2*-3", "let x = 1 + 2 * -3\n"),
  ("train net   epochs = 10", "train net epochs=10\n"),
  ("task t=ewt.pos metric = f1", "task t = ewt.pos metric=f1\n"),
  ("set net.alpha[ 1 ]=0   fixed", "set net.alpha[1] = 0 fixed\n"),
  (
    "for i in 1 .. 3{\nprint i  # say\n}",
    "for i in 1..3 {\n  print i  # say\n}\n"
  ),
  ("if a==b{print -1 x -2}", "if a == b { print -1 x -2 }\n"),
  ("# head\r\n\r\n\r\n\r\nx", "# head\n\nx\n"),
  (
    "corpus e = columns(\n\"data\",\ndomains=[a,b]\n)",
    "corpus e = columns(\n  \"data\",\n  domains=[a, b]\n)\n"
  ),
  ("train net epochs=1,\npatience=2", "train net epochs=1,\n  patience=2\n"),
  ("param n:number=3 in 1..9 \"n\"", "param n: number = 3 in 1..9 \"n\"\n"),
  ("print a (b) f(c) [d] e[1]", "print a (b) f(c) [d] e[1]\n"),
  ("let y = not(a) and x^2", "let y = not (a) and x^2\n"),
  ("", ""),
]

@Suite("Formatter") struct FormatterTests {
  @Test("One layout", arguments: layouts)
  func layout(text: String, expected: String) {
    let source = SourceText(text, name: "demo.sluice")
    #expect(formatted(source, shapes: shapes) == expected)
  }

  @Test("Formatting twice changes nothing more", arguments: layouts)
  func again(text: String, expected: String) {
    let source = SourceText(expected, name: "demo.sluice")
    #expect(formatted(source, shapes: shapes) == expected)
  }

  @Test("The layout means the same", arguments: layouts)
  func meaning(text: String, expected: String) {
    #expect(shown(text) == shown(expected))
  }
}
