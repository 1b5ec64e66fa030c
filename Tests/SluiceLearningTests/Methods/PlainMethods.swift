import SluiceLearning

/// Earlier methods, each written down as its paper describes it. A method gives
/// for a sentence what each task's head reads, token by token.
enum PlainMethods {
  typealias Vector = Tape.Vector
  typealias Method =
    @Sendable (PlainTagger, NumberedSentence) -> [[Vector]]

  /// One task, one stack.
  static func single(_ tagger: PlainTagger, _ sentence: NumberedSentence)
    -> [[Vector]]
  {
    var states = tagger.input(sentence)
    for k in 1...3 { states = tagger.layer(k, "rnn.0.\(k - 1)", states) }
    return [states]
  }

  /// Two tasks read one stack (Caruana 1993).
  static func hard(_ tagger: PlainTagger, _ sentence: NumberedSentence)
    -> [[Vector]]
  {
    var states = tagger.input(sentence)
    for k in 1...3 { states = tagger.layer(k, "rnn.0.\(k - 1)", states) }
    return [states, states]
  }

  /// Two domains read one stack, each through a linear map of its own (Peng &
  /// Dredze 2016).
  static func domainProjections(
    _ tagger: PlainTagger, _ sentence: NumberedSentence
  ) -> [[Vector]] {
    let states = single(tagger, sentence)[0]
    return (0..<2).map { domain in
      states.map {
        tagger.tape.times(tagger["projection.\(domain).weight"], $0)
      }
    }
  }

  /// The auxiliary task reads a low layer of the main task's stack (Søgaard &
  /// Goldberg 2016).
  static func lowSupervision(at low: Int) -> Method {
    { tagger, sentence in
      var states = tagger.input(sentence)
      var auxiliary = states
      for k in 1...3 {
        states = tagger.layer(k, "rnn.0.\(k - 1)", states)
        if k == low { auxiliary = states }
      }
      return [states, auxiliary]
    }
  }

  /// Some layers for both, then a stack for each (k = 1: Alonso & Plank 2017).
  static func split(after common: Int) -> Method {
    { tagger, sentence in
      var shared = tagger.input(sentence)
      for k in 0..<common {
        shared = tagger.layer(k + 1, "rnn.0.\(k)", shared)
      }
      return (0..<2).map { task in
        var states = shared
        for k in common..<3 {
          states = tagger.layer(k + 1, "rnn.\(task).\(k)", states)
        }
        return states
      }
    }
  }

  /// Two stacks; after each layer both are mixed (Misra et al. 2016).
  static func crossStitch(_ tagger: PlainTagger, _ sentence: NumberedSentence)
    -> [[Vector]]
  {
    let tape = tagger.tape
    var one = tagger.input(sentence)
    var two = one
    for k in 1...3 {
      let a = tagger.layer(k, "rnn.0.\(k - 1)", one)
      let b = tagger.layer(k, "rnn.1.\(k - 1)", two)
      let units = tagger["stitch.\(k - 1).alpha"]
      func mixed(_ i: Int, _ j: Int) -> [Vector] {
        zip(a, b).map {
          tape.sum(
            tape.scaled($0, by: units, i), tape.scaled($1, by: units, j))
        }
      }
      (one, two) = (mixed(0, 1), mixed(2, 3))
    }
    return [one, two]
  }

  /// A stack for each task (Duong et al. 2015), held together by ``distance``.
  static func softSharing(
    _ tagger: PlainTagger, _ sentence: NumberedSentence
  ) -> [[Vector]] { split(after: 0)(tagger, sentence) }

  /// `(λ/2) ‖W_a − W_b‖²` over the two stacks' weights and biases.
  static func distance(_ tagger: PlainTagger, _ weight: Double) -> Vector {
    let tape = tagger.tape
    var sum = tape.leaf([0])
    for name in stackWeights(of: 0) {
      let other = "rnn.1" + name.dropFirst("rnn.0".count)
      let gap = tape.sum(tagger[name], tape.times(tagger[other], -1))
      sum = tape.sum(sum, tape.times(tape.square(gap), weight / 2))
    }
    return sum
  }

  /// A stack for each task and one for both; a head reads its task's and the
  /// shared one side by side (Bousmalis et al. 2016; Liu et al. 2017).
  static func privateShared(
    _ tagger: PlainTagger, _ sentence: NumberedSentence
  ) -> [[Vector]] {
    let words = tagger.input(sentence)
    let stacks = (0..<3).map { stack in
      var states = words
      for k in 1...3 {
        states = tagger.layer(k, "rnn.\(stack).\(k - 1)", states)
      }
      return states
    }
    return (0..<2).map { task in
      zip(stacks[task], stacks[2]).map { tagger.tape.joined([$0, $1]) }
    }
  }

  /// `w · Σₘ ‖(1/P) Hₘᵀ Hₛ‖²` over all tokens, from what the heads read.
  static func orthogonality(
    _ tagger: PlainTagger, _ read: [[[Vector]]], _ weight: Double
  ) -> Vector {
    let tape = tagger.tape
    var sum = tape.leaf([0])
    for task in 0..<2 {
      let tokens = read.flatMap { $0[task] }
      for unit in 0..<8 {
        var row = tape.leaf([Double](repeating: 0, count: 8))
        for token in tokens {
          let shared = tape.part(token, 8..<16)
          row = tape.sum(row, tape.scaled(shared, by: token, unit))
        }
        let mean = tape.times(row, 1 / Double(tokens.count))
        sum = tape.sum(sum, tape.times(tape.square(mean), weight))
      }
    }
    return sum
  }

