/// Where each of a network's weights lies in one long array.
///
/// Matrices are row by row, `y = W·x + b`; the four gates are stacked in the
/// order input, forget, cell, output.
package struct ParameterLayout: Sendable, Equatable {
  /// Numbers of the largest network that any machine could be meant for: 1 GB.
  package static let most = 250_000_000

  /// One weight's shape, start and place.
  package struct Entry: Sendable, Equatable {
    package let parameter: Parameter
    package let offset: Int
    /// Whether its numbers are kept: in an outline only those of α and β are.
    package let isStored: Bool
    package var weight: Weight { parameter.weight }
    package var shape: [Int] { parameter.shape }
    package var count: Int { shape.reduce(1, *) }
    package var range: Range<Int> {
      offset..<offset + (isStored ? count : 0)
    }
  }

  package private(set) var entries: [Entry] = []
  private var indices: [Weight: Int] = [:]
  /// How many numbers there are in all.
  package private(set) var count = 0
  /// Whether it is the layout of a network that is only looked at: all weights
  /// and shapes, but no place for what training alone reads.
  package let isOutline: Bool

  /// - Parameters:
  ///   - architecture: The network's shape.
  ///   - words: Known words, the unknown one included.
  ///   - characters: Known characters, the unknown one included.
  ///   - labels: For each task how many labels there are.
  ///   - isOutline: Whether only α and β get a place.
  package init(
    _ architecture: Architecture, words: Int, characters: Int, labels: [Int],
    isOutline: Bool = false
  ) {
    self.isOutline = isOutline
    let a = architecture
    append([
      Parameter(
        .words, [words * a.wordTables, a.wordWidth], start: .uniform(0.1))
    ])
    append(CharacterEncoder.parameters(a, characters: characters))
    append(FeatureProjection.parameters(a))
    for stack in 0..<a.stacks {
      for layer in 0..<a.layers {
        for direction in Direction.allCases {
          append(
            LSTMLayer.parameters(
              .layer(layer, stack: stack, direction),
              inputs: a.inputWidth(ofLayer: layer), hidden: a.hidden))
        }
      }
    }
    append(StackBases.parameters(a))
    append(a.mixingParameters + SkipUnit.parameters(a))
    append(DomainProjection.parameters(a))
    for (task, count) in labels.enumerated() {
      append(
        a.headOfTask[task].type.parameters(a, task: task, labels: count))
    }
    for regularizer in a.regularizers.active(in: a) {
      append(regularizer.parameters(a))
    }
  }

  package subscript(_ weight: Weight) -> Entry? {
    indices[weight].map { entries[$0] }
  }

  private mutating func append(_ parameters: [Parameter]) {
    for parameter in parameters {
      indices[parameter.weight] = entries.count
      let entry = Entry(
        parameter: parameter, offset: count,
        isStored: !isOutline || parameter.weight.isSharing)
      entries.append(entry)
      // Sixteen floats are a cache line.
      count += (entry.range.count + 15) / 16 * 16
    }
  }
}

extension Weight {
  /// All words' embeddings.
  package static let words = Weight(
    Part("words"), .embeddings, name: "word.weight")
}
