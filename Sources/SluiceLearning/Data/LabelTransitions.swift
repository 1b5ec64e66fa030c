/// Which label follows which in a layer, and how often.
///
/// Tag schemes are about neighbours only, so this small table says all that a
/// million labels do.
struct LabelTransitions {
  /// A label and the one before it; nil for no label, and for a sentence's
  /// ends.
  struct Step: Hashable {
    var previous: String?
    var label: String?
  }

  private(set) var counts: [Step: Int] = [:]

  /// - Parameters:
  ///   - layer: The layer.
  ///   - corpus: The corpus it belongs to.
  ///   - sentences: Which sentences count, by number.
  init(_ layer: Corpus.Layer, of corpus: Corpus, in sentences: [Int]) {
    let width = layer.inventory.count + 1  // one more for no label
    var numbers: [Int: Int] = [:]
    for sentence in sentences {
      var previous = 0
      for token in corpus.tokens(ofSentence: sentence) {
        let label = Int(layer.labels[token]) + 1
        numbers[previous * width + label, default: 0] += 1
        previous = label
      }
      numbers[previous * width, default: 0] += 1
    }
    let texts = [nil] + layer.inventory.map(Optional.some)
    for (number, count) in numbers {
      let step = Step(
        previous: texts[number / width], label: texts[number % width])
      counts[step] = count
    }
  }
}