  /// Names of a stack's weights.
  private static func stackWeights(of stack: Int) -> [String] {
    (0..<3).flatMap { k in
      ["fwd", "bwd"].flatMap { direction in
        ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"].map {
          "rnn.\(stack).\(k).\(direction).\($0)"
        }
      }
    }
  }

  /// The groups of the group lasso: what produces two of a direction's four
  /// units, in all four gates. Each a list of weights and entries.
  private static func groups(
    _ weights: [String: [Double]]
  ) -> [[(name: String, entries: [Int])]] {
    (0..<2).flatMap { stack in
      (0..<3).flatMap { k in
        ["fwd", "bwd"].flatMap { direction in
          (0..<2).map { subspace in
            let units = (0..<4).flatMap { gate in
              (0..<2).map { gate * 4 + subspace * 2 + $0 }
            }
            return ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]
              .map { kind in
                let name = "rnn.\(stack).\(k).\(direction).\(kind)"
                let width = (weights[name]?.count ?? 0) / 16
                return (
                  name,
                  units.flatMap { unit in (0..<width).map { unit * width + $0 }
                  }
                )
              }
          }
        }
      }
    }
  }

  private static func norm(
    _ group: [(name: String, entries: [Int])], _ weights: [String: [Double]]
  ) -> (norm: Double, count: Double) {
    let numbers = group.flatMap { part in
      part.entries.map { weights[part.name]?[$0] ?? 0 }
    }
    return (
      numbers.reduce(0) { $0 + $1 * $1 }.squareRoot(), Double(numbers.count)
    )
  }

  /// `λ Σ √p ‖group‖`
  static func lasso(
    _ weights: [String: [Double]], _ weight: Double
  ) -> Double {
    groups(weights).reduce(0) {
      let (norm, count) = norm($1, weights)
      return $0 + weight * count.squareRoot() * norm
    }
  }

  /// Draws each group towards 0 by `rate · λ · √p`, and no further.
  static func shrink(
    _ weights: inout [String: [Double]], rate: Double, _ weight: Double
  ) {
    for group in groups(weights) {
      let (norm, count) = norm(group, weights)
      guard norm > 0 else { continue }
      let factor = max(0, 1 - rate * weight * count.squareRoot() / norm)
      for part in group {
        for entry in part.entries { weights[part.name]?[entry] *= factor }
      }
    }
  }

  /// Each task has a private LSTM of two units and one that it shares: the sum
  /// of both tasks' shared states, weighed, is what both read (after Daumé III
  /// 2007).
  static func easyAdaptation(
    _ tagger: PlainTagger, _ sentence: NumberedSentence
  ) -> [[Vector]] {
    let tape = tagger.tape
    let words = tagger.input(sentence)
    // By task, private and shared; forward units and then backward ones.
    var below = [[words, words], [words, words]]
    for k in 0..<3 {
      let alpha = tagger["stitch.\(k).alpha"]
      let states = (0..<2).map { task in
        (0..<2).map { part in
          let inputs = below[task][part]
          func lstm(_ direction: String) -> PlainTagger.LSTM {
            tagger.lstm("rnn.\(task).\(k).\(direction)") {
              entries(of: $0, part: part, isFirst: k == 0, words[0].value.count)
            }
          }
          return tagger.layer(k + 1, lstm("fwd"), lstm("bwd"), inputs)
        }
      }
      let shared = zip(states[0][1], states[1][1]).map {
        tape.sum(
          tape.scaled($0, by: alpha, 5), tape.scaled($1, by: alpha, 15))
      }
      below = (0..<2).map { task in
        [states[task][0].map { tape.scaled($0, by: alpha, task * 10) }, shared]
      }
    }
    return below.map { parts in
      zip(parts[0], parts[1]).map {
        tape.joined([
          tape.part($0, 0..<2), tape.part($1, 0..<2), tape.part($0, 2..<4),
          tape.part($1, 2..<4),
        ])
      }
    }
  }

  /// Entries of a direction's weights that make two of its four units from the
  /// same two units, or from the words.
  private static func entries(
    of kind: String, part: Int, isFirst: Bool, _ inputs: Int
  ) -> [Int] {
    let rows = (0..<4).flatMap { gate in
      (0..<2).map { gate * 4 + part * 2 + $0 }
    }
    let columns: [Int]
    let width: Int
    switch kind {
    case "weight_ih_l0":
      width = isFirst ? inputs : 8
      columns =
        isFirst
        ? Array(0..<inputs)
        : [part * 2, part * 2 + 1, 4 + part * 2, 4 + part * 2 + 1]
    case "weight_hh_l0": (width, columns) = (4, [part * 2, part * 2 + 1])
    default: (width, columns) = (1, [0])
    }
    return rows.flatMap { row in columns.map { row * width + $0 } }
  }
}
