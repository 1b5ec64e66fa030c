import SluiceSession
import Testing

private let refusals = [
  Transcript(
    "a command misspelt and alone",
    "prnt",
    """
    error[unknown-name]: nothing is called `prnt`
     --> demo.sluice:1:1
      |
    1 | prnt
      | ^^^^ nothing above defines it
      = hint: did you mean `print`?
    """),
  Transcript(
    "a text in a sum",
    "2 * \"a\"",
    """
    error[wrong-type]: expected a number, found a text
     --> demo.sluice:1:5
      |
    1 | 2 * "a"
      |     ^^^
    """),
  Transcript(
    "a word compared with a number",
    "for m in [a] { if m == 1 { print m } }",
    """
    error[wrong-type]: a word and a number cannot be compared
     --> demo.sluice:1:19
      |
    1 | for m in [a] { if m == 1 { print m } }
      |                   ^^^^^^
    """),
  Transcript(
    "an unknown name",
    """
    let tagger = 1
    print tager
    """,
    """
    error[unknown-name]: nothing is called `tager`
     --> demo.sluice:2:7
      |
    2 | print tager
      |       ^^^^^ nothing above defines it
      = hint: did you mean `tagger`?
    """),
  Transcript(
    "a name with a hyphen that was meant as subtraction",
    """
    let a = 3
    let b = 2
    a-b
    """,
    """
    error[unknown-name]: nothing is called `a-b`
     --> demo.sluice:3:1
      |
    3 | a-b
      | ^^^
      = hint: subtraction has blanks: a - b
    """),
  Transcript(
    "an unknown function",
    "maen([1, 2])",
    """
    error[unknown-function]: there is no function `maen`
     --> demo.sluice:1:1
      |
    1 | maen([1, 2])
      | ^^^^
      = hint: did you mean `mean`?
    """),
  Transcript(
    "a missing value of a function",
    "round()",
    """
    error[missing-argument]: `round` needs `x`
     --> demo.sluice:1:1
      |
    1 | round()
      | ^^^^^
      = hint: it is called as round(x, digits=0)
    """),
  Transcript(
    "an extra value of a function",
    "abs(1, 2)",
    """
    error[extra-argument]: `abs` does not take so many values
     --> demo.sluice:1:8
      |
    1 | abs(1, 2)
      |        ^
      = hint: it is called as abs(x)
    """),
  Transcript(
    "an unknown option of a function",
    "round(2.5, digit=1)",
    """
    error[unknown-option]: `round` takes nothing called `digit`
     --> demo.sluice:1:12
      |
    1 | round(2.5, digit=1)
      |            ^^^^^
      = hint: did you mean `digits`?
    """),
  Transcript(
    "an option beyond its bounds",
    "round(2.5, digits=16)",
    """
    error[out-of-range]: `digits` must be at most 15, not 16
     --> demo.sluice:1:19
      |
    1 | round(2.5, digits=16)
      |                   ^^
    """),
  Transcript(
    "a value twice",
    "round(2.5, x=1)",
    """
    error[repeated-option]: `x` is given twice
     --> demo.sluice:1:12
      |
    1 | round(2.5, x=1)
      |            ^ the second time
      = hint: keep one of them
    """),
  Transcript(
    "a defined name",
    """
    let x = 1
    let x = 2
    """,
    """
    error[taken-name]: `x` is defined already
     --> demo.sluice:2:5
      |
    2 | let x = 2
      |     ^ the second time
      = hint: in a file each name is defined once
    """),
  Transcript(
    "a loop with a defined name",
    """
    let x = 1
    for x in 1..2 { print x }
    """,
    """
    error[taken-name]: `x` is defined already
     --> demo.sluice:2:5
      |
    2 | for x in 1..2 { print x }
      |     ^
      = hint: choose another name for the loop
    """),
  Transcript(
    "numbers and texts",
    "1 + \"a\"",
    """
    error[wrong-type]: a number and a text cannot be added
     --> demo.sluice:1:1
      |
    1 | 1 + "a"
      | ^^^^^^^
      = hint: `+` takes two numbers, two texts or two lists
    """),
  Transcript(
    "a text where a number is wanted",
    "sqrt(\"a\")",
    """
    error[wrong-type]: expected a number, found a text
     --> demo.sluice:1:6
      |
    1 | sqrt("a")
      |      ^^^
    """),
  Transcript(
    "an order of lists",
    "[1] < [2]",
    """
    error[wrong-type]: a list and a list have no order
     --> demo.sluice:1:1
      |
    1 | [1] < [2]
      | ^^^^^^^^^
      = hint: `<` compares two numbers or two texts
    """),
  Transcript(
    "division by zero",
    """
    let n = 0
    1 / n
    """,
    """
    error[division-by-zero]: this divides by zero
     --> demo.sluice:2:5
      |
    2 | 1 / n
      |     ^ is 0
    """),
  Transcript(
    "an infinite result",
    "1e300 * 1e300",
    """
    error[out-of-range]: the result is not a finite number
     --> demo.sluice:1:1
      |
    1 | 1e300 * 1e300
      | ^^^^^^^^^^^^^
    """),
  Transcript(
    "a root of a negative number",
    "sqrt(-1)",
    """
    error[out-of-range]: a negative number has no square root
     --> demo.sluice:1:1
      |
    1 | sqrt(-1)
      | ^^^^
    """),
  Transcript(
    "a mean of nothing",
    "mean([])",
    """
    error[out-of-range]: `mean` of no numbers is not defined
     --> demo.sluice:1:1
      |
    1 | mean([])
      | ^^^^
    """),
  Transcript(
    "an item that is not there",
    """
    let xs = [1, 2]
    xs[0]
    """,
    """
    error[out-of-range]: there is no item 0
     --> demo.sluice:2:4
      |
    2 | xs[0]
      |    ^
      = hint: the list has 2 items, counted from 1
    """),
  Transcript(
    "half an item",
    """
    let xs = [1, 2]
    xs[1.5]
    """,
    """
    error[wrong-type]: expected a whole number, found 1.5
     --> demo.sluice:2:4
      |
    2 | xs[1.5]
      |    ^^^
    """),
  Transcript(
    "two places in a list",
    "[1, 2][1, 2]",
    """
    error[extra-argument]: a list takes one number in `[…]`
     --> demo.sluice:1:1
      |
    1 | [1, 2][1, 2]
      | ^^^^^^
    """),
  Transcript(
    "a place in a number",
    """
    let x = 1
    x[1]
    """,
    """
    error[wrong-type]: expected a list, found a number
     --> demo.sluice:2:1
      |
    2 | x[1]
      | ^
    """),
  Transcript(
    "a part of a number",
    """
    let x = 1
    x.alpha
    """,
    """
    error[unknown-member]: a number has no parts
     --> demo.sluice:2:3
      |
    2 | x.alpha
      |   ^^^^^
    """),
  Transcript(
    "a range too long",
    "sum(1..1e9)",
    """
    error[too-long]: this range has more than a million numbers
     --> demo.sluice:1:5
      |
    1 | sum(1..1e9)
      |     ^^^^^^
    """),
  Transcript(
    "a loop over a number",
    "for i in 3 { print i }",
    """
    error[wrong-type]: expected a list or a range, found a number
     --> demo.sluice:1:10
      |
    1 | for i in 3 { print i }
      |          ^
    """),
  Transcript(
    "a condition that is a number",
    "if 1 { print 1 }",
    """
    error[wrong-type]: expected true or false, found a number
     --> demo.sluice:1:4
      |
    1 | if 1 { print 1 }
      |    ^
    """),
  Transcript(
    "a failed assertion",
    """
    let x = 0.71
    assert round(x, digits=1) >= 0.85
    """,
    """
    error[assertion-failed]: this does not hold
     --> demo.sluice:2:8
      |
    2 | assert round(x, digits=1) >= 0.85
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^ round(x, digits=1) = 0.7, wanted >= 0.85
    """),
  Transcript(
    "a failed assertion with a message",
    "assert 1 == 1 and 2 < 1 \"the order is wrong\"",
    """
    error[assertion-failed]: the order is wrong
     --> demo.sluice:1:19
      |
    1 | assert 1 == 1 and 2 < 1 "the order is wrong"
      |                   ^^^^^ found 2, wanted < 1
    """),
  Transcript(
    "a failed assertion without a comparison",
    """
    let ready = false
    assert ready
    """,
    """
    error[assertion-failed]: this does not hold
     --> demo.sluice:2:8
      |
    2 | assert ready
      |        ^^^^^ is false
    """),
  Transcript(
    "an assertion that fails by a hair",
    "assert 0.1 + 0.2 == 0.3",
    """
    error[assertion-failed]: this does not hold
     --> demo.sluice:1:8
      |
    1 | assert 0.1 + 0.2 == 0.3
      |        ^^^^^^^^^^^^^^^^ 0.1 + 0.2 = 0.30000000000000004, wanted == 0.3
    """),
  Transcript(
    "a parameter beyond its limits",
    "param n = 30 in 1..9",
    """
    error[out-of-range]: `n` must be from 1 to 9, not 30
     --> demo.sluice:1:11
      |
    1 | param n = 30 in 1..9
      |           ^^
    """),
  Transcript(
    "a parameter that is no choice",
    "param m = hrad in [single, hard]",
    """
    error[unknown-choice]: `hrad` is no choice for `m`
     --> demo.sluice:1:11
      |
    1 | param m = hrad in [single, hard]
      |           ^^^^
      = hint: did you mean `hard`?
    """),
  Transcript(
    "a parameter of another type",
    "param n: text = 3",
    """
    error[wrong-type]: expected a text, found a number
     --> demo.sluice:1:10
      |
    1 | param n: text = 3
      |          ^^^^
    """),
  Transcript(
    "a type that is none",
    "param n: nmuber = 3",
    """
    error[unknown-choice]: `nmuber` is not a type of parameter
     --> demo.sluice:1:10
      |
    1 | param n: nmuber = 3
      |          ^^^^^^
      = hint: did you mean `number`?
    """),
  Transcript(
    "a seed below zero",
    "set seed = -1",
    """
    error[out-of-range]: a seed is a whole number, 0 or more
     --> demo.sluice:1:12
      |
    1 | set seed = -1
      |            ^^
    """),
  Transcript(
    "a seed that is a text",
    "set seed = \"a\"",
    """
    error[wrong-type]: expected a number, found a text
     --> demo.sluice:1:12
      |
    1 | set seed = "a"
      |            ^^^
    """),
  Transcript(
    "setting an unknown value",
    "set net.alpha[1] = 0",
    """
    error[unknown-name]: nothing is called `net`
     --> demo.sluice:1:5
      |
    1 | set net.alpha[1] = 0
      |     ^^^ nothing above defines it
    """),
  Transcript(
    "setting a number",
    """
    let x = 1
    set x = 2
    """,
    """
    error[wrong-type]: `set` does not change a number
     --> demo.sluice:2:5
      |
    2 | set x = 2
      |     ^
      = hint: define it again: let x = …
    """),
  Transcript(
    "help on nothing",
    "help trian",
    """
    error[unknown-name]: there is no help on `trian`
     --> demo.sluice:1:6
      |
    1 | help trian
      |      ^^^^^
      = hint: did you mean `train`?
    """),
]

@Suite("Mistakes in values") struct RefusalTests {
  @Test("The whole transcript", arguments: refusals)
  func transcript(_ transcript: Transcript) {
    var session = Session()
    #expect(session.said(to: transcript.script) == transcript.said)
  }
}
