import SluiceLearning
import SluiceTensor
import Testing

/// What must hold for every sluice network, whatever its weights.
@Suite("Contracts", .eachProducts) struct ContractTests {
  static let alpha = (0..<3).map(Weight.alpha)

  private func identity(_ n: Int) -> [Float] {
    Initialization.alpha(.identity, streams: n)
  }

  private func differs(_ a: [[[Float]]], _ b: [[[Float]]]) -> Bool { a != b }

  @Test("With identity alpha each task is as if alone, bit for bit")
  func identityIsAlone() throws {
    var joint = SmallNetwork()
    for alpha in Self.alpha { joint.set(alpha, identity(4)) }
    let jointStep = joint.step()
    _ = jointStep.gradient(of: joint.batch, .none)

    for task in 0..<2 {
      // The same task in a network of its own, with the joint one's weights.
      var alone = SmallNetwork(tasks: 1)
      alone.labels = [joint.labels[task]]
      alone.layout = ParameterLayout(
        alone.architecture, words: SmallNetwork.words,
        characters: SmallNetwork.characters, labels: alone.labels)
      alone.weights = [Float](repeating: 0, count: alone.layout.count)
      let own = alone.layout.entries.map(\.weight).filter { !$0.isSharing }
      for weight in own {
        alone.set(weight, joint.values(inJoint(weight, task, joint)))
      }
      for alpha in Self.alpha { alone.set(alpha, identity(2)) }
      let k = joint.architecture.layers
      alone.set(.beta, Array(joint.values(.beta)[task * k..<(task + 1) * k]))
      alone.sentences = joint.sentences.map {
        NumberedSentence(
          words: $0.words, characters: $0.characters, labels: [$0.labels[task]])
      }

      #expect(alone.logits(task: 0) == joint.logits(task: task))
      let aloneStep = alone.step()
      _ = aloneStep.gradient(of: alone.batch, .none)
      for weight in own where weight.part.place != .whole {
        let same = try #require(inJoint(weight, task, joint))
        #expect(
          aloneStep.gradient(weight) == jointStep.gradient(same), "\(weight)")
      }
    }
  }

  /// The weight of a task's stack and head in the joint network that one of the
  /// network of that task alone stands for.
  private func inJoint(
    _ weight: Weight, _ task: Int, _ joint: SmallNetwork
  ) -> Weight? {
    var name = weight.name
    for prefix in ["rnn.0", "head.0"] where name.hasPrefix(prefix) {
      name = prefix.dropLast() + "\(task)" + name.dropFirst(prefix.count)
    }
    return joint.layout.weight(named: name)
  }

  @Test(
    "One entry off the diagonal changes its row's task only",
    arguments: [(0, 2), (0, 3), (1, 2), (2, 0), (3, 1)])
  func oneEntryChangesItsReceiver(receiver: Int, sender: Int) {
    var before = SmallNetwork()
    for alpha in Self.alpha { before.set(alpha, identity(4)) }
    var after = before
    var last = identity(4)
    last[receiver * 4 + sender] = 1
    after.set(Self.alpha[2], last)

    let (from, to) = (sender / 2, receiver / 2)
    #expect(differs(before.logits(task: to), after.logits(task: to)))
    #expect(before.logits(task: from) == after.logits(task: from))
  }

  @Test("One-hot beta gives exactly that layer", arguments: 0..<3)
  func oneHotBeta(layer: Int) {
    var small = SmallNetwork()
    let one = (0..<3).map { Float($0 == layer ? 1 : 0) }
    small.set(.beta, one + one)
    let pass = small.step().forward(small.batch)
    for task in 0..<2 {
      #expect(
        pass.headInput(task).values
          == pass.mixed(layer: layer, stack: task).values)
    }
  }

  @Test("Swapping the tasks with everything of theirs swaps the results")
  func swapping() {
    let small = SmallNetwork { $0.headHidden = [5] }
    var swapped = small
    swapped.labels.reverse()
    swapped.layout = ParameterLayout(
      small.architecture, words: SmallNetwork.words,
      characters: SmallNetwork.characters, labels: swapped.labels)
    swapped.weights = [Float](repeating: 0, count: swapped.layout.count)
    for entry in swapped.layout.entries {
      let other = small.layout.weight(named: other(entry.weight.name))
      swapped.set(entry.weight, small.values(other))
    }
    let order = [2, 3, 0, 1]
    for weight in Self.alpha {
      let alpha = small.values(weight)
      swapped.set(
        weight, order.flatMap { i in order.map { alpha[i * 4 + $0] } })
    }
    let beta = small.values(.beta)
    swapped.set(.beta, Array(beta[3...] + beta[..<3]))

    for task in 0..<2 {
      let one = small.logits(task: task).joined().joined()
      let two = swapped.logits(task: 1 - task).joined().joined()
      let gap = zip(one, two).map { abs($0 - $1) }.max() ?? 1
      #expect(gap < 1e-6)
    }
  }

  private func other(_ name: String) -> String {
    for (one, two) in [("rnn.0", "rnn.1"), ("head.0", "head.1")] {
      if name.hasPrefix(one) { return two + name.dropFirst(one.count) }
      if name.hasPrefix(two) { return one + name.dropFirst(two.count) }
    }
    return name
  }

  @Test("A changed token reaches layer 1 forward from there on, backward up to")
  func timeRunsOneWay() {
    let small = SmallNetwork(lengths: [6])
    var changed = small
    let at = 3
    changed.sentences[0].words[at] = (small.sentences[0].words[at] + 1) % 9
    let one = small.step(), two = changed.step()
    let before = one.forward(small.batch), after = two.forward(changed.batch)
    for t in 0..<6 {
      let a = before.streams(layer: 0, stack: 0).row(t)
      let b = after.streams(layer: 0, stack: 0).row(t)
      #expect((a[..<4] != b[..<4]) == (t >= at), "forward, token \(t)")
      #expect((a[4...] != b[4...]) == (t <= at), "backward, token \(t)")
    }
  }

  @Test("Characters stay in their word")
  func charactersStay() {
    let small = SmallNetwork(lengths: [5, 3])
    var changed = small
    changed.sentences[0].characters[2] = [5, 4, 3, 2, 1]
    let one = small.step(), two = changed.step()
    let before = one.forward(small.batch), after = two.forward(changed.batch)
    for t in 0..<5 {
      let row = small.batch.packing.row(t, of: 0)
      #expect(
        (before.features[0].row(row) != after.features[0].row(row)) == (t == 2))
    }
  }

  @Test("A spelling worked out once has the bits it has in its batch")
  func spellingsWorkedOut() {
    let small = SmallNetwork(lengths: [5, 3, 8, 1])
    let step = small.step()
    let vectors = step.spell(small.sentences)
    let looked = step.forward(small.batch, vectors: vectors)
    let logits = (0..<2).map { looked.logits($0).values }
    let features = looked.features[0].values
    let spelled = step.forward(small.batch)
    #expect(spelled.features[0].values == features)
    // What words give the first layers is worked out once, too: the same sums,
    // in another order.
    for task in 0..<2 {
      let gap = zip(spelled.logits(task).values, logits[task]).map {
        abs($0 - $1)
      }.max()
      #expect((gap ?? 1) < 1e-5)
    }
  }

  @Test("A sentence has the same bits alone and among others")
  func aloneAndAmongOthers() {
    let small = SmallNetwork(lengths: [12, 9, 7, 10, 4])
    let step = small.step()
    func logits(_ sentences: [NumberedSentence]) -> [[Float]] {
      let vectors = step.spell(sentences)
      let batch = Batch(sentences)
      let pass = step.forward(batch, vectors: vectors)
      let place = batch.sentences.firstIndex(of: 0) ?? 0
      return (0..<batch.packing.lengths[place]).map {
        pass.logits(0).row(batch.packing.row($0, of: place))
      }
    }
    let (alone, among) = (logits([small.sentences[0]]), logits(small.sentences))
    // OpenBLAS picks the order of sums by the shape of a product.
    let allowed: Float = Products.current.choice == .openblas ? 1e-6 : 0
    for (one, other) in zip(alone.joined(), among.joined()) {
      #expect(abs(one - other) <= allowed)
    }
  }

  @Test("A large batch's gradient is the sum of its halves'")
  func largeBatch() {
    // More sequences than are done at a time.
    var small = SmallNetwork(lengths: (0..<150).map { $0 % 4 + 1 })
    let sentences = small.sentences
    func gradients(_ part: [NumberedSentence]) -> [[Float]] {
      small.sentences = part
      let step = small.step(
        lossWeights: LossWeights(tasks: [1, 1], reduction: .sum))
      _ = step.gradient(of: small.batch, .none)
      return small.layout.entries.map { step.gradient($0.weight) }
    }
    let whole = gradients(sentences)
    let halves = (
      gradients(Array(sentences[..<75])), gradients(Array(sentences[75...]))
    )
    for (index, entry) in small.layout.entries.enumerated() {
      let sum = zip(halves.0[index], halves.1[index]).map {
        Double($0) + Double($1)
      }
      #expect(relativeGap(whole[index], sum) < 1e-5, "\(entry.weight.name)")
    }
  }

  @Test("A task without labels has loss 0 and gradient exactly 0")
  func noLabels() {
    var small = SmallNetwork()
    for i in small.sentences.indices {
      small.sentences[i].labels[1] = small.sentences[i].words.map { _ in -1 }
    }
    let step = small.step()
    let losses = step.gradient(of: small.batch, .none).losses
    #expect(losses.tasks[1] == 0)
    #expect(losses.tasks[0] > 0)
    for entry in small.layout.entries
    where entry.weight.name.hasPrefix("head.1") {
      #expect(
        step.gradient(entry.weight).allSatisfy { $0 == 0 }, "\(entry.weight)")
    }
    #expect(step.gradient(.beta)[3...].allSatisfy { $0 == 0 })
    #expect(step.gradient(.beta)[..<3].contains { $0 != 0 })
  }

  @Test(
    "The number of threads and repetition leave every bit", arguments: [1, 2])
  func sameBits(threads: Int) {
    func trained(_ threads: Int) -> [Float] {
      // Large enough that some products go to OpenBLAS.
      let small = SmallNetwork(hidden: 50, lengths: Array(1...30)) {
        $0.regularizers[OrthogonalityPenalty.self].weight = 0.1
      }
      let step = small.step(threads: threads, optimizer: Optimizer(.adam))
      var perturbation = Perturbation()
      perturbation.inputNoise = 0.2
      perturbation.headNoise = 0.1
      perturbation.dropout.input = 0.1
      for seed in 0..<3 {
        perturbation.seed = UInt64(seed)
        _ = step.train(on: small.batch, perturbation)
      }
      return step.weights
    }
    #expect(trained(threads) == trained(1))
  }

  @Test("Fixed entries stay, tied ones stay equal, frozen weights stay")
  func constraints() throws {
    var small = SmallNetwork()
    var constraints = Constraints()
    let out = try #require(small.layout.weight(named: "head.0.out.weight"))
    constraints.fixed = [.alpha(0): [2, 8]]
    constraints.tied = [.alpha(1): [[0, 5]]]
    constraints.frozen = [out]
    var alpha = small.values(.alpha(1))
    alpha[5] = alpha[0]
    small.set(.alpha(1), alpha)
    let step = small.step(constraints: constraints)
    for _ in 0..<3 { _ = step.train(on: small.batch, .none) }
    var after = small
    after.weights = step.weights
    let (first, last) = (
      small.values(.alpha(0)), after.values(.alpha(0))
    )
    for i in 0..<16 { #expect((first[i] == last[i]) == (i == 2 || i == 8)) }
    #expect(
      after.values(.alpha(1))[0] == after.values(.alpha(1))[5])
    #expect(after.values(.alpha(1))[0] != alpha[0])
    #expect(after.values(out) == small.values(out))
  }
}
