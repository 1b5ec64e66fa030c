import SluiceLearning

/// The parts that every method's plain implementation is written with: the
/// input, a biLSTM layer, a head. No columns, streams, alpha, beta or ties.
final class PlainTagger {
  typealias Vector = Tape.Vector
  let architecture: Architecture
  let tape = Tape()
  private let weights: [String: [Double]]
  /// The weights used so far, by name.
  private(set) var leaves: [String: Vector] = [:]

  init(_ architecture: Architecture, _ weights: [String: [Double]]) {
    self.architecture = architecture
    self.weights = weights
  }

  subscript(_ name: String) -> Vector {
    if let leaf = leaves[name] { return leaf }
    let leaf = tape.leaf(weights[name] ?? [])
    leaves[name] = leaf
    return leaf
  }

  /// One direction's weights: for inputs, for states, and two biases.
  typealias LSTM = (input: Vector, state: Vector, bias: Vector, other: Vector)

  /// Weights by name, or some entries of them.
  func lstm(
    _ name: String, _ entries: (String) -> [Int]? = { _ in nil },
    times factors: (_ name: String, _ count: Int) -> [Double]? = { _, _ in nil }
  ) -> LSTM {
    func weight(_ kind: String) -> Vector {
      let whole = self["\(name).\(kind)"]
      if let factors = factors("\(name).\(kind)", whole.value.count) {
        return tape.product(whole, tape.leaf(factors))
      }
      return entries(kind).map { tape.part(whole, $0) } ?? whole
    }
    return (
      weight("weight_ih_l0"), weight("weight_hh_l0"), weight("bias_ih_l0"),
      weight("bias_hh_l0")
    )
  }

  /// The states of one direction, in the order of its inputs.
  private func run(_ lstm: LSTM, _ inputs: [Vector]) -> [Vector] {
    let h = lstm.bias.value.count / 4
    var state = tape.leaf([Double](repeating: 0, count: h))
    var cell = state
    return inputs.map { x in
      let sums = tape.sum(
        tape.sum(tape.times(lstm.input, x), lstm.bias),
        tape.sum(tape.times(lstm.state, state), lstm.other))
      func gate(_ i: Int) -> Vector {
        tape.part(sums, i * h..<(i + 1) * h)
      }
      cell = tape.sum(
        tape.product(tape.sigmoid(gate(1)), cell),
        tape.product(tape.sigmoid(gate(0)), tape.tanh(gate(2))))
      state = tape.product(tape.sigmoid(gate(3)), tape.tanh(cell))
      return state
    }
  }

  /// What all tasks read: each word's embedding and its spelling.
  ///
  /// - Parameters:
  ///   - sentence: Its words and characters.
  ///   - table: Which table of embeddings its words are in.
  /// - Returns: A vector for each token.
  func input(_ sentence: NumberedSentence, table: Int = 0) -> [Vector] {
    let (e, c) = (architecture.wordWidth, architecture.characterWidth)
    return zip(sentence.words, sentence.characters).map {
      number, spelling in
      let word = table * SmallNetwork.words + Int(number)
      let letters = spelling.map {
        tape.part(self["char.weight"], Int($0) * c..<(Int($0) + 1) * c)
      }
      return tape.joined([
        tape.part(self["word.weight"], word * e..<(word + 1) * e),
        run(lstm("char_rnn.fwd"), letters).last ?? letters[0],
        run(lstm("char_rnn.bwd"), letters.reversed()).last ?? letters[0],
      ])
    }
  }

  /// A biLSTM layer, `number` counting from 1: at each token the forward state
  /// and then the backward one; tanh from the second layer on.
  func layer(
    _ number: Int, _ name: String, _ inputs: [Vector]
  ) -> [Vector] {
    layer(number, lstm(name + ".fwd"), lstm(name + ".bwd"), inputs)
  }

  func layer(
    _ number: Int, _ forward: LSTM, _ backward: LSTM, _ inputs: [Vector]
  ) -> [Vector] {
    let forward = run(forward, inputs)
    let backward = Array(run(backward, inputs.reversed()).reversed())
    return zip(forward, backward).map {
      let both = tape.joined([$0, $1])
      return number > 1 ? tape.tanh(both) : both
    }
  }

  /// The mean loss of a task over all tokens with a label, by one of the heads.
  func loss(
    head: Int, _ kind: HeadKind, _ states: [[Vector]], _ gold: [[Int32]]
  ) -> Vector {
    let head = "head.\(head)."
    var sum = tape.leaf([0])
    for (states, labels) in zip(states, gold) {
      let logits = states.map { x in
        let units = tape.relu(
          tape.sum(
            tape.times(self[head + "hidden.weight"], x),
            self[head + "hidden.bias"]))
        return tape.sum(
          tape.times(self[head + "out.weight"], units),
          self[head + "out.bias"])
      }
      if kind == .crf {
        sum = tape.sum(sum, chainLoss(head, logits, labels.map(Int.init)))
      } else {
        for (logits, label) in zip(logits, labels) where label >= 0 {
          sum = tape.sum(sum, tape.crossEntropy(logits, Int(label)))
        }
      }
    }
    return tape.times(sum, 1 / Double(gold.joined().count { $0 >= 0 }))
  }

  /// What a sentence's labels lack to all sequences of labels: the sum over
  /// these, label by label, less their own score (Lafferty et al. 2001).
  private func chainLoss(
    _ head: String, _ logits: [Vector], _ gold: [Int]
  ) -> Vector {
    let transition = self[head + "transition"]
    let (start, end) = (self[head + "start"], self[head + "end"])
    let n = start.value.count
    var sums = tape.sum(start, logits[0])
    var score = tape.sum(
      tape.part(start, [gold[0]]), tape.part(end, [gold[gold.count - 1]]))
    for (t, label) in gold.enumerated() {
      score = tape.sum(score, tape.part(logits[t], [label]))
      guard t > 0 else { continue }
      score = tape.sum(
        score, tape.part(transition, [gold[t - 1] * n + label]))
      let before = sums
      let ways = (0..<n).map { to in
        tape.logSum(
          tape.sum(
            before, tape.part(transition, (0..<n).map { $0 * n + to })))
      }
      sums = tape.sum(tape.joined(ways), logits[t])
    }
    return tape.sum(tape.logSum(tape.sum(sums, end)), tape.times(score, -1))
  }
}
