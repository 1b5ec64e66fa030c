import SluiceEvaluator
import Testing

private let start = """
  corpus toy = toy_english(sentences=20)
  task pos = toy.pos
  task names = toy.ner
  network net tasks=[names, pos] layers=2 hidden=4 word=4 characters=4 spelling=4 head=4 seed=1

  """

/// What is tied, fixed and frozen by hand: said, kept in training, and lifted.
@Suite("Constraints by hand") struct ConstraintTests {
  /// What a script says after the network is there.
  private func said(_ script: String) -> String {
    var session = Session()
    _ = session.said(to: start)
    return session.said(to: script, mode: .prompt)
  }

  @Test(
    "Numbers that do not fit are refused, and never bent",
    arguments: [
      ("net.beta[names]", "[1]", "2 numbers are needed here, not 1"),
      ("net.beta", "[1, 0]", "4 numbers are needed here, not 2"),
      ("net.beta", "[[1, 0, 0], [1]]", "a row has 2 numbers here, not 3"),
      (
        "net.alpha[1][names.1, pos]", "[[0.1], [0.2]]",
        "a row has 2 numbers here, not 1"
      ),
      (
        "net.alpha[1][names, pos.1]", "[[0.1, 0.2]]",
        "a row has 1 number here, not 2"
      ),
      (
        "net.alpha[1]",
        "[[1, 0, 0, 0, 0], [0, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1]]",
        "a row has 4 numbers here, not 5"
      ),
    ])
  func misfit(path: String, value: String, title: String) {
    let said = said("set \(path) = \(value)")
    #expect(said.hasPrefix("error[shape-mismatch]: \(title)\n"), "\(said)")
  }

  @Test(
    "Numbers that fit are taken, row by row",
    arguments: [
      ("net.beta[names]", "[1, 0]"), ("net.beta[names]", "[[1, 0]]"),
      ("net.beta", "[1, 0, 0, 1]"), ("net.beta", "[[1, 0], [0, 1]]"),
      ("net.alpha[1][names, pos.1]", "[[0.1], [0.2]]"),
      ("net.alpha[1][names.1, pos.1]", "[[0.3]]"),
      ("net.alpha[2]", "net.alpha[1]"), ("net.alpha", "0.5"),
    ])
  func fit(path: String, value: String) {
    #expect(!said("set \(path) = \(value)").contains("error"))
  }

