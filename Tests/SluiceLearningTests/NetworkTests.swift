import SluiceDiagnostics
import SluiceTensor
import Testing

@testable import SluiceLearning

/// Toggles on a live network, training, and files.
@Suite("Networks") struct NetworkTests {
  static func corpus() throws -> Corpus {
    var toy = ToyEnglish()
    toy.sentences = 30
    toy.domains = ["mail"]
    return try toy.corpus(named: "toy")
  }

  static func network(
    _ corpus: Corpus, _ method: SluiceLearning.Method = .sluice,
    seed: UInt64 = 3, _ change: (inout Architecture) -> Void = { _ in }
  ) -> Network {
    var a = Architecture(stackOfTask: [0, 1])
    method.apply(to: &a)
    a.wordWidth = 6
    a.characterWidth = 4
    a.characterHidden = 4
    a.hidden = 8
    a.layers = 2
    a.headHidden = [8]
    change(&a)
    let tasks = ["pos", "ner"].map { layer in
      NetworkTask(
        name: layer, layer: layer,
        labels: corpus.layers.first { $0.name == layer }?.inventory ?? [])
    }
    return Network(
      a, method: method, tasks: tasks,
      vocabulary: Vocabulary([Selection(corpus, split: "train")]), seed: seed)
  }

  static func trained(
    _ network: Network, _ corpus: Corpus, threads: Int = 1, epochs: Int = 2
  ) throws -> TrainingRun {
    var options = TrainingOptions()
    options.epochs = epochs
    options.threads = threads
    let train = Selection(corpus, split: "train")
    let dev = Selection(corpus, split: "dev")
    return try Trainer(
      network, options, training: [train, train], development: [dev, dev]
    ).run()
  }

  private func loss(
    _ network: Network, _ corpus: Corpus
  ) throws -> [Double] {
    let dev = Selection(corpus, split: "dev")
    var probe = try SharingProbe(network, on: [dev, dev], threads: 1)
    return try probe.losses().map { try #require($0.value) }
  }

  @Test("The same seed gives the same bits, on one thread or two")
  func reproducible() throws {
    let corpus = try Self.corpus()
    let network = Self.network(corpus)
    let first = try Self.trained(network, corpus)
    let second = try Self.trained(network, corpus, threads: 2)
    #expect(first.network.weights == second.network.weights)
    #expect(first.network.weights != network.weights)
  }

  @Test("Two subspaces more are the same function", arguments: [2, 4])
  func lifting(factor: Int) throws {
    let corpus = try Self.corpus()
    var network = try Self.trained(Self.network(corpus), corpus).network
    let before = try loss(network, corpus)
    let lost = network.reshape { $0.subspaces *= factor }
    #expect(lost.isEmpty)
    let after = try loss(network, corpus)
    for (a, b) in zip(before, after) { #expect(abs(a - b) < 1e-6) }
  }

  @Test("From one subspace to two, too")
  func firstSubspaces() throws {
    let corpus = try Self.corpus()
    var network = try Self.trained(
      Self.network(corpus, .crossStitch), corpus
    ).network
    let before = try loss(network, corpus)
    #expect(network.reshape { $0.subspaces = 2 }.isEmpty)
    for (a, b) in zip(before, try loss(network, corpus)) {
      #expect(abs(a - b) < 1e-6)
    }
  }

  @Test("Sluices and skips that go off and on again keep what they learned")
  func offAndOn() throws {
    let corpus = try Self.corpus()
    var network = try Self.trained(Self.network(corpus), corpus).network
    let before = network
    #expect(network.reshape { $0.sluice = .off }.isEmpty)
    #expect(network.tensor(.alpha(0)) == nil)
    #expect(try loss(network, corpus) != loss(before, corpus))
    #expect(network.reshape { $0.skip = .off }.isEmpty)
    #expect(network.tensor(.beta) == nil)
    _ = network.reshape {
      $0.sluice = .trained
      $0.skip = .beta
    }
    #expect(network.tensor(.alpha(0)) == before.tensor(.alpha(0)))
    #expect(network.tensor(.beta) == before.tensor(.beta))
    #expect(try loss(network, corpus) == loss(before, corpus))
  }

  @Test("What cannot keep its weights is named")
  func lost() throws {
    let corpus = try Self.corpus()
    var network = Self.network(corpus)
    let lost = network.reshape { $0.skip = .concat }
    #expect(
      lost.map(\.name) == ["head.0.hidden.weight", "head.1.hidden.weight"])
    #expect(
      network.phrase(for: lost) == "the head of pos and the head of ner")
  }

