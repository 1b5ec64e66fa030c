import SluiceLearning

/// Ways of passing states between stacks other than by numbers, written down as
/// their papers describe them.
enum PlainMixing {
  typealias Vector = Tape.Vector

  /// After each layer, each stack reads the units of all, joined, by a matrix
  /// (Gao et al. 2019).
  static func concat(tasks: Int) -> PlainMethods.Method {
    { tagger, sentence in
      var below = (0..<tasks).map { _ in tagger.input(sentence) }
      for k in 0..<3 {
        let stacks = below.enumerated().map {
          tagger.layer(k + 1, "rnn.\($0).\(k)", $1)
        }
        below = (0..<tasks).map { task in
          stacks[0].indices.map { t in
            tagger.tape.times(
              tagger["concat.\(k).\(task).weight"],
              tagger.tape.joined(stacks.map { $0[t] }))
          }
        }
      }
      return below
    }
  }

  static let noise = ChoiceNoise(temperature: 0.7, seed: 3)
  /// A perturbation that draws choices with this noise, and nothing else.
  static var drawn: Perturbation {
    var perturbation = Perturbation.none
    perturbation.choice = noise
    return perturbation
  }

  /// Each of two tasks takes at each layer its own stack's state, the shared
  /// stack's, or its state below, in shares that are drawn (Sun et al. 2020), or
  /// that of its highest score alone.
  static func branching(_ noise: ChoiceNoise?) -> PlainMethods.Method {
    { tagger, sentence in
      let tape = tagger.tape
      let words = tagger.input(sentence)
      var below = [words, words]
      var shared = words
      for k in 0..<3 {
        let own = below.enumerated().map {
          tagger.layer(k + 1, "rnn.\($0).\(k)", $1)
        }
        shared = tagger.layer(k + 1, "rnn.2.\(k)", shared)
        below = (0..<2).map { task in
          let count = k == 0 ? 2 : 3
          let scores = tape.part(
            tagger["choice.\(k).score"], task * count..<(task + 1) * count)
          var shares = tape.leaf((0..<count).map { $0 == 0 ? 1 : 0 })
          if let noise {
            let drawn = noise.numbers(count, layer: k, task: task)
            shares = tape.softmax(
              tape.times(
                tape.sum(scores, tape.leaf(drawn.map(Double.init))),
                1 / Double(noise.temperature)))
          }
          return words.indices.map { t in
            tape.weighed(
              [own[task][t], shared[t]] + (k == 0 ? [] : [below[task][t]]),
              by: shares)
          }
        }
      }
      return below
    }
  }

  /// A stack and a table of words for each of two tasks; the characters are
  /// shared (Yang et al. 2016).
  static let ownWords: PlainMethods.Method = { tagger, sentence in
    (0..<2).map { task in
      var states = tagger.input(sentence, table: task)
      for k in 0..<3 {
        states = tagger.layer(k + 1, "rnn.\(task).\(k)", states)
      }
      return states
    }
  }

  /// One stack, of whose weights each of two tasks has some (Sun et al. 2020).
  ///
  /// - Parameter has: Whether a task has an entry of a weight.
  /// - Returns: What makes of a sentence what the heads read.
  static func masked(
    _ has: @escaping @Sendable (Int, String, Int) -> Bool
  ) -> PlainMethods.Method {
    { tagger, sentence in
      (0..<2).map { task in
        var states = tagger.input(sentence)
        for k in 0..<3 {
          func lstm(_ direction: String) -> PlainTagger.LSTM {
            tagger.lstm(
              "rnn.0.\(k).\(direction)",
              times: { name, count in
                (0..<count).map { has(task, name, $0) ? 1 : 0 }
              })
          }
          states = tagger.layer(k + 1, lstm("fwd"), lstm("bwd"), states)
        }
        return states
      }
    }
  }
}

/// Masks of two tasks for a test.
enum SparseMasks {
  /// Whether a task has an entry of one of the first stack's weights.
  @Sendable static func has(_ task: Int, _ name: String, _ entry: Int) -> Bool {
    (entry * 7 + name.utf8.count + task) % 3 != 0
  }

  /// Gives the first stack's weights what only the second one has.
  static func fill(_ weights: inout [String: [Double]], _ network: Network) {
    for (weight, mask) in network.constraints.masks
    where weight.name.hasPrefix("rnn.0") {
      let other = "rnn.1" + weight.name.dropFirst("rnn.0".count)
      let others = weights[other] ?? []
      for i in 0..<mask.count where !mask[i] {
        weights[weight.name]?[i] = others[i]
      }
    }
  }

  @Sendable static func set(_ network: inout Network) {
    for entry in network.layout.entries where entry.weight.part.name == "layer"
    {
      let name = entry.weight.name
      let task = name.hasPrefix("rnn.1") ? 1 : 0
      var mask = WeightMask(all: entry.count)
      for i in 0..<entry.count where !has(task, name, i) { mask[i] = false }
      network.constraints.masks[entry.weight] = mask
    }
    network.settle()
  }
}
