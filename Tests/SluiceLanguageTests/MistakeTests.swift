import SluiceDiagnostics
import Testing

/// A wrong program and the whole of what its writer is told.
struct Mistake: CustomTestStringConvertible {
  var testDescription: String
  var text: String
  var message: String

  init(_ description: String, _ text: String, _ message: String) {
    testDescription = description
    self.text = text
    self.message = message
  }
}

/// Characters that nobody sees, by their numbers.
private let invisible = [
  ("\u{1B}", "U+001B"), ("\u{7}", "U+0007"), ("\u{200B}", "U+200B"),
  ("\u{FEFF}", "U+FEFF"), ("\u{202E}", "U+202E"), ("\u{2028}", "U+2028"),
].map { character, number in
  Mistake(
    "the character \(number)", "print x\(character)y",
    """
    error[unexpected-character]: the invisible character \(number) has no \
    meaning here
     --> demo.sluice:1:8
      |
    1 | print x\(visible(character))y
      |        ^
      = hint: remove it
    """)
}

/// A character as a message shows it.
private func visible(_ character: String) -> String {
  ["\u{200B}", "\u{FEFF}"].contains(character) ? character : "\u{FFFD}"
}

private let mistakes = [
  Mistake(
    "an option misspelt", "train nett epoch=3",
    """
    error[unknown-option]: `train` has no option called `epoch`
     --> demo.sluice:1:12
      |
    1 | train nett epoch=3
      |            ^^^^^
      = hint: did you mean `epochs`?
    """),
  Mistake(
    "a command misspelt", "tran net epochs=3",
    """
    error[unknown-command]: `tran` is not a command
     --> demo.sluice:1:1
      |
    1 | tran net epochs=3
      | ^^^^
      = hint: did you mean `train`?
    """),
  Mistake(
    "a shell line", "cd data",
    """
    error[shell-line]: `cd` is a shell command, not a Sluice command
     --> demo.sluice:1:1
      |
    1 | cd data
      | ^^
      = hint: leave with `quit`, change the folder, and start `sluice` there
    """),
  Mistake(
    "a lone shell word", "ls",
    """
    error[shell-line]: `ls` is a shell command, not a Sluice command
     --> demo.sluice:1:1
      |
    1 | ls
      | ^^
      = hint: leave with `quit` for the shell; `show` lists what is defined
    """),
  Mistake(
    "leaving as elsewhere", "exit",
    """
    error[shell-line]: `exit` is a shell command, not a Sluice command
     --> demo.sluice:1:1
      |
    1 | exit
      | ^^^^
      = hint: `quit` leaves
    """),
  Mistake(
    "the program's own command line", "sluice run x.sluice",
    """
    error[shell-line]: `sluice run` is a shell command, not a Sluice command
     --> demo.sluice:1:1
      |
    1 | sluice run x.sluice
      | ^^^^^^^^^^
      = hint: leave with `quit` and type it in your shell; here, type the commands themselves, such as `train net`
    """),
  Mistake(
    "an assignment without let", "x = 3",
    """
    error[unknown-command]: a line does not begin with `x =`
     --> demo.sluice:1:1
      |
    1 | x = 3
      | ^
      = hint: to name a value write `let x = …`; to change a part of a network write `set`
    """),
  Mistake(
    "a keyword as a name", "let for = 3",
    """
    error[taken-name]: `for` is a word of the language, so it cannot be a name
     --> demo.sluice:1:5
      |
    1 | let for = 3
      |     ^^^
      = hint: choose another name, such as `my-for`
    """),
  Mistake(
    "a command as a name", "let train = 3",
    """
    error[taken-name]: `train` is a command, so it cannot be a name
     --> demo.sluice:1:5
      |
    1 | let train = 3
      |     ^^^^^
      = hint: choose another name, such as `my-train`
    """),
  Mistake(
    "subtraction without blanks", "let y = a -1",
    """
    error[unexpected-token]: expected the end of the line, found `-`
     --> demo.sluice:1:11
      |
    1 | let y = a -1
      |           ^ no blank after it
      = hint: subtraction has a blank on both sides: a - b
    """),
  Mistake(
    "a bracket left open before a command", "f(1,\ntrain net",
    """
    error[unclosed-bracket]: this `(` is never closed
     --> demo.sluice:1:2
      |
    1 | f(1,
      |  ^ opened here
      = hint: close it with `)`
    """),
  Mistake(
    "three mistakes in one run", "for i 1..3 {\n let x = = \n}\nlet y = )",
    """
    error[unexpected-token]: expected `in`, found `1`
     --> demo.sluice:1:7
      |
    1 | for i 1..3 {
      |       ^
      = hint: a loop is written `for NAME in VALUES { … }`

    error[unexpected-token]: expected a value, found `=`
     --> demo.sluice:2:10
      |
    2 |  let x = =
      |          ^

    error[unexpected-token]: expected a value, found `)`
     --> demo.sluice:4:9
      |
    4 | let y = )
      |         ^
    """),
  Mistake(
    "comparisons in a row", "a < b < c",
    """
    error[unexpected-token]: comparisons cannot be chained
     --> demo.sluice:1:7
      |
    1 | a < b < c
      |       ^ a second one
      = hint: join two with `and`: a < b and …
    """),
  Mistake(
    "typographic quotes", "print “x”; y",
    """
    error[unexpected-character]: `“` has no meaning here
     --> demo.sluice:1:7
      |
    1 | print “x”; y
      |       ^
      = hint: put text between straight double quotes: "text"
    """),
  Mistake(
    "a text without end", "let x = \"abc",
    """
    error[unterminated-text]: this text is never closed
     --> demo.sluice:1:9
      |
    1 | let x = "abc
      |         ^^^^ begins here
      = hint: close it with " on the same line
    """),
  Mistake(
    "a setting of nothing", "set",
    """
    error[missing-argument]: `set` needs `path`
     --> demo.sluice:1:1
      |
    1 | set
      | ^^^
      = hint: it is written `set PATH = VALUE`
    """),
  Mistake(
    "a binding cut short", "task p",
    """
    error[unexpected-token]: expected `=` after the name, found the end of the text
     --> demo.sluice:1:7
      |
    1 | task p
      |       ^
    """),
  Mistake(
    "an argument missing", "train",
    """
    error[missing-argument]: `train` needs `net`
     --> demo.sluice:1:1
      |
    1 | train
      | ^^^^^
      = hint: it is written `train NET`
    """),
  Mistake(
    "an argument too many", "train net extra",
    """
    error[extra-argument]: `train` does not take `extra` here
     --> demo.sluice:1:11
      |
    1 | train net extra
      |           ^^^^^
      = hint: it is written `train NET`
    """),
  Mistake(
    "an option without its value", "train net epochs",
    """
    error[extra-argument]: `train` does not take `epochs` here
     --> demo.sluice:1:11
      |
    1 | train net epochs
      |           ^^^^^^
      = hint: an option is written with `=`: epochs=…
    """),
  Mistake(
    "an option twice", "train net epochs=1 epochs=2",
    """
    error[repeated-option]: `epochs` is given twice
     --> demo.sluice:1:20
      |
    1 | train net epochs=1 epochs=2
      |                    ^^^^^^ the second time
      = hint: keep one of them
    """),
  Mistake(
    "a unit on a number", "let x = 60s",
    """
    error[bad-number]: `60s` is not a number
     --> demo.sluice:1:9
      |
    1 | let x = 60s
      |         ^^^
      = hint: a name begins with a letter; a number has digits only, as 10, 0.5, 1e-3 or 10_000
    """),
  Mistake(
    "a number beyond the largest", "let x = 1e999",
    """
    error[bad-number]: `1e999` is too large a number
     --> demo.sluice:1:9
      |
    1 | let x = 1e999
      |         ^^^^^
      = hint: the largest is about 1.8e308
    """),
  Mistake(
    "an unknown escape", "print \"a\\qb\"",
    """
    error[unexpected-character]: this escape is unknown
     --> demo.sluice:1:9
      |
    1 | print "a\\qb"
      |         ^^
      = hint: a text knows \\" \\\\ \\n \\t and \\u{E9}
    """),
  Mistake(
    "a block without braces", "if a print b",
    """
    error[unexpected-token]: expected `{`, found `print`
     --> demo.sluice:1:6
      |
    1 | if a print b
      |      ^^^^^
      = hint: a block stands in braces, which open on the same line
    """),
  Mistake(
    "a brace that closes nothing", "}",
    """
    error[unexpected-token]: this `}` closes nothing
     --> demo.sluice:1:1
      |
    1 | }
      | ^
      = hint: remove it, or open a block with `{`
    """),
  Mistake(
    "a block without end", "for i in 1..3 {",
    """
    error[unclosed-bracket]: this `{` is never closed
     --> demo.sluice:1:15
      |
    1 | for i in 1..3 {
      |               ^ opened here
      = hint: close it with `}`
    """),
  Mistake(
    "a call of a call", "x(1)(2)",
    """
    error[unexpected-token]: only a name can be called
     --> demo.sluice:1:1
      |
    1 | x(1)(2)
      | ^^^^
      = hint: a call is written `accuracy(net, pos)`
    """),
  Mistake(
    "a list without commas", "let t = [1 2]",
    """
    error[unexpected-token]: expected `,` or `]`, found `2`
     --> demo.sluice:1:12
      |
    1 | let t = [1 2]
      |            ^
    """),
]

@Suite("Mistakes") struct MistakeTests {
  @Test("The whole message", arguments: mistakes + invisible)
  func message(_ mistake: Mistake) {
    #expect(shown(mistake.text) == mistake.message)
  }
}
