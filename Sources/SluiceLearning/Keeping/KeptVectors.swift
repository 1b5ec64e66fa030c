import SluiceKeeping

// How word vectors are kept: the numbers of all words as one array.

extension WordVectors {
  private enum Key: String, CodingKey {
    case dimension, words, numbers, others, spellings, repeated, path, asked
  }

  package init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: Key.self)
    let dimension = try kept.decode(Int.self, forKey: .dimension)
    let words: [String] = try kept.decode(Packed.self, forKey: .words).elements
    let numbers: [Float] =
      try kept.decode(Packed.self, forKey: .numbers).elements
    let others: [String] =
      try kept.decode(Packed.self, forKey: .others).elements
    let spellings: [String] =
      try kept.decode(Packed.self, forKey: .spellings).elements
    guard numbers.count == words.count * dimension else {
      throw DecodingError.dataCorruptedError(
        forKey: .numbers, in: kept, debugDescription: "not of these words")
    }
    self.init(
      dimension: dimension,
      rows: Dictionary(
        words.enumerated().map { number, word in
          (word, Array(numbers[number * dimension..<(number + 1) * dimension]))
        }, uniquingKeysWith: { first, _ in first }),
      spellings: Dictionary(zip(others, spellings)) { first, _ in first },
      repeated: try kept.decode(Int.self, forKey: .repeated),
      path: try kept.decode(String.self, forKey: .path),
      asked: Set(try kept.decode(Packed.self, forKey: .asked).elements))
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var kept = encoder.container(keyedBy: Key.self)
    let rows = rows.sorted { $0.key < $1.key }
    let spellings = spellings.sorted { $0.key < $1.key }
    try kept.encode(dimension, forKey: .dimension)
    try kept.encode(Packed(rows.map(\.key)), forKey: .words)
    try kept.encode(Packed(rows.flatMap(\.value)), forKey: .numbers)
    try kept.encode(Packed(spellings.map(\.key)), forKey: .others)
    try kept.encode(Packed(spellings.map(\.value)), forKey: .spellings)
    try kept.encode(repeated, forKey: .repeated)
    try kept.encode(path, forKey: .path)
    try kept.encode(Packed(asked.sorted()), forKey: .asked)
  }
}
