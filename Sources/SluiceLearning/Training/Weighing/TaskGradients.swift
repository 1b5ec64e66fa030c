import Foundation
import SluiceTensor

/// Each task's gradient in one batch, without λ and without regularizers: what
/// training takes apart where it weighs by gradients, and what says whether two
/// tasks pull the same way.
///
/// A class because it owns the memory, which is used again from batch to batch.
package final class TaskGradients {
  /// The tasks, by number in the network.
  let tasks: [Int]
  /// Each of them its gradient.
  private(set) var memories: [Gradients] = []
  /// The network's weights that are trained, those in several places once; β,
  /// of which each task has a row of its own, once for each of them.
  package let weights: [Weight]
  /// Where each of them lies, in pieces; the words' have none here.
  private let pieces: [[Range<Int>]]
  /// Where each of them and its copies lie; the words' rows are those of the
  /// batch.
  private let places: [[Range<Int>]]
  /// Rows of the word embedding that the last batch set.
  private(set) var rows: [Range<Int>] = []

  init(_ step: TrainingStep, tasks: [Int]) {
    self.tasks = tasks
    let constraints = step.constraints
    let copies = constraints.copies
    let layout = step.layout
    let distinct = constraints.free(in: step.runner.architecture, layout)
      .filter { !copies.contains($0.weight) }
    let parts = distinct.flatMap { entry in
      Self.rows(of: entry).map { (weight: entry.weight, range: $0) }
    }
    weights = parts.map(\.weight)
    pieces = parts.map {
      $0.weight == .words ? [] : TrainingStep.pieces($0.range)
    }
    places = parts.map { part in
      let group = constraints.shared.first { $0.first == part.weight } ?? []
      return [part.range]
        + group.dropFirst().compactMap { layout[$0]?.range }
    }
    memories = tasks.map { _ in
      Gradients(TrainingStep.allocate(layout.count))
    }
  }

  /// A weight as it is looked at: β row by row, all others whole.
  private static func rows(of entry: ParameterLayout.Entry) -> [Range<Int>] {
    guard entry.weight == .beta, let count = entry.shape.first, count > 1
    else { return [entry.range] }
    let width = entry.count / count
    return (0..<count).map {
      let start = entry.offset + $0 * width
      return start..<start + width
    }
  }

  deinit {
    for memory in memories { free(memory.base) }
  }

  /// Says which rows of the word embedding the next batch sets.
  func begin(rows: [Range<Int>]) {
    for memory in memories {
      for row in self.rows { memory[row].clear() }
    }
    self.rows = rows
  }

  /// Where a weight's gradient lies that may be other than 0.
  private func ranges(_ place: Int) -> [Range<Int>] {
    weights[place] == .words ? rows : pieces[place]
  }

  /// All products of the tasks' gradients.
  package func products(_ workers: Workers) -> GradientProducts {
    let count = tasks.count
    let pairs = (0..<count).flatMap { one in (one..<count).map { (one, $0) } }
    let room = weights.count * pairs.count
    // Each sum is worked out by one thread, so its bits are always the same.
    let sums = [Double](unsafeUninitializedCapacity: room) { sums, filled in
      workers.runToEnd(room) { piece in
        let (one, other) = pairs[piece % pairs.count]
        sums[piece] = ranges(piece / pairs.count).reduce(0.0) {
          $0 + Kernels.dot(memories[one][$1], memories[other][$1])
        }
      }
      filled = room
    }
    let matrices = weights.indices.map { place in
      var matrix = [[Double]](
        repeating: [Double](repeating: 0, count: count), count: count)
      for (index, (one, other)) in pairs.enumerated() {
        let sum = sums[place * pairs.count + index]
        matrix[one][other] = sum
        matrix[other][one] = sum
      }
      return matrix
    }
    return GradientProducts(matrices)
  }

  /// Adds the tasks' gradients to another.
  ///
  /// - Parameters:
  ///   - gradients: What is added to.
  ///   - coefficients: What each task's is multiplied by, weight by weight.
  func add(to gradients: Gradients, _ coefficients: [[Double]]) {
    for place in weights.indices {
      let ranges = weights[place] == .words ? rows : places[place]
      for (index, coefficient) in coefficients[place].enumerated()
      where coefficient != 0 {
        for range in ranges {
          Kernels.add(
            memories[index][range], scale: Float(coefficient),
            to: gradients[range])
        }
      }
    }
  }
}
