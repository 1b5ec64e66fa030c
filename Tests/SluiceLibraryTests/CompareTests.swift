import Foundation
import SluiceEvaluator
import Testing

/// A comparison says what it is of, and nothing that the runs do not show.
@Suite("Comparisons") struct CompareTests {
  /// What `compare` says of a table whose block is `let score = …`.
  private func compared(
    _ axes: String, _ score: String, _ options: String = ""
  ) -> String {
    var session = Session()
    let said = session.said(
      to: """
        sweep t \(axes) { let score = \(score) }
        compare t \(options)
        """, mode: .prompt)
    return said.split(separator: "\n").dropFirst().joined(separator: "\n")
  }

  private func notes(
    _ axes: String, _ score: String, _ options: String = ""
  ) throws -> Notes {
    try Notes(
      "sweep t \(axes) { let score = \(score) }\ncompare t \(options)",
      files: [:])
  }

  @Test(
    "One run of each is refused",
    arguments: [
      ("seed=1..70", "seed * 2", "seed"),
      ("m=[a, b] n=[1]", "n / 2", "m"),
      ("m=[hard]", "0.5", "m"),
    ])
  func oneRun(axes: String, score: String, method: String) throws {
    #expect(
      try notes(axes, score).mistakes == [
        "there is one run of each \(method), so there is nothing to tell a"
          + " difference from chance (vary what is to be compared, and repeat"
          + " it: sweep runs method=[hard, sluice] seed=1..5 { … })"
      ])
  }

  @Test(
    "A score that no run has is refused",
    arguments: [
      (
        "reached([m], 5)", "of=score",
        "no run of t has a value of score (show t to see its rows)"
      ),
      (
        "reached([m], 5)\n  let other = m\n  let third = m", "",
        "no run of t has a value of score (compare another column: of=other or"
          + " of=third)"
      ),
      (
        "if_else(m > 1, 1 / (m - 2), reached([m], 5))", "",
        "no run of t has a value of score (show t to see why they failed: 2"
          + " division-by-zero)"
      ),
    ])
  func missing(score: String, options: String, told: String) throws {
    #expect(
      try notes("m=[1, 2] seed=1..2", score, options).mistakes == [told])
  }

  @Test("Methods of which every run failed are left out, and that is said")
  func oneLeft() throws {
    let notes = try notes(
      "m=[1, 2, 3] seed=1..2", "if_else(m > 1, m / seed, reached([m], 5))")
    #expect(notes.mistakes == [])
    #expect(
      notes.notes.last == "2 of 6 runs have no score and are left out")
  }

  @Test(
    "Runs that are one run over again are refused",
    arguments: [
      ("m=[4, 16] seed=1..3", "m / 20", "3", "`seed`"),
      ("m=[4, 16] seed=1..2", "0.5", "2", "`seed`"),
      ("m=[4, 16] d=[a, b] seed=1..2", "m / 20", "4", "`d` and `seed`"),
    ])
  func repeated(
    axes: String, score: String, runs: String, varied: String
  ) throws {
    #expect(
      try notes(axes, score).mistakes == [
        "the \(runs) runs of each m are one run over again (does the block use"
          + " \(varied)?)"
      ])
  }

  @Test("What changes nothing is counted once, and that is said")
  func idle() throws {
    let notes = try notes("m=[1, 2] d=1..4 seed=1..3", "(m + d * d) / 20")
    #expect(notes.mistakes == [])
    #expect(
      notes.notes.prefix(3) == [
        "`seed` is varied, but the block never uses it: runs that differ in it"
          + " differ by chance, if at all",
        "units: d (4); 3 degrees of freedom",
        "`seed` changes nothing: runs that differ in nothing else are counted"
          + " once",
      ])
  }

  /// A sweep over `width` and `seed` whose block trains a network.
  private func trained(_ options: String, to: String = "") -> String {
    """
    corpus toy = toy_english(sentences=20, domains=[mail])
    task pos = toy.pos
    sweep t width=[2, 4] seed=1..3 \(to) {
      network net tasks=[pos] layers=1 word=4 characters=4 spelling=4 head=4 \(options)
      train net epochs=1 dev=none noise=0 seed=7
      let score = accuracy(net, pos, toy.test) + width / 1000
    }
    """
  }

  @Test(
    "Runs with the same trained weights are one run, fresh or from a file",
    arguments: ["", "to=\"rows.csv\""])
  func sameWeights(file: String) throws {
    let sweep = trained("hidden=width seed=7", to: file)
    let notes = try Notes(sweep + "\ncompare t", files: [:])
    #expect(
      notes.mistakes == [
        "the 3 runs of each width are one run over again (does the block use"
          + " `seed`?)"
      ])
    #expect(
      notes.notes.contains(
        "`seed` is varied, but the block never uses it: runs that differ in it"
          + " differ by chance, if at all"), "\(notes)")
    // Once more, from the rows that are there.
    let again = sweep.split(separator: "\n").dropFirst(2)
    #expect(
      try Notes(
        ([sweep] + again.map(String.init) + ["compare t"])
          .joined(separator: "\n"), files: [:]
      ).mistakes == notes.mistakes)
  }

  @Test("Methods with the same networks are named")
  func twins() throws {
    let notes = try Notes(
      trained("hidden=4 seed=seed") + "\ncompare t by=width", files: [:])
    #expect(notes.mistakes == [])
    #expect(
      notes.notes.contains(
        "2 and 4 trained the same networks: does the block use `width`?"),
      "\(notes)")
    let others = try Notes(
      trained("hidden=width seed=seed") + "\ncompare t by=width", files: [:])
    #expect(!others.notes.contains { $0.contains("the same networks") })
  }

  @Test("Units, what was averaged and the degrees of freedom are said")
  func design() throws {
    let score = "(m + d + seed * d * m) / 100"
    #expect(
      try notes("m=[1, 2] d=1..2 p=[3, 4] seed=1..3", "\(score) + p / 100")
        .notes.prefix(2) == [
          "units: d (2), each averaged over p and seed; 1 degree of freedom",
          "2 units say little: an interval is wide, and only differences above"
            + " 9.0 times their standard deviation over units can show",
        ])
    #expect(
      try notes("m=[1, 2] d=[5] seed=1..6", score).notes.first
        == "units: the runs of one d (6), which differ in seed; 5 degrees of"
        + " freedom")
    #expect(
      try notes("m=[1, 2] seed=1..6", "(m + seed * m) / 100").notes == [
        "units: seed (6); 5 degrees of freedom",
        "sign flips of 6 units reach no p below 0.031",
        "runs are paired; intervals and p come from t tests on the units'"
          + " means, flips is the p of sign-flip tests on them",
      ])
  }

  @Test(
    "The unit is the axis that is called so, or the one that is named",
    arguments: [
      ("seed=1..3 domain=1..4", "", "domain (4), each averaged over seed; 3"),
      ("seed=1..3 domains=1..4", "", "domains (4), each averaged over seed; 3"),
      ("seed=1..3 draw=1..4", "", "draw (4), each averaged over seed; 3"),
      ("seed=1..3 unit=1..4", "", "unit (4), each averaged over seed; 3"),
      ("seed=1..3 place=1..4", "", "seed (3), each averaged over place; 2"),
      (
        "seed=1..3 place=1..4", "over=place",
        "place (4), each averaged over seed; 3"
      ),
      (
        "seed=1..3 domain=1..4", "over=seed",
        "seed (3), each averaged over domain; 2"
      ),
    ])
  func unit(_ axes: String, _ options: String, _ units: String) throws {
    let other = String(axes.split(separator: " ")[1].prefix { $0 != "=" })
    #expect(
      try notes(
        "m=[1, 2] \(axes)", "(m + \(other) + seed * \(other) * m) / 100",
        options
      ).notes.first == "units: \(units) degrees of freedom")
  }

  @Test(
    "What cannot be the unit is refused",
    arguments: [
      (
        "over=m", "m is what is compared, so it is not the unit as well",
        "name another: over=d or over=seed"
      ),
      (
        "by=d over=d", "d is what is compared, so it is not the unit as well",
        "name another: over=m or over=seed"
      ),
      ("over=sed", "t has no column sed here", "did you mean `seed`?"),
      ("over=score", "t has no column score here", "choose m, d, seed, idle"),
      (
        "over=idle", "idle changes nothing, so its runs are one run",
        "does the block use `idle`?"
      ),
    ])
  func noUnit(_ options: String, _ mistake: String, _ hint: String) throws {
    #expect(
      try notes(
        "m=[1, 2] d=1..2 seed=1..2 idle=1..2", "(m + d + seed * d * m) / 100",
        options
      ).mistakes == ["\(mistake) (\(hint))"])
  }

  @Test(
    "A margin that holds every share, or none, is refused",
    arguments: [
      (
        "margin=3",
        "a margin of 3 holds every difference of score, which lies"
          + " between 0 and 1",
        "it is in units of the score: margin=0.003 is 0.3 points"
      ),
      (
        "margin=1",
        "a margin of 1 holds every difference of score, which lies"
          + " between 0 and 1",
        "it is in units of the score: margin=0.003 is 0.3 points"
      ),
      ("margin=0", "`margin` must be above 0, not 0", ""),
      ("margin=-0.01", "`margin` must be above 0, not -0.01", ""),
    ])
  func noMargin(_ options: String, _ mistake: String, _ hint: String) throws {
    #expect(
      try notes("m=[1, 2] seed=1..3", "(m + seed * m) / 100", options).mistakes
        == [mistake + (hint.isEmpty ? "" : " (\(hint))")])
    #expect(
      try notes(
        "m=[1, 2] seed=1..3", "m + seed * m", "better=less margin=3"
      ).mistakes == [])
  }

  @Test("With a margin a verdict is better, equivalent or undecided")
  func verdicts() {
    let gain = """
      if_else(m == "base", 0, if_else(m == "far", 0.1 + d * d / 5000, \
      if_else(m == "same", d * (5 - d) / 90000 - 1 / 18000, \
      if_else(m == "near", 0.0004 + d / 20000, (d - 2) * (d - 2) / 300))))
      """.replacingOccurrences(of: "\n", with: "")
    let text = compared(
      "m=[base, far, same, near, open] d=1..4", "0.5 + d / 50 + \(gain)",
      "with=base margin=0.003")
    let tables = text.components(separatedBy: "\ndifference ")
    #expect(
      tables.last == """
            mean       95% interval       p  flips  verdict
        far − base   0.1015   0.0980 to 0.1050  <0.001  0.414  far is better: 22.56%
                                                               fewer errors
        same − base  0.0000   0.0000 to 0.0000   1.000  1.000  equivalent
        near − base  0.0005   0.0004 to 0.0007   0.002  0.414  equivalent, though near
                                                               is better
        open − base  0.0050  -0.0105 to 0.0205   0.552  0.684  undecided: 15 more units
        note: units: d (4); 3 degrees of freedom
        note: sign flips of 4 units reach no p below 0.125, or 0.414 corrected
        note: margin 0.003: equivalent where two one-sided tests put the difference
        within it, better where the interval leaves 0 out, else undecided; so many more
        have a chance of 80% to decide, if mean and spread stay as they are
        note: runs are paired; intervals and p come from t tests on the units' means,
        flips is the p of sign-flip tests on them; those of differences are corrected
        for 4 comparisons by Šidák's method
        """)
  }

  @Test("Over sentences one coin a sentence is said, and its p is corrected")
  func sentences() throws {
    let block = """
      sweep t m=[a, b, c] d=1..2 seed=1..2 {
        let score = d / 10 + seed / 100 + if_else(m == "b", 0.02 * seed, 0)
        let s = if_else(m == "c", "3/9 3/8", "9/9 8/8")
      }
      """
    let notes = try Notes(
      block + "\ncompare t of=score sentences=s", files: [:])
    #expect(notes.mistakes == [])
    let how =
      "runs are paired; intervals and p come from t tests on the units' means,"
      + " flips is the p of sign-flip tests on them, p over sentences that of"
      + " randomization with one coin a sentence; those of differences are"
      + " corrected for 3 comparisons by Šidák's method"
    #expect(notes.notes.last == how)
  }

  @Test("Intervals of shares stay between 0 and 1, those of losses above 0")
  func ranges() {
    let score = "if_else(d == 1, 0.02, 0.97) - m / 100"
    let shares = compared("m=[1, 2] d=1..2", score)
    #expect(shares.contains("0.0000 to 1.0000"), "\(shares)")
    let losses = compared("m=[1, 2] d=1..2", score, "better=less")
    #expect(losses.contains("0.0000 to 6.5"), "\(losses)")
    let others = compared("m=[1, 2] d=1..2", score, "better=neither")
    #expect(others.contains("-5.5"), "\(others)")
  }

  @Test("At 80 columns no name and no verdict is cut")
  func whole() {
    let names = [
      "cross-stitch-with-beta", "low-supervision-at-two", "hard-sharing",
    ]
    let text = compared(
      "m=[\(names.map { "\"\($0)\"" }.joined(separator: ", "))] d=1..4",
      "if_else(m == \"hard-sharing\", 0.9, 0.5) + d * d / 500"
        + " + if_else(m == \"low-supervision-at-two\", d / 900, 0)")
    #expect(!text.contains("…"), "\(text)")
    // Names whole in the first table and the drawing, verdicts below.
    for name in names { #expect(text.contains("\n\(name) "), "\(text)") }
    #expect(text.split(separator: "hard-sharing is better").count == 3)
    #expect(
      text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
  }

  @Test("Of more than ten, each is compared with the best, or with one named")
  func many() throws {
    let axes = "w=1..12 seed=1..4"
    let score = "w / 20 + seed * (w - 3) / 700"
    #expect(
      try notes(axes, score).notes.dropFirst().first
        == "each is compared with 12; `with=` names another")
    let text = compared(axes, score)
    #expect(text.components(separatedBy: " − 12 ").count == 12, "\(text)")
    let named = compared(axes, score, "with=\"3\"")
    #expect(named.components(separatedBy: " − 3 ").count == 12, "\(named)")
  }
}
