import SluiceRandom
import Testing

@testable import SluiceLearning

/// What is taken from gradients that point against each other.
@Suite("PCGrad") struct GradientSurgeryTests {
  private let rule = GradientSurgery()

  /// The products of some tasks' gradients, each given weight by weight.
  private func products(_ gradients: [[[Double]]]) -> GradientProducts {
    GradientProducts(
      (gradients.first ?? []).indices.map { place in
        gradients.map { one in
          gradients.map { dot(one[place], $0[place]) }
        }
      })
  }

  private func dot(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// What is left of one task's gradient, weight by weight.
  private func left(
    of task: Int, _ gradients: [[[Double]]], seed: UInt64 = 1
  ) -> [[Double]] {
    let only = gradients.indices.map { $0 == task ? 1.0 : 0 }
    let parts = rule.coefficients(
      products(gradients), only, RandomStream(seed: seed))
    return parts.enumerated().map { place, parts in
      gradients[0][place].indices.map { i in
        parts.enumerated().reduce(0) {
          $0 + $1.element * gradients[$1.offset][place][i]
        }
      }
    }
  }

  @Test("Two gradients at a blunt angle become orthogonal to each other's")
  func conflict() {
    let gradients = [[[1.0, 0]], [[-1.0, 1]]]
    #expect(left(of: 0, gradients) == [[0.5, 0.5]])
    #expect(left(of: 1, gradients) == [[0, 1]])
    #expect(dot(left(of: 0, gradients)[0], gradients[1][0]) == 0)
    #expect(dot(left(of: 1, gradients)[0], gradients[0][0]) == 0)
  }

  @Test("At a sharp or a right angle they stay as they are")
  func agreement() {
    let weights = [1.0, 0.5]
    for other in [[1.0, 1], [0.0, 1]] {
      let all = rule.coefficients(
        products([[[1.0, 0]], [other]]), weights, RandomStream(seed: 1))
      #expect(all == [weights])
    }
  }

  @Test("What one task alone reaches is left as it is")
  func reached() {
    // The middle weight is both tasks', the others one's each.
    let gradients = [
      [[2.0, 1], [1.0, 0], [0.0]], [[0.0, 0], [-1.0, 1], [7.0]],
    ]
    #expect(left(of: 0, gradients) == [[2, 1], [0.5, 0.5], [0]])
    #expect(left(of: 1, gradients) == [[0, 0], [0, 1], [7]])
  }

  @Test("Of three, each is freed of one other after the other, in random order")
  func three() {
    let gradients = [[[1.0, 0.2]], [[-1.0, 0.5]], [[-0.3, -1.0]]]
    func plain(_ order: [Int]) -> [Double] {
      var own = gradients[0][0]
      for other in order.map({ gradients[$0][0] }) where dot(own, other) < 0 {
        let part = dot(own, other) / dot(other, other)
        own = zip(own, other).map { $0 - part * $1 }
      }
      return own
    }
    let expected = [plain([1, 2]), plain([2, 1])]
    var met: Set<Int> = []
    for seed in 0..<20 {
      let found = left(of: 0, gradients, seed: UInt64(seed))[0]
      let order = expected.firstIndex { plain in
        zip(plain, found).allSatisfy { abs($0 - $1) < 1e-12 }
      }
      met.insert(order ?? -1)
    }
    #expect(met == [0, 1])
  }
}
