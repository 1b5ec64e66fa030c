import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// What the options of `train` do to a network, and what they refuse.
@Suite("Options of train") struct TrainOptionTests {
  private func firstWeights(_ network: Network, stack: Int) throws -> [Float] {
    try (0..<2).flatMap { layer in
      try Direction.allCases.flatMap { direction in
        try Weight.LSTM.layer(layer, stack: stack, direction).all.flatMap {
          try #require(network.tensor($0)).values
        }
      }
    }
  }

  @Test("Stacks start from numbers of their own, aligned, or as one")
  func stacks() throws {
    func stacksAreEqual(_ options: String) throws -> Bool {
      let network = try SmallNetwork.network(
        after:
          "train net epochs=1 dev=none noise=0 unknown=0 \(options)")
      return try firstWeights(network, stack: 0)
        == firstWeights(network, stack: 1)
    }
    let nothing = "optimizer=adam(lr=1e-30)"
    #expect(try !stacksAreEqual(nothing))
    #expect(try stacksAreEqual("start=aligned \(nothing)"))
    #expect(try !stacksAreEqual("start=aligned"))
    #expect(try stacksAreEqual("start=branch(epochs=1)"))
    #expect(try stacksAreEqual("start=branch"))
    #expect(
      try !stacksAreEqual("start=branch(epochs=1)\ntrain net epochs=1 dev=none")
    )
  }

  @Test("α and β wait for as many epochs as they are held")
  func hold() throws {
    let held = try SmallNetwork.network(
      after: "train net epochs=2 dev=none hold=2")
    #expect(held.sharing.epochs.allSatisfy { $0 == held.sharing.start })
    let later = try SmallNetwork.network(
      after: "train net epochs=2 dev=none hold=1")
    #expect(later.sharing.epochs[0] == later.sharing.start)
    #expect(later.sharing.epochs[1] != later.sharing.start)
  }

  @Test("The epoch is chosen by one task, by their mean, or is the last")
  func selects() {
    let scores: [Double?] = [0.5, nil, 0.7]
    typealias Choice = TrainingOptions.Choice
    #expect(Choice.main.score(of: scores, main: 2) == 0.7)
    #expect(Choice.task(0).score(of: scores, main: 2) == 0.5)
    #expect(Choice.task(1).score(of: scores, main: 2) == nil)
    #expect(Choice.mean.score(of: scores, main: 0) == 0.6)
    #expect(Choice.last.score(of: scores, main: 0) == nil)
  }

  static let refusals = [
    (
      "train net select=chunks",
      "`chunks` is not a valid choice here (choose main, mean, last, or a task"
        + " of net)"
    ),
    (
      "train net epochs=1 dev=none\ntrain net start=aligned",
      "net is trained: its stacks have started (define the network again, or"
        + " leave out start=)"
    ),
    (
      "train net start=branch(epochs=0)",
      "stacks part after 1 epoch or more (write start=branch(epochs=2))"
    ),
    (
      "train net start=aligned(epochs=2)",
      "stacks part after 1 epoch or more (write start=branch(epochs=2))"
    ),
    (
      "train net batch=words(4)",
      "`words` is not a size of batches (write batch=16 or batch=tokens(400))"
    ),
    (
      "train net batch=tokens(0)",
      "`batch` must be at least 1, not 0"
    ),
    (
      "train net optimizer=adam(alpha=-1)",
      "`alpha` must be at least 0, not -1.0"
    ),
    (
      "train net optimizer=adam(rate=1)",
      "`adam` takes lr=, alpha=, beta= and decay= (write adam(lr=…))"
    ),
    (
      "task odd = toy.pos transitions=valid",
      "any label of pos may follow any other (leave out transitions=, or choose"
        + " a layer of B- and I- tags)"
    ),
  ]

  @Test("What cannot be is refused", arguments: refusals)
  func refused(line: String, told: String) throws {
    let notes = try Notes(SmallNetwork.script + line, files: [:])
    #expect(notes.mistakes == [told])
  }

  @Test("A report says what each task had of the loss")
  func shares() throws {
    let text = try said(
      SmallNetwork.script + "train net epochs=2 dev=none loss=tokens")
    let rows = text.split(separator: "\n").filter {
      $0.hasPrefix("names (main)") || $0.hasPrefix("pos   ")
    }
    let shares = rows.compactMap {
      $0.split(separator: " ").last.flatMap { Double($0) }
    }
    #expect(text.contains("share of the loss %"))
    #expect(shares.count == 2)
    #expect(abs(shares.reduce(0, +) - 100) < 0.02)
  }

  @Test("Valid transitions leave no span that is not well-formed")
  func transitions() throws {
    let script = """
      task free = toy.ner transitions=any
      task bound = toy.ner
      network two tasks=[free, bound] layers=1 hidden=8 word=8 characters=4 spelling=4 head=8 seed=1
      train two epochs=8 dev=none
      evaluate two
      """
    let text = try said(SmallNetwork.script + script)
    let notes = text.split(separator: "\n").filter {
      $0.contains("are not well-formed") || $0.contains("is not well-formed")
    }
    #expect(notes.allSatisfy { !$0.contains("bound") }, "\(text)")
  }

  @Test("A score may let labels follow each other in another way")
  func scoredTransitions() throws {
    let script = """
      task free = toy.ner transitions=any
      task bound = toy.ner
      network one tasks=[free] layers=1 hidden=8 word=8 characters=4 spelling=4 head=8 seed=1
      network two tasks=[bound] layers=1 hidden=8 word=8 characters=4 spelling=4 head=8 seed=1
      train one epochs=8 dev=none seed=1
      train two epochs=8 dev=none seed=1
      for score in [f1(one, free, toy.test), f1(two, bound, toy.test, transitions=any)] { print "any" score }
      for score in [f1(two, bound, toy.test), f1(one, free, toy.test, transitions=valid)] { print "valid" score }
      assert accuracy(one, free, toy.test, transitions=valid) == accuracy(two, bound, toy.test)
      """
    let text = try said(SmallNetwork.script + script)
    for way in ["any", "valid"] {
      let scores = text.split(separator: "\n").filter { $0.hasPrefix(way) }
      #expect(scores.count == 2 && Set(scores).count == 1, "\(text)")
    }
  }

  @Test("The scores of all epochs can be had")
  func scores() throws {
    let text = try said(
      SmallNetwork.script + """
        train net epochs=3
        print length(net.run.scores) max(net.run.scores) == net.run.score
        """)
    #expect(text.hasSuffix("3 true"), "\(text)")
  }
}
