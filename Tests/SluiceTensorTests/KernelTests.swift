import Foundation
import SluiceRandom
import SluiceTensor
import Testing

/// Each fast loop equals its plain twin, for lengths that fill the processor's
/// width and for those that do not.
@Suite("Kernels equal plain loops") struct KernelTests {
  static let lengths = [1, 3, 16, 17, 100, 1025]

  /// A block of its own memory.
  private func block(_ values: [Float], rows: Int = 1) -> Block {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: values.count)
    memory.update(from: values, count: values.count)
    return Block(memory, rows: rows, columns: values.count / rows)
  }

  private func random(_ count: Int, _ size: Float = 1, seed: UInt64 = 1)
    -> [Float]
  {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in (2 * stream.uniform() - 1) * size }
  }

  private func gap(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).map { abs($0 - $1) }.max() ?? 0
  }

  @Test("tanh, over its whole range", arguments: lengths)
  func tanhs(count: Int) {
    let x = random(count, 12)
    let y = block(x)
    Kernels.tanh(y)
    #expect(gap(y.values, x.map { Foundation.tanh($0) }) < 1e-6)
  }

  @Test("exp of rows, each less its largest number", arguments: lengths)
  func exps(columns: Int) {
    let x = random(3 * columns, 30)
    let y = block(x, rows: 3)
    let (tops, gaps) = Kernels.expRows(y)
    for row in 0..<3 {
      let numbers = Array(x[row * columns..<(row + 1) * columns])
      let top = numbers.max() ?? 0
      #expect(tops[row] == top)
      #expect(gaps[row] == top - (numbers.min() ?? 0))
      #expect(gap(y.row(row), numbers.map { exp($0 - top) }) < 1e-6)
    }
  }

  @Test(
    "A transpose, in whole squares and beside them",
    arguments: [1, 7, 8, 16, 17, 40], [1, 8, 12, 16, 33])
  func transposes(rows: Int, columns: Int) {
    let x = block(random(rows * columns), rows: rows)
    let out = block([Float](repeating: 9, count: x.count), rows: columns)
    transpose(x, into: out)
    for j in 0..<columns {
      #expect(out.row(j) == (0..<rows).map { x.row($0)[j] })
    }
  }

  @Test("A sum of rows, and rows from a table and back", arguments: [1, 5])
  func rows(count: Int) {
    let x = random(count * 7)
    let sums = block([Float](repeating: 9, count: 7))
    Kernels.sumRows(block(x, rows: count), into: sums)
    let plain = (0..<7).map { j in
      (0..<count).reduce(Float(0)) { $0 + x[$1 * 7 + j] }
    }
    #expect(gap(sums.values, plain) < 1e-6)

    let table = block(random(21), rows: 3)
    let gathered = block([Float](repeating: 0, count: 14), rows: 2)
    Kernels.gather(table, [2, 2], into: gathered)
    #expect(gathered.row(0) == table.row(2))
    #expect(gathered.row(1) == table.row(2))
    let target = block([Float](repeating: 0, count: 21), rows: 3)
    Kernels.scatterAdd(gathered, [1, 1], to: target)
    #expect(gap(target.row(1), table.row(2).map { 2 * $0 }) < 1e-6)
    #expect(target.row(0).allSatisfy { $0 == 0 })
  }

  @Test("Cross-entropy and its gradient", arguments: [2, 9, 45])
  func crossEntropy(labels: Int) {
    let x = random(3 * labels, 4)
    let logits = block(x, rows: 3)
    let gold: [Int32] = [0, -1, Int32(labels - 1)]
    let loss = Kernels.crossEntropy(logits, labels: gold, scale: 0.5)
    var expected = 0.0
    for (row, label) in gold.enumerated() {
      let z = x[row * labels..<(row + 1) * labels].map(Double.init)
      let sum = z.reduce(0) { $0 + exp($1) }
      for j in 0..<labels {
        let soft = exp(z[j]) / sum - (j == Int(label) ? 1 : 0)
        let wanted = label < 0 ? 0 : 0.5 * soft
        #expect(abs(Double(logits.row(row)[j]) - wanted) < 1e-6)
      }
      if label >= 0 { expected += log(sum) - z[Int(label)] }
    }
    #expect(abs(loss - expected) < 1e-5)
  }

  /// Two tasks' subspaces, streams too many to sum at once, wide and narrow.
  static let streamShapes = [
    StreamKernels.Shape(columns: 2, subspaces: 2, width: 3),
    StreamKernels.Shape(columns: 2, subspaces: 2, width: 50),
    StreamKernels.Shape(columns: 2, subspaces: 1, width: 16),
    StreamKernels.Shape(columns: 3, subspaces: 1, width: 17),
    StreamKernels.Shape(columns: 5, subspaces: 2, width: 18),
    StreamKernels.Shape(columns: 9, subspaces: 2, width: 4),
  ]

  @Test("Alpha mixes streams, and its way back", arguments: streamShapes)
  func alpha(shape: StreamKernels.Shape) {
    let rows = 37, n = shape.columns * shape.subspaces
    let hidden = shape.subspaces * shape.width
    func columns(_ seed: UInt64) -> [Block] {
      (0..<shape.columns).map {
        block(
          random(rows * 2 * hidden, seed: seed + UInt64($0)), rows: rows)
      }
    }
    let states = columns(3), gradient = columns(40), mixed = columns(80)
    let alpha = block(random(n * n, seed: 9), rows: n)
    /// Unit `unit` of a stream in one row of both directions.
    func unit(_ all: [Block], _ stream: Int, _ row: Int, _ unit: Int) -> Float {
      all[stream / shape.subspaces].base[
        row * hidden + stream % shape.subspaces * shape.width + unit]
    }
    for transposed in [false, true] {
      StreamKernels.mix(
        states, into: mixed, alpha: alpha, shape: shape, transposed: transposed)
      for row in 0..<2 * rows {
        for i in 0..<n {
          for u in 0..<shape.width {
            let wanted = (0..<n).reduce(Float(0)) { sum, j in
              sum + (transposed ? alpha.row(j)[i] : alpha.row(i)[j])
                * unit(states, j, row, u)
            }
            #expect(abs(unit(mixed, i, row, u) - wanted) < 1e-5)
          }
        }
      }
    }
    let found = block([Float](repeating: 7, count: n * n), rows: n)
    StreamKernels.gradient(states, gradient, into: found, shape: shape)
    for i in 0..<n {
      for j in 0..<n {
        var wanted = 0.0
        for row in 0..<2 * rows {
          for u in 0..<shape.width {
            wanted += Double(
              unit(gradient, i, row, u) * unit(states, j, row, u))
          }
        }
        #expect(abs(Double(found.row(i)[j]) - wanted) < 1e-4)
      }
    }
  }

  @Test("Noise is normal, and the same for a place whatever the chunk")
  func noise() {
    let count = 100_000
    let whole = block([Float](repeating: 0, count: count))
    Kernels.addGaussian(whole, deviation: 1, seed: 5)
    let values = whole.values
    let mean = values.reduce(0, +) / Float(count)
    let square = values.reduce(0) { $0 + $1 * $1 } / Float(count)
    #expect(abs(mean) < 0.02)
    #expect(abs(square - 1) < 0.03)
    let outside = values.count { abs($0) > 1.96 }
    #expect(abs(Double(outside) / Double(count) - 0.05) < 0.005)

    let part = block([Float](repeating: 0, count: 50))
    Kernels.addGaussian(part, deviation: 1, seed: 5, first: 700)
    #expect(part.values == Array(values[700..<750]))
  }

  @Test("Adam takes PyTorch's first steps")
  func adam() {
    let weights = block([1, -2]), mean = block([0, 0]), square = block([0, 0])
    for step in 1...2 {
      let step = AdamStep(
        rate: 0.1, scale: 1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8,
        step: step)
      step.update(weights, block([0.5, -0.1]), mean: mean, square: square)
    }
    // With a gradient that stays, each step is the rate long.
    #expect(gap(weights.values, [0.8, -1.8]) < 1e-5)
  }

  @Test("A stream's children depend on its seed and their name alone")
  func streams() {
    var stream = RandomStream(seed: 7)
    let before = stream.split("noise")
    _ = stream.next()
    #expect(stream.split("noise") == before)
    #expect(stream.split("batches") != before)
    #expect(RandomStream(seed: 8).split("noise") != before)
  }
}
