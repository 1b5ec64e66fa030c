import SluiceTensor
import Testing

@testable import SluiceLearning

/// Rows that rest must end where the plain loop over all rows ends.
@Suite("Adam") struct AdamTests {
  @Test("Words that rest have the weights of the plain loop")
  func resting() throws {
    var small = SmallNetwork(tasks: 1, layers: 1, lengths: [2, 1])
    let optimizer = Optimizer(.adam, rate: 0.01)
    let step = small.step(optimizer: optimizer)
    let word = try #require(small.layout[.words])
    var plain = small.weights[word.range].map(Double.init)
    var mean = plain.map { _ in 0.0 }, square = mean
    var rested = 0
    for t in 1...700 {
      // Word 1 all the time, word 2 at the start, after 300 and after 650
      // steps, word 3 never.
      let second: Int32 = t < 4 || t == 304 || t == 655 ? 2 : 1
      small.sentences[0].words = [1, second]
      small.sentences[1].words = [1]
      let batch = small.batch
      _ = step.train(on: batch, .none)
      let gradient = step.gradient(.words).map(Double.init)
      for i in plain.indices {
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i]
        square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i]
        let m = mean[i] / (1 - power(0.9, t))
        let v = square[i] / (1 - power(0.999, t))
        plain[i] -= 0.01 * m / (v.squareRoot() + 1e-8)
      }
      if step.warmRows == 1 { rested += 1 }
    }
    #expect(rested > 100)
    let found = Array(step.weights[word.range])
    #expect(relativeGap(found, plain) < 1e-5)
    #expect(found[9..<12] == small.weights[word.range.dropFirst(9).prefix(3)])
  }

  private func power(_ x: Double, _ n: Int) -> Double {
    (0..<n).reduce(1) { product, _ in product * x }
  }
}
