import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput
import Testing

@Suite("Walkthroughs") struct WalkthroughTests {
  private static let text = """
    # Sharing

    ```sluice
    corpus toy = toy_english(sentences=20, domains=[mail])
    task pos = toy.pos
    task names = toy.ner
    network net tasks=[names, pos] layers=2 hidden=8 word=8 characters=4 spelling=4
    ```

    ## Training

    ```sluice
    train net epochs=2 optimizer=adam(lr=0.02)
    ```

    ```sluice
    print loss(net, names, toy.test) loss(net, pos, toy.test)
    ```

    ## *After* training

    ```sluice
    set net.alpha[1][names.1, pos.1] = 0.9
    ```

    """

  private func walkthrough(_ record: WalkRecord? = nil) throws -> Walkthrough {
    let notebook = try Notebook(Self.text, name: "doc")
    return Walkthrough(NotebookRun(notebook, in: Session()), from: record)
  }

  /// Runs the next step and says what it printed.
  private func step(_ walk: inout Walkthrough) -> String {
    var said: [String] = []
    let mistakes = walk.step { said.append(TerminalRenderer().render($0)) }
    #expect(mistakes.isEmpty)
    return said.joined(separator: "\n")
  }

  @Test("Back after training, the same steps give the same bits")
  func back() throws {
    var walk = try walkthrough()
    let first = (0..<3).map { _ in step(&walk) }
    #expect(walk.back() && walk.back())
    #expect(walk.next == 1)
    #expect((0..<2).map { _ in step(&walk) } == Array(first[1...]))
    #expect(walk.back() && walk.back() && walk.back() && !walk.back())
  }

  @Test(
    "Where states take too much memory the oldest go, which is said once",
    arguments: [(0, 1), (10, 1), (100_000, 2), (100_000_000, 4)])
  func limit(bytes: Int, kept: Int) throws {
    let notebook = try Notebook(Self.text, name: "doc")
    var walk = Walkthrough(NotebookRun(notebook, in: Session()), limit: bytes)
    let said = (0..<4).map { _ in step(&walk) }.joined(separator: "\n")
    let note = """
      note: `back` now reaches back \(kept == 1 ? "1 step" : "\(kept) steps"): \
      the states of earlier ones took too much
      memory
      """
    #expect(
      said.components(separatedBy: "reaches back").count == (kept < 4 ? 2 : 1))
    #expect(said.contains(note) == (kept < 4), "\(said)")
    var back = 0
    while walk.back() { back += 1 }
    #expect(back == kept)
    // The first state is always there.
    walk.restart()
    #expect(walk.next == 0)
    #expect(!step(&walk).isEmpty)
  }

  @Test("What is tried on the side leaves no trace")
  func aside() throws {
    var plain = try walkthrough()
    let expected = (0..<3).map { _ in step(&plain) }
    var walk = try walkthrough()
    #expect(step(&walk) == expected[0])
    var said: [String] = []
    for line in [
      "train net epochs=1", "let x = 3", "x", "network net tasks=[pos]",
    ] {
      let outcome = walk.type(line) {
        said.append(TerminalRenderer().render($0))
      }
      #expect(outcome.diagnostics.isEmpty)
    }
    #expect(said.contains("3") && walk.isAside)
    #expect(walk.resume() && !walk.isAside && !walk.resume())
    #expect(step(&walk) == expected[1])
    #expect(step(&walk) == expected[2])
  }

  @Test("Another visit goes on where the last one ended, with the same bits")
  func visits() throws {
    var walk = try walkthrough()
    let expected = (0..<3).map { _ in step(&walk) }
    var first = try walkthrough()
    _ = step(&first)
    _ = step(&first)
    var second = try walkthrough(first.record)
    #expect(second.next == 2 && second.missing == 2)
    #expect(second.record == first.record)
    #expect(second.catchUp().isEmpty)
    #expect(second.missing == 0 && second.next == 2)
    #expect(step(&second) == expected[2])
  }

  @Test("A step that was changed since the last visit is to be done again")
  func changed() throws {
    var walk = try walkthrough()
    _ = step(&walk)
    _ = step(&walk)
    let text = Self.text.replacing("epochs=2", with: "epochs=3")
    let notebook = try Notebook(text, name: "doc")
    let again = Walkthrough(
      NotebookRun(notebook, in: Session()), from: walk.record)
    #expect(again.next == 1)
  }

  @Test("A skipped step does nothing, and stays skipped on another visit")
  func skipped() throws {
    var walk = try walkthrough()
    _ = step(&walk)
    walk.skip()
    let untrained = step(&walk)
    var record = walk.record
    record.steps.removeLast()
    var again = try walkthrough(record)
    #expect(again.catchUp().isEmpty)
    #expect(step(&again) == untrained)
  }

  @Test("After a step that moved α or β one sentence says so")
  func sentence() throws {
    var walk = try walkthrough()
    #expect(!step(&walk).contains("moved"))
    let trained = step(&walk)
    #expect(trained.contains("note: α of net moved most at layer "))
    #expect(!step(&walk).contains("moved"))
    #expect(
      step(&walk).hasSuffix(
        "at layer 1, where names.1 now takes\n0.900 of pos.1"
          + " (0.050 before)") == false)
    #expect(walk.isDone)
  }

  @Test("Headings are found by their beginning, a part, or the word end")
  func headings() throws {
    let notebook = try Notebook(Self.text, name: "doc")
    #expect(
      notebook.outline.map { "\($0.level) \($0.text) \($0.cell)" } == [
        "1 Sharing 0", "2 Training 1", "2 After training 3",
      ])
    #expect(notebook.cell(atHeading: "training") == 1)
    #expect(notebook.cell(atHeading: "after") == 3)
    #expect(notebook.cell(atHeading: "shar") == 0)
    #expect(notebook.cell(atHeading: "end") == 4)
    #expect(notebook.cell(atHeading: "nowhere") == nil)
  }
}
