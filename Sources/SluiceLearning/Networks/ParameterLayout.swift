import SluiceTensor

/// Where each of a network's weights lies in one long array, by name.
///
/// Names and shapes are those of the file format (`docs/model.md`): files
/// count tasks and layers from 0. Matrices are row by row, `y = W·x + b`; the
/// four gates are stacked in the order input, forget, cell, output.
package struct ParameterLayout: Sendable, Equatable {
  /// One weight's name, shape and place.
  package struct Entry: Sendable, Equatable {
    package var name: String
    package var shape: [Int]
    package var offset: Int
    /// Whether its numbers are kept: in an outline only those of α and β are.
    package var isStored = true
    package var count: Int { shape.reduce(1, *) }
    package var range: Range<Int> {
      offset..<offset + (isStored ? count : 0)
    }
  }

  package private(set) var entries: [Entry] = []
  private var indexByName: [String: Int] = [:]
  /// How many numbers there are in all.
  package private(set) var count = 0
  /// Whether it is the layout of a network that is only looked at: all names
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
    append("word.weight", [words, a.wordWidth])
    append("char.weight", [characters, a.characterWidth])
    for direction in Direction.allCases {
      appendLSTM(
        "char_rnn.\(direction.name)", inputs: a.characterWidth,
        hidden: a.characterHidden)
    }
    for stack in 0..<a.stacks {
      for layer in 0..<a.layers {
        for direction in Direction.allCases {
          appendLSTM(
            Self.recurrent(stack, layer, direction),
            inputs: a.inputWidth(ofLayer: layer), hidden: a.hidden)
        }
      }
    }
    if a.hasAlpha {
      for layer in 0..<a.layers {
        append(Self.alpha(layer), [a.streams, a.streams])
      }
    }
    if a.hasBeta { append(Self.beta, [a.tasks, a.layers]) }
    for (task, count) in labels.enumerated() {
      append("head.\(task).hidden.weight", [a.headHidden, a.headWidth])
      append("head.\(task).hidden.bias", [a.headHidden])
      append("head.\(task).out.weight", [count, a.headHidden])
      append("head.\(task).out.bias", [count])
    }
  }

  package subscript(_ name: String) -> Entry? {
    indexByName[name].map { entries[$0] }
  }

  /// The name of layer `k`'s alpha, from 0.
  package static func alpha(_ layer: Int) -> String { "stitch.\(layer).alpha" }
  /// The name of all tasks' betas.
  package static let beta = "beta"
  /// Whether a weight is an alpha or the betas.
  package static func isSharing(_ name: String) -> Bool {
    name.hasPrefix("stitch.") || name == beta
  }
  /// What the names of one direction of one layer of a stack start with.
  package static func recurrent(
    _ stack: Int, _ layer: Int, _ direction: Direction
  ) -> String { "rnn.\(stack).\(layer).\(direction.name)" }

  private mutating func append(_ name: String, _ shape: [Int]) {
    indexByName[name] = entries.count
    let isStored = !isOutline || Self.isSharing(name)
    entries.append(
      Entry(name: name, shape: shape, offset: count, isStored: isStored))
    guard isStored else { return }
    // Sixteen floats are a cache line.
    count += (shape.reduce(1, *) + 15) / 16 * 16
  }

  private mutating func appendLSTM(
    _ prefix: String, inputs: Int, hidden: Int
  ) {
    append("\(prefix).weight_ih_l0", [4 * hidden, inputs])
    append("\(prefix).weight_hh_l0", [4 * hidden, hidden])
    append("\(prefix).bias_ih_l0", [4 * hidden])
    append("\(prefix).bias_hh_l0", [4 * hidden])
  }
}

/// Which way an LSTM runs over a sentence or a word.
package enum Direction: Int, CaseIterable, Sendable {
  case forward, backward
  package var name: String { self == .forward ? "fwd" : "bwd" }
}

/// A weight's place, as the inner loops use it.
struct Slot: Sendable {
  let offset: Int
  let rows: Int
  let columns: Int

  /// The weight called `name`, a vector as one row.
  init(_ layout: ParameterLayout, _ name: String) {
    guard let entry = layout[name] else {
      preconditionFailure("the layout has no \(name)")
    }
    offset = entry.offset
    rows = entry.shape.count > 1 ? entry.shape[0] : 1
    columns = entry.shape.last ?? 1
  }

  func block(_ base: UnsafeMutablePointer<Float>) -> Block {
    Block(base + offset, rows: rows, columns: columns)
  }
}
