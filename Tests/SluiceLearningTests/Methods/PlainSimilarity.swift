import SluiceLearning

/// What asks that the shared stack not tell tasks' sentences apart, as its papers
/// have it. Of the sentences that heads read, number i is of task i mod 2.
enum PlainSimilarity {
  typealias Vector = Tape.Vector

  /// The mean of the shared stack's states, by sentence.
  private static func means(
    _ tagger: PlainTagger, _ read: [[[Vector]]]
  ) -> [Vector] {
    let tape = tagger.tape
    return read.map { sentence in
      let shared = sentence[0].map { tape.part($0, 8..<16) }
      let sum = shared.dropFirst().reduce(shared[0]) { tape.sum($0, $1) }
      return tape.times(sum, 1 / Double(shared.count))
    }
  }

  /// An adversary's guesses, whose loss is made small by it and large by the
  /// network (Liu et al. 2017).
  static func adversary(
    _ tagger: PlainTagger, _ read: [[[Vector]]], _ weight: Double
  ) -> Vector {
    let tape = tagger.tape
    let means = means(tagger, read)
    var loss = tape.leaf([0])
    for (sentence, mean) in means.enumerated() {
      let scores = tape.sum(
        tape.times(tagger["adversary.weight"], tape.reversed(mean)),
        tagger["adversary.bias"])
      loss = tape.sum(loss, tape.crossEntropy(scores, sentence % 2))
    }
    return tape.opposed(tape.times(loss, 1 / Double(means.count)), weight)
  }

  /// The squared maximum mean discrepancy (Gretton et al. 2012).
  static func discrepancy(
    _ tagger: PlainTagger, _ read: [[[Vector]]], _ weight: Double
  ) -> Vector {
    let tape = tagger.tape
    let means = means(tagger, read)
    let own = means.indices.filter { $0 % 2 == 0 }.map { means[$0] }
    let other = means.indices.filter { $0 % 2 == 1 }.map { means[$0] }
    func mean(_ one: [Vector], _ two: [Vector]) -> Vector {
      var sum = tape.leaf([0])
      for x in one {
        for y in two {
          let square = tape.square(tape.sum(x, tape.times(y, -1)))
          for variance in [0.01, 0.1, 1, 10, 100] {
            sum = tape.sum(
              sum, tape.exp(tape.times(square, -1 / (2 * variance))))
          }
        }
      }
      return tape.times(sum, 1 / Double(one.count * two.count))
    }
    let value = tape.sum(
      tape.sum(mean(own, own), mean(other, other)),
      tape.times(mean(own, other), -2))
    return tape.times(value, weight)
  }
}
