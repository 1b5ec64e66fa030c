import SluiceEvaluator
import Testing

private let saying = [
  Transcript(
    "arithmetic",
    """
    1 + 2 * 3
    7 / 2
    -7 % 3
    2^10
    1e-5
    0.1 + 0.2
    1e20
    """,
    """
    7
    3.5
    2
    1024
    1e-5
    0.3
    1e20
    """),
  Transcript(
    "texts and lists",
    """
    "a" + "b"
    [1, 2] + [3]
    [1, "x", true]
    1..5
    """,
    """
    "ab"
    [1, 2, 3]
    [1, "x", true]
    1..5
    """),
  Transcript(
    "comparison",
    """
    1 < 2
    "a" == "b"
    [1, 2] == [1, 2]
    not 1 >= 2 and true
    """,
    """
    true
    false
    true
    true
    """),
  Transcript(
    "names",
    """
    let x = 3
    let rates = [0.1, 0.01]
    rates[2] * x
    """,
    """
    0.03
    """),
  Transcript(
    "printing",
    """
    print "x is" 1 + 2 [1, "b"]
    print
    """,
    """
    x is 3 [1, "b"]

    """),
  Transcript(
    "functions",
    """
    mean([1, 2, 6])
    max(1..9)
    round(2.71828, digits=2)
    sqrt(2)
    length("naïve")
    deviation(1, 2, 3)
    abs(-3)
    sum([])
    log(exp(1))
    """,
    """
    3
    9
    2.72
    1.4142
    5
    1
    3
    0
    1
    """),
  Transcript(
    "loops and choices",
    """
    for i in 1..3 { if i == 2 { print i "two" } else { print i } }
    """,
    """
    1
    2 two
    3
    """),
  Transcript(
    "words in a loop",
    """
    for m in [single, hard] {
      if m == hard { print m }
    }
    """,
    """
    hard
    """),
  Transcript(
    "a name of a loop's block is given anew each time",
    """
    for i in 1..3 {
      let square = i^2
    }
    square
    """,
    """
    9
    """),
  Transcript(
    "show lists what is defined",
    """
    let b = 1..3
    let a = "text"
    show
    show b
    """,
    """
    a  "text"
    b  1..3
    1..3
    """),
  Transcript(
    "show of nothing",
    "show",
    """
    nothing is defined yet; `help` lists the commands
    """),
  Transcript(
    "quit stops",
    """
    print 1
    for i in 1..3 { print i
     quit }
    print 2
    """,
    """
    1
    1
    """),
  Transcript(
    "a range that runs down is empty",
    """
    for i in 3..1 { print i }
    sum(3..1)
    """,
    """
    0
    """),
  Transcript(
    "parameters",
    """
    param n: number = 3 in 1..9 "count"
    param m = hard in [single, hard]
    param r = 0.5 in 0.1..0.9
    print n m r
    """,
    """
    3 hard 0.5
    """),
  Transcript(
    "assertions that hold",
    """
    assert 1 < 2
    assert mean([1, 2]) == 1.5 and true "odd"
    """,
    """

    """),
  Transcript(
    "help on a statement",
    "help for",
    """
    for NAME in VALUES { … }
      Runs a block for each item of a list or range.

    For example
      for seed in 1..3 { print seed }
    """),
  Transcript(
    "help on a command",
    "help set",
    """
    set PATH = VALUE [fixed]
      Sets the seed, or a part of a network.

      PATH   `seed`, or a part such as `net.alpha[1]`
      VALUE  its new value
      fixed  training leaves the entry as it is

    For example
      set seed = 7
    """),
  Transcript(
    "help on a function",
    "help round",
    """
    round(x, digits=0)
      The nearest number with so many decimals.

      x         the number
      digits=0  decimals to keep; a whole number

    For example
      round(2.71828, digits=2)
    """),
]

@Suite("What a session says") struct TranscriptTests {
  @Test("The whole transcript", arguments: saying)
  func transcript(_ transcript: Transcript) {
    var session = Session()
    #expect(session.said(to: transcript.script) == transcript.said)
  }
}
