import Testing

@testable import SluiceLearning

@Suite("Plain text") struct PlainTextTests {
  @Test(
    "A line becomes tokens",
    arguments: [
      ("Anna left.", "Anna left ."),
      ("\"Really?\" he said...", "\" Really ? \" he said ..."),
      (
        "Mr. Berg didn't pay $5 (again).",
        "Mr. Berg did n't pay $ 5 ( again ) ."
      ),
      ("the U.S. and Anna's co-op", "the U.S. and Anna 's co-op"),
      ("Ærø – “où ?”", "Ærø – “ où ? ”"),
      ("We’re 5% up, it’s #1.", "We ’re 5 % up , it ’s # 1 ."),
      ("See example.org, at 5.50.", "See example.org , at 5.50 ."),
      ("the students' e-mail", "the students ' e-mail"),
      ("!!!", "!!!"), (".", "."), ("'s", "'s"), ("(?!)", "( ? ! )"),
    ])
  func tokens(line: String, tokens: String) {
    #expect(
      PlainText.sentences(line).map { $0.joined(separator: " ") } == [tokens])
  }

  @Test("A long line of marks is cut in linear time", .timeLimit(.minutes(1)))
  func manyMarks() {
    let line = "a" + String(repeating: "!)", count: 100_000)
    #expect(PlainText.sentences(line).map(\.count) == [200_001])
  }

  @Test("A line is a sentence, an empty one is none")
  func sentences() {
    #expect(
      PlainText.sentences("One two.\r\n\n  \nThree") == [
        ["One", "two", "."], ["Three"],
      ])
    #expect(PlainText.sentences("").isEmpty)
  }
}
