import SluiceEvaluator
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// Experts, bases, masks, choices and the like, as they are asked for, refused
/// and shown.
@Suite("Parts that methods bring") struct MethodPartTests {
  private static let start = """
    corpus toy = toy_english(sentences=12, domains=[mail, travel])
    task pos = toy[mail].pos
    task names = toy[travel].ner

    """
  private static let size =
    " layers=2 hidden=4 word=4 characters=4 spelling=4 head=4 seed=1"

  private func said(_ commands: String) -> String {
    var session = Session()
    return session.said(to: Self.start + commands)
  }

  private func define(_ options: String) -> String {
    "network net tasks=[names, pos] \(options)" + Self.size
  }

  @Test(
    "that a method has not are refused, with the methods that have them",
    arguments: [
      (
        "method=hard experts=3",
        "`method=hard` has no experts",
        "`experts=` goes with method=mixture-of-experts, mmoe or ple"
      ),
      (
        "method=sluice gate=state",
        "`method=sluice` has no experts",
        "`gate=` goes with method=mixture-of-experts, mmoe or ple"
      ),
      (
        "method=mmoe experts=0", "there may be 1 to 64 experts, not 0", ""
      ),
      (
        "method=split bases=2", "`method=split` has no bases",
        "bases=, bound= and sparsity= go with method=sparse-bases"
      ),
      (
        "method=sparse-bases bound=0", "a bound must be more than 0", ""
      ),
      (
        "method=hard embeddings=own",
        "`method=hard` has no stack for each task to read its own words",
        "embeddings=own goes with methods that give each task a stack, such as"
          + " hierarchical, split, sluice"
      ),
      (
        "method=hard adversary=0.1", "`method=hard` has no shared stack",
        "`adversary=` goes with method=private-shared"
      ),
      (
        "method=private-shared mmd=-1", "a weight must be at least 0", ""
      ),
    ])
  func refused(options: String, title: String, hint: String) {
    let text = said(define(options))
    #expect(text.contains(title), "\(text)")
    #expect(hint.isEmpty || text.contains(hint), "\(text)")
  }

  @Test(
    "What needs α is refused where there is none",
    arguments: [
      ("print closing(net, names, pos, toy[mail].test)", "ple"),
      ("print received(net, names, pos)", "concat-sharing"),
      ("print refit(net, names, pos, toy[mail].test)", "branching"),
    ])
  func noAlpha(command: String, method: String) {
    let text = said(
      define("method=\(method)") + "\ntrain net epochs=1 seed=1\n" + command)
    #expect(
      text.contains("net has no α: its stacks pass states on by"), "\(text)")
    #expect(text.contains("inspect net shows what they pass on"), "\(text)")
  }

  @Test("Gates cannot be switched off, and only α is set or closed")
  func sluices() {
    #expect(
      said(define("method=mmoe") + "\nsluice net off").contains(
        "net reads its experts through gates"))
    #expect(
      said(define("method=concat-sharing") + "\nsluice net apart").contains(
        "net has no α to close"))
    #expect(
      said(define("method=ple") + "\nsluice net on init=identity").contains(
        "net has no α to set"))
    #expect(
      said(define("method=concat-sharing") + "\nsluice net off").contains(
        "net: sluices off"))
  }

  @Test("Gates of a task add up to 1")
  func gates() {
    let text = said(
      define("method=mmoe experts=2") + """

        train net epochs=1 seed=1
        let shares = gates(net, toy[travel].dev)
        assert abs(sum(shares[names]) - 1) < 0.001
        print "checked"
        print gates(net, toy[travel].dev, layer=1)[names, expert1]
        """)
    #expect(text.contains("checked\n0"), "\(text)")
  }

  @Test("Choices are made halfway, and are told and kept")
  func choices() throws {
    var session = Session()
    let text = session.said(
      to: Self.start + define("method=branching")
        + "\ntrain net epochs=2 seed=1")
    #expect(text.contains("names: layer 1 "), "\(text)")
    let network = try SmallNetwork.object(
      "net", of: NetworkObject.self, in: session
    ).network
    #expect(network.choices.count == 2)
    #expect(Set(network.choices).isSubset(of: network.constraints.frozen))
    #expect(
      session.said(to: "show net").contains(
        "each task chooses at each layer, and has chosen"))
  }

  @Test("Pruning leaves each task a mask, which training and files keep")
  func masks() throws {
    var session = Session()
    let text = session.said(
      to: Self.start + define("method=sparse-sharing")
        + "\nprune net keep=0.25 rounds=2 epochs=1 seed=1")
    #expect(text.contains("task   left %"), "\(text)")
    func network() throws -> Network {
      try SmallNetwork.object("net", of: NetworkObject.self, in: session)
        .network
    }
    let masks = try network().constraints.masks
    #expect(masks.count == 16)
    // Three shares are possible, by the round with the best score.
    let shares = Set(masks.values.map { $0.kept < $0.count })
    #expect(!shares.isEmpty)
    _ = session.said(to: "train net epochs=1 seed=1")
    let trained = try network()
    for (weight, mask) in masks {
      let values = try #require(trained.tensor(weight)).values
      #expect(values.indices.allSatisfy { mask[$0] || values[$0] == 0 })
    }
    #expect(
      session.said(to: "prune net").contains("net is trained"))
    #expect(
      said(define("method=sluice") + "\nprune net").contains(
        "the stacks of net are not one"))
  }

  @Test("An adversary without anything to guess is told of")
  func nothingToGuess() {
    let note = "adversary= had nothing to go by"
    let apart = define("method=adversarial") + "\ntrain net epochs=1 seed=1"
    #expect(!said(apart).contains(note))
    let together = """
      task more = toy[mail].chunk
      network net tasks=[pos, more] method=adversarial\(Self.size)
      train net epochs=1 seed=1
      """
    #expect(said(together).replacing("\n", with: " ").contains(note))
  }
}
