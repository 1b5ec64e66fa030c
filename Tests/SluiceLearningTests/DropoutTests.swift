import SluiceTensor
import Testing

@testable import SluiceLearning

/// What is dropped on the way forward is dropped on the way back.
@Suite("Dropout") struct DropoutTests {
  static let kinds: [(String, Dropout)] = [
    ("input", Dropout(input: 0.4)), ("layers", Dropout(layers: 0.4)),
    ("recurrent", Dropout(recurrent: 0.4)),
    ("locked", Dropout(input: 0.3, layers: 0.3, isLocked: true)),
    ("all", Dropout(input: 0.2, layers: 0.2, recurrent: 0.2)),
  ]

  /// Differences are taken in single precision: a fiftieth of a gradient is
  /// left, and of a loss near 10 the last digits over the step, 2e-3.
  @Test(
    "Gradients equal differences under one choice of what is dropped",
    arguments: kinds, [true, false])
  func differences(kind: (String, Dropout), hasAlpha: Bool) {
    var small = SmallNetwork(layers: 2, lengths: [3, 2]) {
      $0.sluice = hasAlpha ? .trained : .off
    }
    var perturbation = Perturbation()
    perturbation.dropout = kind.1
    perturbation.seed = 5
    let batch = small.batch
    let step = small.step()
    _ = step.gradient(of: batch, perturbation)
    for entry in small.layout.entries {
      let gradient = step.gradient(entry.weight)
      let index = gradient.indices.max {
        abs(gradient[$0]) < abs(gradient[$1])
      }
      guard let index, abs(gradient[index]) > 1e-3 else { continue }
      let before = small.weights[entry.range.lowerBound + index]
      func loss(_ change: Float) -> Double {
        small.weights[entry.range.lowerBound + index] = before + change
        return small.step().gradient(of: batch, perturbation).losses.total
      }
      let size: Float = 4e-3
      let difference = (loss(size) - loss(-size)) / Double(2 * size)
      small.weights[entry.range.lowerBound + index] = before
      #expect(
        abs(difference - Double(gradient[index]))
          < 0.02 * abs(Double(gradient[index])) + 2e-3, "\(entry.weight)")
    }
  }

  @Test("Locked, all tokens of a sentence lose the same numbers")
  func locked() {
    let packing = Packing(lengths: [4, 2])
    func dropped(isLocked: Bool) -> [[[Bool]]] {
      let workspace = Workspace()
      let mask = Mask(
        workspace, count: packing.rows * 64, keeping: 0.5)
      mask.draw(seed: 7)
      let block = workspace.block(rows: packing.rows, columns: 64)
      for i in 0..<block.count { block.base[i] = 1 }
      RowMask(mask, packing, columns: 64, isLocked: isLocked).apply(to: block)
      return [4, 2].enumerated().map { b, length in
        (0..<length).map { t in
          block.row(packing.row(t, of: b)).map { $0 == 0 }
        }
      }
    }
    let locked = dropped(isLocked: true)
    for sentence in locked { #expect(Set(sentence).count == 1) }
    #expect(locked[0][0] != locked[1][0])
    for sentence in dropped(isLocked: false) {
      #expect(Set(sentence).count == sentence.count)
    }
  }
}