  @Test("A network without a part is told where it stands")
  func noPart() {
    #expect(
      said("print 1\nset net = 3").contains(
        """
         --> demo.sluice:2:1
          |
        2 | set net = 3
          | ^^^^^^^^^^^
        """))
  }

  @Test("Entries of alpha are tied, set together and untied")
  func entries() {
    #expect(
      said(
        """
        tie net.alpha[1][names, pos]
        set net.alpha[1][names.1, pos.2] = 0.25
        print net.alpha[1][names.2, pos.1] net.alpha[1][names.1, names.2]
        untie net.alpha[1][names.1, pos.1]
        set net.alpha[1][names.1, pos.2] = 0.5
        print net.alpha[1][names.2, pos.1]
        """) == """
          4 entries are one number, now their mean, 0.033
          net.alpha[1][names.1, pos.2]: 1 entry set to 0.25, and 3 tied to it
          0.25 0.0333
          untied 4 entries of net.alpha[1][names.1, pos.1]
          net.alpha[1][names.1, pos.2]: 1 entry set to 0.5
          0.25
          """)
  }

  @Test("A task's name reads all of its streams, as it sets them")
  func blocks() {
    #expect(
      said(
        """
        set net.alpha[1][names, pos] = 0.5
        set net.alpha[1][names.2, pos.1] = 0.25
        print net.alpha[1][names, pos] net.alpha[1][names.2, pos]
        print net.alpha[1][names.2, pos.1] net.beta[names]
        """) == """
          net.alpha[1][names, pos]: 4 entries set to 0.5
          net.alpha[1][names.2, pos.1]: 1 entry set to 0.25
          [[0.5, 0.5], [0.25, 0.5]] [0.25, 0.5]
          0.25 [0.1, 0.9]
          """)
  }

  @Test("Tied entries and tied layers stay equal in training")
  func training() {
    let text = said(
      """
      tie net.alpha[1][names.1, pos.1] net.alpha[1][pos.1, names.1]
      set net.alpha[2][names, pos] = 0 fixed
      train net epochs=2 dev=none
      assert net.alpha[1][names.1, pos.1] == net.alpha[1][pos.1, names.1]
      assert net.alpha[1][names.1, pos.1] != net.alpha[1][names.1, pos.2]
      assert net.alpha[2][names.2, pos.1] == 0
      thaw net.alpha[2]
      train net epochs=1 dev=none
      assert net.alpha[2][names.2, pos.1] != 0
      """)
    #expect(!text.contains("error"), "\(text)")
  }

  @Test("A group with a fixed entry is fixed")
  func held() {
    let text = said(
      """
      tie net.alpha[1][names, pos]
      freeze net.alpha[1][names.1, pos.1]
      train net epochs=1 dev=none
      assert abs(net.alpha[1][names.2, pos.2] - 0.1 / 3) < 0.000001
      """)
    #expect(!text.contains("error"), "\(text)")
  }

  @Test("A network shows what is free, tied and fixed")
  func shown() {
    let text = said(
      """
      tie net.layer[1]
      tie net.alpha[1][names, pos]
      set net.beta[pos] = [1, 0] fixed
      freeze net.layer[2]
      show net
      """)
    #expect(
      text.contains(
        """
        α 1      names.1  names.2  pos.1  pos.2
        names.1  ·        ·        °a     °a
        names.2  ·        ·        °a     °a
        pos.1    ·        ·        ·      ·
        pos.2    ·        ·        ·      ·
        α 2      names.1  names.2  pos.1  pos.2
        names.1  ·        ·        ·      ·
        names.2  ·        ·        ·      ·
        pos.1    ·        ·        ·      ·
        pos.2    ·        ·        ·      ·
        β      layer 1  layer 2
        names  ·        ·
        pos    1        0
        weights  names   pos
        layer 1  °a      °a
        layer 2  frozen  frozen
        """), "\(text)")
  }

  @Test("A fixed entry of any size is shown")
  func large() {
    #expect(
      said("set net.alpha[1][names.1, pos.1] = 1e30 fixed\nshow net")
        .contains("names.1  ·        ·        1e30"))
  }

  @Test("Sluices closed and opened again keep what was tied and fixed")
  func reopened() {
    let text = said(
      """
      tie net.alpha[1][names, pos]
      set net.alpha[2][pos, names] = 0 fixed
      sluice net off
      sluice net on
      show net
      """)
    #expect(
      text.contains(
        """
        names.1  ·        ·        °a     °a
        """), "\(text)")
    #expect(
      text.contains(
        """
        pos.1    0        0        ·      ·
        """), "\(text)")
  }

  static let refusals = [
    Transcript(
      "words have no ties", "tie net.words",
      """
      error[wrong-type]: only layers, and entries of one α or of β, can be tied
       --> demo.sluice:1:5
        |
      1 | tie net.words
        |     ^^^^^^^^^
        = hint: for instance net.layer[1], or net.alpha[1][…, …]
      """),
    Transcript(
      "alphas of several layers", "tie net.alpha",
      """
      error[wrong-type]: only layers, and entries of one α or of β, can be tied
       --> demo.sluice:1:5
        |
      1 | tie net.alpha
        |     ^^^^^^^^^
        = hint: for instance net.layer[1], or net.alpha[1][…, …]
      """),
    Transcript(
      "one entry alone", "tie net.alpha[1][names.1, pos.1]",
      """
      error[wrong-type]: one entry alone cannot be tied
       --> demo.sluice:1:5
        |
      1 | tie net.alpha[1][names.1, pos.1]
        |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = hint: name several: tie net.alpha[1][a, b] net.alpha[1][b, a]
      """),
    Transcript(
      "a shared stack that is not there",
      "network x tasks=[pos] method=hard orthogonal=1",
      """
      error[wrong-type]: `method=hard` has no shared stack
       --> demo.sluice:1:46
        |
      1 | network x tasks=[pos] method=hard orthogonal=1
        |                                              ^
        = hint: `orthogonal=` goes with method=private-shared
      """),
    Transcript(
      "what is not tied", "untie net.alpha[1][names, pos]",
      """
      error[wrong-type]: net.alpha[1][names, pos] is not tied
       --> demo.sluice:1:7
        |
      1 | untie net.alpha[1][names, pos]
        |       ^^^^^^^^^^^^^^^^^^^^^^^^
        = hint: `show net` says what is
      """),
  ]

  @Test("What cannot be tied is refused", arguments: refusals)
  func refused(_ transcript: Transcript) {
    #expect(said(transcript.script) == transcript.said)
  }
}
