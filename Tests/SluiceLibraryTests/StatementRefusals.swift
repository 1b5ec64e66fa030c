/// Mistakes in loops, conditions, assertions, parameters and settings.
let statementRefusals = [
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
    error[unknown-choice]: `hrad` is not a valid choice for `m`
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
     --> demo.sluice:1:17
      |
    1 | param n: text = 3
      |                 ^
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
