import Foundation
import SluiceEvaluator
import SluiceKeeping
import SluiceLibrary
import SluiceNotebook
import Synchronization
import Testing

/// Values come back as they were kept, to the last bit.
struct ValueCodingTests {
  /// Kept arrays, by digest, in memory.
  private final class Arrays: Sendable {
    private let all = Mutex<[ContentDigest: Data]>([:])
    func keep(_ part: ObjectPool.Part) {
      all.withLock { $0[part.digest] = part.data() }
    }
    func read(_ digest: ContentDigest) -> Data? { all.withLock { $0[digest] } }
  }

  /// A value as another program reads what this one has written.
  private func back(_ value: Value) throws -> Value {
    let arrays = Arrays()
    let written = KeptCoding(ObjectPool { _ in nil }, .standard)
    let data = try written.data([value])
    written.takenParts().forEach(arrays.keep)
    let read = KeptCoding(ObjectPool { arrays.read($0) }, .standard)
    return try #require(try read.value([Value].self, of: data).first)
  }

  private func digest(_ value: Value) throws -> ContentDigest {
    try KeptCoding(ObjectPool { _ in nil }, .standard).digest(of: value)
  }

  @Test(arguments: [
    0.1, -0.0, 0, 1e300, .leastNonzeroMagnitude, -7, 1 / 3,
    123_456_789_012_345_680,
    .infinity, -.infinity,
  ])
  func `numbers keep all their bits`(number: Double) throws {
    guard case .number(let read) = try back(.number(number)) else {
      Issue.record("\(number) is no number any more")
      return
    }
    #expect(read.bitPattern == number.bitPattern)
  }

  @Test func `what is no number stays none`() throws {
    guard case .number(let read) = try back(.number(.nan)) else { return }
    #expect(read.isNaN)
  }

  @Test(arguments: [
    Value.string(""), .string("\u{FEFF}a\u{0}\u{2028}\"\\"), .string("é"),
    .string("e\u{301}"), .boolean(true), .symbol("adam"), .range(1, 4),
    .missing, .list([]), .list([.number(1), .list([.string("a")]), .missing]),
  ])
  func `plain values come back`(value: Value) throws {
    #expect(try digest(back(value)) == digest(value))
    #expect(
      try back(value).text.unicodeScalars.elementsEqual(
        value.text.unicodeScalars))
  }

  /// A state with an object of every kind.
  @Test func `objects come back, and go on as they were`() throws {
    let fixture = try KeptFixture()
    let words = "bird 0.1 0.2 0.3 0.4\nin 0.5 0.25 0.125 1\n"
    try fixture.write(words, to: "words.vec")
    var run = try fixture.start(
      """
      ```sluice
      corpus toy = toy_english(sentences=30)
      task pos = toy.pos
      task names = toy.ner
      network net tasks=[names, pos] layers=2 hidden=4 word=4 spelling=4 vectors="words.vec"
      freeze net.alpha[1][names.1, pos.1]
      tie net.beta
      train net epochs=2 average=0.9
      network single tasks=[pos] layers=1 hidden=4 word=4 spelling=4 vectors="words.vec"
      let alphas = net.alpha
      let matrix = net.alpha[2]
      let done = net.run
      let all = [toy.pos, toy.train, net]
      sweep runs size=[1, 2] { let twice = 2 * size }
      ```

      """, isFresh: true)
    #expect(run.step { _ in }.map(\.title) == [])
    let values = run.session.state.values
    #expect(values.count == 10)
    for (name, value) in values {
      let read = try back(value)
      #expect(try digest(read) == digest(value), "\(name)")
      #expect(read.fingerprint == value.fingerprint, "\(name)")
      #expect(read.kind == value.kind)
    }
  }
}
