/// Some sentences, numbered and laid out for the network.
///
/// - Shapes: `P` tokens, laid out by `packing`; `words`, `spellingOfRow` and
///   each task's labels are `[P]`.
package struct Batch: Sendable {
  package var packing: Packing
  /// Which sentence of the data set each sequence is.
  package var sentences: [Int]
  /// Each token's word, by number in the vocabulary.
  package var words: [Int32]
  /// The distinct words, in order.
  package var distinctWords: [Int32]
  /// Each token's spelling, by number in `spellings`.
  package var spellingOfRow: [Int32]
  package var spellings: Spellings
  /// For each task each token's label, −1 where there is none.
  package var labels: [[Int32]]
  /// For each task how many tokens have a label.
  package var labelled: [Int]
  /// Where an encoder's vectors of the tokens are, where sentences have some.
  package var features: Features?

  package struct Features: Sendable {
    let file: TokenFeatures
    let runs: [TokenFeatures.Run]
  }

  /// The distinct spellings of a batch, laid out by length.
  package struct Spellings: Sendable {
    /// Their characters, by number in the vocabulary; longest first.
    package var distinct: [[Int32]]
    package var packing: Packing
    /// The distinct characters, by number in the vocabulary.
    package var alphabet: [Int32]
    /// Each row's character, by number in `alphabet`.
    package var characters: [Int32]
  }

  /// How many tokens there are.
  package var tokens: Int { packing.rows }
}

/// A sentence as numbers.
package struct NumberedSentence: Sendable, Equatable {
  package var words: [Int32]
  /// Each word's characters, at least one.
  package var characters: [[Int32]]
  /// For each task the labels, −1 for none.
  package var labels: [[Int32]]
  /// Where an encoder's vectors of it are.
  package var features: Features?

  package struct Features: Sendable, Equatable {
    package let file: TokenFeatures
    /// The row of its first token.
    package let row: Int
  }

  package init(words: [Int32], characters: [[Int32]], labels: [[Int32]]) {
    self.words = words
    self.characters = characters
    self.labels = labels
  }
}

extension Batch {
  /// Lays out some sentences.
  ///
  /// - Parameters:
  ///   - items: The sentences; none empty, all with as many tasks.
  ///   - sentences: What each is called outside; 0, 1, … if not given.
  package init(_ items: [NumberedSentence], sentences: [Int]? = nil) {
    let order = items.indices.sorted {
      (items[$1].words.count, $0) < (items[$0].words.count, $1)
    }
    let packing = Packing(lengths: order.map { items[$0].words.count })
    let tasks = items.first?.labels.count ?? 0
    var words = [Int32](repeating: 0, count: packing.rows)
    var places = words
    var labels = [[Int32]](
      repeating: [Int32](repeating: -1, count: packing.rows), count: tasks)

    var numbers: [[Int32]: Int] = [:]
    var spelled: [[Int32]] = []
    var runs: [TokenFeatures.Run] = []
    for (b, item) in order.enumerated() {
      if let features = items[item].features {
        runs.append(
          TokenFeatures.Run(
            first: features.row,
            rows: items[item].words.indices.map { packing.row($0, of: b) }))
      }
      for (t, word) in items[item].words.enumerated() {
        let row = packing.row(t, of: b)
        words[row] = word
        let characters = items[item].characters[t]
        let number = numbers[characters] ?? spelled.count
        if number == spelled.count {
          numbers[characters] = number
          spelled.append(characters)
        }
        places[row] = Int32(number)
        for task in 0..<tasks {
          labels[task][row] = items[item].labels[task][t]
        }
      }
    }
    let longestFirst = spelled.indices.sorted {
      (spelled[$1].count, $0) < (spelled[$0].count, $1)
    }
    var rank = [Int32](repeating: 0, count: spelled.count)
    for (new, old) in longestFirst.enumerated() { rank[old] = Int32(new) }
    for i in places.indices { places[i] = rank[Int(places[i])] }
    self.init(
      packing: packing, sentences: order.map { sentences?[$0] ?? $0 },
      words: words, distinctWords: Set(words).sorted(), spellingOfRow: places,
      spellings: Spellings(longestFirst.map { spelled[$0] }), labels: labels,
      labelled: labels.map { $0.count { $0 >= 0 } },
      features: items.lazy.compactMap { $0.features?.file }.first.map {
        Features(file: $0, runs: runs)
      })
  }
}

extension Batch.Spellings {
  /// Lays out distinct spellings.
  ///
  /// - Parameter distinct: Their characters by number; longest first.
  init(_ distinct: [[Int32]]) {
    self.distinct = distinct
    packing = Packing(lengths: distinct.map(\.count))
    characters = [Int32](repeating: 0, count: packing.rows)
    alphabet = []
    var known: [Int32: Int32] = [:]
    for (b, spelling) in distinct.enumerated() {
      for (t, character) in spelling.enumerated() {
        let number = known[character] ?? Int32(alphabet.count)
        if known[character] == nil {
          known[character] = number
          alphabet.append(character)
        }
        characters[packing.row(t, of: b)] = number
      }
    }
  }
}