  @Test(
    "Saved and loaded, a network is the same to the bit",
    arguments: SluiceLearning.Method.allCases)
  func roundTrip(method: SluiceLearning.Method) throws {
    let corpus = try Self.corpus()
    var network = try Self.trained(Self.network(corpus, method), corpus).network
    network.constraints.frozen = [.beta]
    if method == .sluice { _ = network.reshape { $0.sluice = .off } }
    let bytes = try Checkpoint.encode(network).encoded()
    let back = try Checkpoint.decode(
      Safetensors(bytes, name: "net"), name: "net")
    #expect(back.weights == network.weights)
    #expect(back.architecture == network.architecture)
    #expect(back.tasks == network.tasks)
    #expect(back.vocabulary == network.vocabulary)
    #expect(back.constraints == network.constraints)
    #expect(back.sharing == network.sharing)
    #expect(back.shelf == network.shelf)
    #expect(try Checkpoint.encode(back).encoded() == bytes)
    let words = PlainText.corpus("Anna sent the report .")
    #expect(
      try back.labelling(of: [0], in: words, threads: 1)
        == network.labelling(of: [0], in: words, threads: 1))
  }

  @Test("A file that fixes or ties what is not there is refused")
  func tampered() throws {
    func refused(_ change: (inout Constraints) -> Void) throws -> String? {
      var network = Self.network(try Self.corpus())
      change(&network.constraints)
      let file = Checkpoint.encode(network)
      do {
        _ = try Checkpoint.decode(file, name: "net")
        return nil
      } catch { return error.title }
    }
    let nothing = Weight(Weight.Part("words"), .embeddings, name: "nothing")
    let wrong = "net fixes or ties what the network does not have"
    #expect(try refused { $0.fixed[.beta] = [3] } == nil)
    #expect(try refused { $0.fixed[.beta] = [4] } == wrong)
    #expect(try refused { $0.fixed[nothing] = [0] } == wrong)
    #expect(try refused { $0.tied[.alpha(0)] = [[0, -1]] } == wrong)
    #expect(
      try refused { $0.shared = [[.beta, .alpha(0)]] } == wrong)
  }

  @Test("A path of another shape in a file is left out")
  func tamperedPath() throws {
    var file = Checkpoint.encode(Self.network(try Self.corpus()))
    file.tensors["path.0.stitch.0.alpha"] = .float32([1], [7])
    let network = try Checkpoint.decode(file, name: "net")
    #expect(network.received(to: 0, from: 1, layers: [0]).count == 1)
  }

  @Test("A closed sluice costs nothing, and closing leaves the network be")
  func probe() throws {
    let corpus = try Self.corpus()
    var network = try Self.trained(Self.network(corpus), corpus).network
    let dev = Selection(corpus, split: "dev")
    var probe = try SharingProbe(network, on: [dev, dev], threads: 1)
    let before = try probe.losses()
    let cost = try #require(try probe.costOfClosing(to: 0, from: 1).value)
    #expect(cost != 0)
    #expect(try probe.losses() == before)
    for layer in 0..<2 {
      var alpha = try #require(network.tensor(Weight.alpha(layer)))
      for i in 0..<2 { for j in 2..<4 { alpha.values[i * 4 + j] = 0 } }
      network.set(Weight.alpha(layer), alpha)
    }
    var closed = try SharingProbe(network, on: [dev, dev], threads: 1)
    #expect(try closed.costOfClosing(to: 0, from: 1).value == 0)
    let (shut, open) = (try closed.losses()[0].value, before[0].value)
    #expect(abs(try #require(shut) - #require(open) - cost) < 1e-12)
  }

  @Test("Tasks of different corpora are trained side by side, by their rates")
  func separateCorpora() throws {
    let corpus = try Self.corpus()
    var other = corpus
    other.name = "other"
    let network = Self.network(corpus)
    var changed = network
    changed.tasks[1].samplingRate = 2
    var options = TrainingOptions()
    options.epochs = 1
    let run = try Trainer(
      changed, options,
      training: [
        Selection(corpus, split: "train"), Selection(other, split: "train"),
      ], development: [nil, nil]
    ).run()
    let epoch = try #require(run.epochs.first)
    #expect(epoch.sentences == [30, 60])
    #expect(epoch.labelled[1] == 2 * epoch.labelled[0])
  }

  @Test("Unlabelled training data is refused")
  func noLabels() throws {
    var corpus = try Self.corpus()
    let network = Self.network(corpus)
    corpus.layers[2].labels = corpus.layers[2].labels.map { _ in -1 }
    #expect(
      throws: Diagnostic(
        .noLabels, "ner has no labels in the training data",
        hint: "train on sentences that have the layer ner; show the corpus to"
          + " see which do")
    ) { _ = try Self.trained(network, corpus) }
  }

  @Test("A rate that is far too high is said to be")
  func divergence() throws {
    let corpus = try Self.corpus()
    var options = TrainingOptions()
    options.optimizer = Optimizer(.sgd, rate: 1e30)
    let train = Selection(corpus, split: "train")
    let trainer = Trainer(
      Self.network(corpus), options, training: [train, train],
      development: [nil, nil])
    let run = try trainer.run()
    guard case .diverged = run.ending else {
      Issue.record("training went on")
      return
    }
    #expect(run.best == nil && run.network.weights == trainer.network.weights)
  }
}
