import Foundation
import SluiceRandom
import SluiceTensor
import Testing

@testable import SluiceLearning

/// A conditional random field is what going through all sequences of labels
/// one by one comes to.
@Suite("CRF heads") struct CRFHeadTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var labels = 4
    var lengths = [5, 4, 2, 1]
    var missing: Float = 0
    var scheme: TagScheme?

    func fixture(_ seed: UInt64) -> CRFFixture {
      let names = ["O", "B-X", "I-X", "B-Y", "I-Y"].prefix(labels)
      return CRFFixture(
        labels: labels, lengths: lengths, seed: seed, missing: missing,
        valid: scheme.flatMap {
          ValidTransitions(labels: Array(names), scheme: $0)
        })
    }
  }

  static let cases = [
    Case(testDescription: "four labels"),
    Case(testDescription: "five labels, six tokens", labels: 5, lengths: [6]),
    Case(testDescription: "one label", labels: 1, lengths: [3, 1]),
    Case(testDescription: "one token", lengths: [1]),
    Case(testDescription: "some tokens without a label", missing: 0.4),
    Case(testDescription: "well-formed spans", labels: 5, scheme: .iob2),
    Case(
      testDescription: "well-formed spans, labels missing", labels: 5,
      missing: 0.6, scheme: .iob2),
  ]

  @Test("have the loss of all sequences", arguments: cases)
  func loss(_ test: Case) {
    for seed in 1...4 as ClosedRange<UInt64> {
      let fixture = test.fixture(seed)
      let (loss, plain) = (fixture.loss().loss, fixture.plainLoss())
      #expect(abs(loss - plain) < 1e-5 * max(1, plain))
    }
  }

  @Test("give the labels of the best of all sequences", arguments: cases)
  func best(_ test: Case) {
    for seed in 1...4 as ClosedRange<UInt64> {
      let fixture = test.fixture(seed)
      let labels = fixture.decode()
      for rows in fixture.sentences {
        #expect(
          rows.map { labels[$0] }
            == fixture.plain.best(fixture.plainLogits(rows)))
      }
    }
  }

  @Test("give labels their share of all sequences", arguments: cases)
  func probabilities(_ test: Case) {
    let fixture = test.fixture(5)
    let labels = fixture.labels.map { max($0, 0) }
    let shares = fixture.probabilities(of: labels)
    for rows in fixture.sentences {
      for (t, row) in rows.enumerated() {
        let plain = fixture.plain.probability(
          fixture.plainLogits(rows), of: labels[row], at: t)
        #expect(abs(Double(shares[row]) - plain) < 1e-5)
      }
    }
  }

  @Test("have gradients that equal central differences", arguments: cases)
  func gradients(_ test: Case) {
    let fixture = test.fixture(6)
    let (_, logits, steps) = fixture.loss(scale: 0.5)
    let plain = fixture.plain
    func difference(_ loss: (_ change: Double) -> Double) -> Double {
      0.5 * (loss(1e-5) - loss(-1e-5)) / 2e-5
    }
    func loss(
      _ plain: PlainCRF, _ change: (row: Int, label: Int, by: Double)? = nil
    ) -> Double {
      fixture.sentences.reduce(0) { sum, rows in
        var scores = fixture.plainLogits(rows)
        if let change, let t = rows.firstIndex(of: change.row) {
          scores[t][change.label] += change.by
        }
        return sum + plain.loss(scores, rows.map { fixture.labels[$0] })
      }
    }
    for row in [0, logits.count / 2, logits.count - 1] {
      for label in 0..<test.labels {
        let expected = difference { loss(plain, (row, label, $0)) }
        #expect(abs(Double(logits[row][label]) - expected) < 1e-5)
      }
    }
    let n = test.labels
    for i in 0..<steps.count {
      let expected = difference { change in
        var plain = plain
        if i < n * n {
          plain.transition[i / n][i % n] += change
        } else if i < n * n + n {
          plain.start[i - n * n] += change
        } else {
          plain.end[i - n * n - n] += change
        }
        return loss(plain)
      }
      #expect(abs(Double(steps[i]) - expected) < 1e-5)
    }
  }

  @Test("ask nothing of sentences without labels")
  func unlabelled() {
    let fixture = CRFFixture(labels: 3, lengths: [3, 2], seed: 2)
    for row in fixture.sentences[0] { fixture.labels[row] = -1 }
    let (loss, logits, _) = fixture.loss()
    #expect(abs(loss - fixture.plainLoss()) < 1e-5)
    for row in fixture.sentences[0] { #expect(logits[row] == [0, 0, 0]) }
    fixture.labels = fixture.labels.map { _ in -1 }
    let nothing = fixture.loss()
    #expect(nothing.loss == 0)
    #expect(nothing.steps.allSatisfy { $0 == 0 })
    #expect(nothing.logits.joined().allSatisfy { $0 == 0 })
  }

  @Test("never give labels that are not well-formed, whatever they score")
  func masked() throws {
    let labels = ["O", "B-X", "I-X", "B-Y", "I-Y"]
    let valid = try #require(
      ValidTransitions(labels: labels, scheme: .iob2))
    for seed in 1...5 as ClosedRange<UInt64> {
      let fixture = CRFFixture(
        labels: 5, lengths: [9, 4, 1], seed: seed, size: 40, valid: valid)
      let found = fixture.decode()
      for rows in fixture.sentences {
        #expect(valid.allow(rows.map { found[$0] }))
      }
      // Nothing is inside at the start.
      let inside = fixture.probabilities(of: fixture.labels.map { _ in 2 })
      for rows in fixture.sentences { #expect(inside[rows[0]] == 0) }
    }
  }

  @Test("are a softmax where all steps score 0")
  func softmax() {
    let fixture = CRFFixture(labels: 4, lengths: [5, 3], seed: 3)
    fixture.set("transition", [Float](repeating: 0, count: 16))
    fixture.set("start", [0, 0, 0, 0])
    fixture.set("end", [0, 0, 0, 0])
    let expected = zip(fixture.logits, fixture.labels).reduce(0.0) {
      let scores = $1.0.map(Double.init)
      return $0 + log(scores.reduce(0) { $0 + exp($1) }) - scores[Int($1.1)]
    }
    #expect(abs(fixture.loss().loss - expected) < 1e-5)
  }
}
