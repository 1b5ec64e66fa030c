import Testing

/// A network that says the majority label only is said so.
@Suite("One label for all") struct OneLabelTests {
  /// What is a name once is none twelve times, in the very same sentence.
  private static let rare: [String: String] = {
    let sentence = "a\tO\nb\tO\nc\tO\nd\tO\ne\tO\n\n"
    let text =
      "# columns = form ner\n" + String(repeating: sentence, count: 12)
      + "a\tB-X\nb\tO\nc\tO\nd\tO\ne\tO\n"
    return ["c/train.tsv": text, "c/dev.tsv": text, "c/test.tsv": text]
  }()
  private static let small = """
    network net tasks=[names] layers=1 hidden=2 word=2 characters=2 spelling=2 head=2 seed=1
    train net epochs=6 batch=1 noise=0 optimizer=adam(lr=0.02)
    """

  @Test(
    "A network that says one label only is said so",
    arguments: [
      ("", 1), ("print accuracy(net, names, c.test)", 2),
      ("print f1(net, names, c.test)", 2), ("evaluate net", 2),
      ("evaluate net by=type", 2),
    ])
  func oneLabel(command: String, times: Int) throws {
    let notes = try Notes(
      """
      corpus c = columns("c")
      task names = c.ner metric=accuracy
      \(Self.small)
      \(command)
      """, files: Self.rare
    ).notes
    let remark = "net gives every token of names the label O"
    #expect(notes.filter { $0 == remark }.count == times, "\(notes)")
    #expect(
      notes.contains("net predicts no span of names")
        == command.hasPrefix("evaluate"))
  }

  @Test("In a sweep, where nothing else is shown, it stands below the table")
  func oneLabelInSweeps() throws {
    let notes = try Notes(
      """
      corpus c = columns("c")
      task names = c.ner metric=accuracy
      sweep runs seed=1..2 {
        \(Self.small)
        let score = accuracy(net, names, c.test)
      }
      """, files: Self.rare
    ).notes
    #expect(
      notes.contains(
        "net gives every token of names the label O, in the run seed=1 and 1"
          + " other"), "\(notes)")
  }
}
