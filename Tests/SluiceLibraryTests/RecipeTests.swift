import SluiceEvaluator
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// A recipe sets a network and its training, and says what it set.
@Suite("Recipes") struct RecipeTests {
  private static let start = """
    corpus toy = toy_english(sentences=4, domains=[mail])
    task names = toy.ner
    task pos = toy.pos

    """

  private func network(_ options: String) throws -> Network {
    var session = Session()
    let text = session.said(
      to: Self.start + "network net tasks=[names, pos] seed=1 \(options)")
    #expect(!text.contains("error"), "\(text)")
    return try SmallNetwork.object("net", of: NetworkObject.self, in: session)
      .network
  }

  @Test("The paper's network is that of its options")
  func shape() throws {
    let paper = try network("recipe=paper")
    let typed = try network(
      "hidden=100 layers=3 wiring=split activation=tanh penalty=0.1")
    #expect(paper.architecture == typed.architecture)
    #expect(paper.weights == typed.weights)
    #expect(paper.tasks.map(\.transitions) == [.any, .any])
    #expect(typed.tasks.map(\.transitions) == [.valid, .any])
    let released = try network("recipe=released")
    #expect(released.architecture == paper.architecture)
    #expect(
      released.tensor(.alpha(0))?.values == Array(repeating: 0.25, count: 16))
  }

  @Test("Options that are given come first")
  func options() throws {
    let network = try network("recipe=paper layers=1 wiring=concat hidden=8")
    #expect(network.architecture.layers == 1)
    #expect(network.architecture.hidden == 8)
    #expect(network.architecture.wiring == .concat)
    #expect(network.architecture.activation == .tanh)
  }

  @Test("It is trained by it, and so it is when it was saved and loaded")
  func training() throws {
    let small = "layers=1 hidden=4 word=4 characters=4 spelling=4 head=4 seed=1"
    let said = try said(
      Self.start + """
        network a tasks=[names, pos] recipe=paper \(small)
        network b tasks=[names, pos] wiring=split activation=tanh penalty=0.1 \(small)
        save a "out/a.safetensors"
        load c "out/a.safetensors"
        train a epochs=2 dev=none seed=1
        train b epochs=2 dev=none seed=1 recipe=paper
        train c on=toy.train epochs=2 dev=none seed=1
        print loss(a, pos, toy.test) == loss(b, pos, toy.test) loss(a, pos, toy.test) == loss(c, pos, toy.test)
        """)
    #expect(said.hasSuffix("true true"), "\(said)")
    let notes = said.split(separator: "\n").filter { $0.contains("recipe") }
    #expect(notes.count == 4, "\(said)")
    #expect(
      said.contains(
        "note: recipe paper: `layers=1`, `hidden=4`, `wiring=split`,"),
      "\(said)")
    #expect(
      said.contains(
        "note: recipe paper: `epochs=2`, `patience=3`, `batch=1`,"), "\(said)")
  }

  @Test("A task that says which labels may follow keeps to it")
  func transitions() throws {
    let said = try said(
      Self.start + """
        task strict = toy.ner transitions=valid
        network a tasks=[names, strict] recipe=classic layers=1 hidden=4
        network b tasks=[names, strict] layers=1 hidden=4
        """)
    #expect(
      said.contains("note: recipe classic: `transitions=valid`"), "\(said)")
  }
}
