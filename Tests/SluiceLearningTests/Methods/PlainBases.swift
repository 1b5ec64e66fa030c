import SluiceLearning

/// Stacks whose weights are sums of bases (Kumar & Daumé III 2012), written down
/// as they are defined.
struct PlainBases: Sendable {
  var count: Int
  var tasks = 2
  var weight = 0.02
  var bound = 2.0

  private static let kinds = [
    "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0",
  ]

  /// What each task's head reads.
  var states: PlainMethods.Method {
    { [self] tagger, sentence in
      let tape = tagger.tape
      let words = tagger.input(sentence)
      return (0..<tasks).map { task in
        let shares = tape.part(
          tagger["basis.shares"], task * count..<(task + 1) * count)
        var states = words
        for k in 0..<3 {
          func lstm(_ direction: String) -> PlainTagger.LSTM {
            let weights = Self.kinds.map { kind in
              tape.weighed(
                (0..<count).map {
                  tagger["basis.\($0).\(k).\(direction).\(kind)"]
                }, by: shares)
            }
            return (weights[0], weights[1], weights[2], weights[3])
          }
          states = tagger.layer(k + 1, lstm("fwd"), lstm("bwd"), states)
        }
        return states
      }
    }
  }

  func lasso(_ weights: [String: [Double]]) -> Double {
    weight * (weights["basis.shares"] ?? []).reduce(0) { $0 + abs($1) }
  }

  /// Draws shares towards 0, and keeps bases within their bound.
  func settle(_ weights: inout [String: [Double]], rate: Double) {
    weights["basis.shares"] = weights["basis.shares"]?.map {
      $0 > 0 ? max(0, $0 - rate * weight) : min(0, $0 + rate * weight)
    }
    for basis in 0..<count {
      let names = weights.keys.filter { $0.hasPrefix("basis.\(basis).") }
      let square = names.reduce(0.0) { sum, name in
        sum + (weights[name] ?? []).reduce(0) { $0 + $1 * $1 }
      }
      // A stack is drawn evenly from ±1/√H, and H is 4.
      let numbers = names.reduce(0) { $0 + (weights[$1]?.count ?? 0) }
      let largest = bound * (Double(numbers) / 4 / 3).squareRoot()
      guard square.squareRoot() > largest else { continue }
      for name in names {
        weights[name] = weights[name]?.map {
          $0 * largest / square.squareRoot()
        }
      }
    }
  }
}
