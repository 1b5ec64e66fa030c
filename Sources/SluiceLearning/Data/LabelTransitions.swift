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
    var numbers = StepCounts(labels: width)
    for sentence in sentences {
      var previous = 0
      for token in corpus.tokens(ofSentence: sentence) {
        let label = Int(layer.labels[token]) + 1
        numbers.add(previous * width + label)
        previous = label
      }
      numbers.add(previous * width)
    }
    let texts = [nil] + layer.inventory.map(Optional.some)
    for (number, count) in numbers.counted {
      let step = Step(
        previous: texts[number / width], label: texts[number % width])
      counts[step] = count
    }
  }
}

/// Counts of numbered steps: in a table where that is small, as for span tags,
/// since a corpus has many more tokens than it has steps.
private struct StepCounts {
  private var table: [Int] = []
  private var others: [Int: Int] = [:]

  init(labels: Int) {
    if labels <= 512 { table = Array(repeating: 0, count: labels * labels) }
  }

  mutating func add(_ step: Int) {
    if table.isEmpty {
      others[step, default: 0] += 1
    } else {
      table[step] += 1
    }
  }

  var counted: [(Int, Int)] {
    table.isEmpty
      ? others.map { ($0.key, $0.value) }
      : table.indices.filter { table[$0] > 0 }.map { ($0, table[$0]) }
  }
}
