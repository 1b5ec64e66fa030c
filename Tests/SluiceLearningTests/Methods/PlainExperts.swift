import SluiceLearning

/// Experts and gates, written down as their papers describe them, token by token.
enum PlainExperts {
  typealias Vector = Tape.Vector

  /// The softmax of a linear map.
  private static func gate(
    _ tagger: PlainTagger, _ name: String, _ x: Vector
  ) -> Vector {
    let tape = tagger.tape
    return tape.softmax(
      tape.sum(
        tape.times(tagger[name + ".weight"], x), tagger[name + ".bias"]))
  }

  /// Experts that belong to no task, and a gate for each, or for all of them
  /// (Jacobs et al. 1991; Ma et al. 2018). A gate reads the words, or what it
  /// made of the experts a layer below.
  static func experts(
    _ count: Int, tasks: Int = 2, oneGate: Bool = false,
    readState: Bool = false
  ) -> PlainMethods.Method {
    { tagger, sentence in
      let words = tagger.input(sentence)
      var experts = (0..<count).map { _ in words }
      var mixed = (0..<tasks).map { _ in words }
      for k in 0..<3 {
        experts = experts.enumerated().map {
          tagger.layer(k + 1, "rnn.\($0).\(k)", $1)
        }
        guard readState || k == 2 else { continue }
        mixed = mixed.enumerated().map { task, below in
          words.indices.map { t in
            tagger.tape.weighed(
              experts.map { $0[t] },
              by: gate(
                tagger, "gate.\(k).\(oneGate ? 0 : task)",
                readState ? below[t] : words[t]))
          }
        }
      }
      return mixed
    }
  }

  /// A stack for each of two tasks, and experts; after each layer a gate for
  /// each task mixes its stack and the experts, and one more all stacks for the
  /// experts (Tang et al. 2020).
  static func progressive(
    _ count: Int, readState: Bool
  ) -> PlainMethods.Method {
    { tagger, sentence in
      let words = tagger.input(sentence)
      // For the tasks, and for the experts.
      var read = [words, words, words]
      for k in 0..<3 {
        let stacks = (0..<2 + count).map {
          tagger.layer(k + 1, "rnn.\($0).\(k)", read[min($0, 2)])
        }
        read = read.enumerated().map { receiver, below in
          let senders =
            receiver == 2 ? stacks : [stacks[receiver]] + stacks[2...]
          return words.indices.map { t in
            tagger.tape.weighed(
              senders.map { $0[t] },
              by: gate(
                tagger, "gate.\(k).\(receiver)",
                readState ? below[t] : words[t]))
          }
        }
      }
      return Array(read[..<2])
    }
  }
}
