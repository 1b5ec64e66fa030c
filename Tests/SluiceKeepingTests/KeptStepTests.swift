import Foundation
import SluiceKeeping
import SluiceNotebook
import Testing

/// What is run again, and what is not.
struct KeptStepTests {
  private let fixture: KeptFixture

  init() throws { fixture = try KeptFixture() }

  private static let text = """
    # Kept

    ```sluice #data
    param epochs = 1 in 1..9
    corpus toy = toy_english(sentences=4)
    task pos = toy.pos
    task names = toy.ner
    ```

    ```sluice #train
    network net tasks=[names, pos] layers=1 hidden=4 word=4 spelling=4
    train net epochs=epochs
    ```

    ```sluice #other
    let rate = 0.5
    print rate
    ```

    ```sluice #look
    inspect net alpha
    print accuracy(net, pos, toy.test)
    ```

    """

  private func edited(_ old: String, _ new: String) -> String {
    Self.text.replacing(old, with: new)
  }

  /// Runs once, and again after an edit, and says what was kept then; what is
  /// printed is what a fresh run prints.
  private func kept(
    after text: String, _ given: [String: String] = [:]
  ) throws -> [String] {
    _ = try fixture.run(Self.text)
    let printed = try fixture.run(text, given)
    let kept = fixture.kept
    #expect(try printed == fixture.run(text, given, isFresh: true))
    return kept
  }

  @Test func `nothing is run again where nothing has changed`() throws {
    #expect(
      try kept(after: Self.text) == ["#data", "#train", "#other", "#look"])
  }

  @Test func `an edit of prose changes nothing`() throws {
    let text = edited("# Kept", "# Another title\n\nand much more to read")
    #expect(try kept(after: text) == ["#data", "#train", "#other", "#look"])
  }

  @Test func `only what uses a changed value is run again`() throws {
    let text = edited("rate = 0.5", "rate = 0.25")
    #expect(try kept(after: text) == ["#data", "#train", "#look"])
  }

  @Test func `a parameter counts where it is read`() throws {
    #expect(try kept(after: Self.text, ["epochs": "2"]) == ["#other"])
    // Both are kept now.
    _ = try fixture.run(Self.text, ["epochs": "2"])
    #expect(fixture.kept.count == 4)
    _ = try fixture.run(Self.text)
    #expect(fixture.kept.count == 4)
  }

  @Test func `a parameter that is given as it is changes nothing below`() throws
  {
    let kept = try kept(after: Self.text, ["epochs": "1"])
    #expect(kept == ["#train", "#other", "#look"])
  }

  @Test func `another seed is another run`() throws {
    let text = "<!-- sluice: seed=2 -->\n" + Self.text
    #expect(try kept(after: text) == [])
  }

  @Test func `another build of the program is another run`() throws {
    fixture.program = "another"
    _ = try fixture.run(Self.text)
    fixture.program = "this"
    #expect(try kept(after: Self.text).count == 4)
    fixture.program = "a third"
    _ = try fixture.run(Self.text)
    #expect(fixture.kept == [])
  }

  @Test func `a file that is read counts by what it holds`() throws {
    let text = """
      ```sluice #read
      corpus read = columns("words.tsv", columns=[form, tag])
      show read
      ```

      """
    let words = "the\tD\nbird\tN\n\na\tD\nbird\tN\n\n"
    try fixture.write(words, to: "words.tsv")
    _ = try fixture.run(text)
    _ = try fixture.run(text)
    #expect(fixture.kept == ["#read"])
    try fixture.write(
      words.replacing("bird", with: "bill"), to: "words.tsv")
    let printed = try fixture.run(text)
    #expect(fixture.kept == [])
    #expect(try printed == fixture.run(text, isFresh: true))
  }

  @Test func `a step that wrote a file is kept while that is there`() throws {
    let text =
      Self.text + "```sluice #save\nsave net \"out/n.safetensors\"\n```\n"
    _ = try fixture.run(text)
    _ = try fixture.run(text)
    #expect(fixture.kept.last == "#save")
    let file = fixture.folder.appending(path: "out/n.safetensors")
    try FileManager.default.removeItem(at: file)
    _ = try fixture.run(text)
    #expect(fixture.kept.last == "#look")
    #expect(FileManager.default.fileExists(atPath: file.path))
  }

  @Test func `a mistake is not kept, and one that is announced is`() throws {
    let text = """
      ```sluice #announced error=unknown-name
      print nobody
      ```

      ```sluice #not
      print nobody
      ```

      """
    let first = try fixture.run(text)
    let second = try fixture.run(text)
    #expect(fixture.kept == ["#announced"])
    #expect(first == second)
    let named = "```sluice #names\nlet nobody = 1\n```\n\n" + text
    let printed = try fixture.run(named)
    #expect(try printed == fixture.run(named, isFresh: true))
  }

  @Test func `a look at all names depends on all`() throws {
    let text = Self.text + "```sluice #all\nshow\n```\n"
    _ = try fixture.run(text)
    let printed = try fixture.run(
      text.replacing("rate = 0.5", with: "rate = 1"))
    #expect(fixture.kept == ["#data", "#train", "#look"])
    #expect(printed.contains { $0.hasPrefix("rate") && $0.hasSuffix("1") })
  }

  @Test func `a training that was stopped is not kept as a whole one`() throws {
    var run = try fixture.start(Self.text, ["epochs": "9"])
    #expect(run.step { _ in }.isEmpty)
    run.session.environment.interrupt.request()
    #expect(run.step { _ in }.map(\.code) == [.interrupted])
    _ = try fixture.run(Self.text, ["epochs": "9"])
    #expect(fixture.kept == ["#data"])
  }

  @Test func `why a step would be run again is told`() throws {
    _ = try fixture.run(Self.text)
    func reasons(_ text: String, _ given: [String: String] = [:]) throws
      -> [String]
    {
      var run = try fixture.start(text, given)
      while run.next < 1 { _ = run.step { _ in } }
      guard case .changed(_, let changes)? = run.standing else { return [] }
      return changes.map(\.sentence.plain)
    }
    #expect(try reasons(Self.text) == [])
    let other = try reasons(Self.text, ["epochs": "3"])
    #expect(other == ["epochs was 1 and is 3"])
    #expect(
      try reasons(edited("hidden=4", "hidden=6")) == [
        "its commands have changed"
      ])
    fixture.program = "another"
    #expect(
      try reasons(Self.text) == ["it was run by another build of the program"])
  }
}
