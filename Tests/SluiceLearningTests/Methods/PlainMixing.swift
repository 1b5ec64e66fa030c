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
}
