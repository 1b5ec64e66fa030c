import SluiceEvaluator
import Testing

/// Mistakes in expressions and arguments.
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
    error[extra-argument]: `abs` does not take that many values
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
    error[taken-name]: `x` is already defined
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
    error[taken-name]: `x` is already defined
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
]

@Suite("Mistakes in values") struct RefusalTests {
  @Test("The whole transcript", arguments: refusals + statementRefusals)
  func transcript(_ transcript: Transcript) {
    var session = Session()
    #expect(session.said(to: transcript.script) == transcript.said)
  }
}
