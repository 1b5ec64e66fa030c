/// A seeded stream of random numbers, and the streams derived from it.
///
/// Randomness is always an argument: whoever needs numbers is handed a stream.
/// `split` gives independent streams by key, so that what one part draws does
/// not depend on how much another part drew before.
///
/// - Source: SplitMix64, Steele, Lea & Flood 2014,
///   <https://doi.org/10.1145/2660193.2660195>.
package struct RandomStream: RandomNumberGenerator, Sendable, Equatable {
  private let seed: UInt64
  private var state: UInt64

  package init(seed: UInt64) {
    self.seed = Self.mix(seed &+ Self.step)
    state = self.seed
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  /// A number in 0..<1, a multiple of 2⁻²⁴.
  package mutating func uniform() -> Float {
    Float(next() >> 40) * 0x1p-24
  }

  /// The stream called `key`; it depends on this stream's seed and the key,
  /// not on what was drawn so far.
  package func split(_ key: UInt64) -> RandomStream {
    RandomStream(seed: seed ^ Self.mix(key &+ 0x632B_E59B_D9B4_E019))
  }

  /// The stream called `name`.
  package func split(_ name: String) -> RandomStream {
    split(Self.digest(name.utf8))
  }

  /// A 64-bit digest of some bytes (FNV-1a), the same in every run; where they
  /// go on from others, after the digest of those.
  package static func digest(
    _ bytes: some Sequence<UInt8>, after before: UInt64 = 0xCBF2_9CE4_8422_2325
  ) -> UInt64 {
    bytes.reduce(before) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
  }

  /// The same of numbers, one at a time.
  package static func digest(_ numbers: some Sequence<UInt32>) -> UInt64 {
    numbers.reduce(0xCBF2_9CE4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
