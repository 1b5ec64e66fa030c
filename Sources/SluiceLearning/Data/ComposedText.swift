import Foundation

extension String {
  /// The text in Unicode's composed form (NFC), in which all texts of corpora,
  /// networks and sentences to label are kept: `e` with a combining accent is
  /// `é`.
  ///
  /// In this form two texts are equal, to Swift and in every table, just where
  /// their bytes are.
  ///
  /// - Source: Unicode Standard Annex 15, <https://unicode.org/reports/tr15/>.
  package var composed: String {
    // All below U+0300 is composed as it stands.
    utf8.contains { $0 >= 0xCC } ? precomposedStringWithCanonicalMapping : self
  }
}

/// Texts numbered in order of first appearance, without a string per token;
/// those that differ only in how their marks are composed are one.
struct TextTable {
  private(set) var texts: [String] = []
  /// Distinct texts that were not composed as they stood.
  private(set) var recomposed = 0
  private var table = ByteTable()
  /// For each byte string of the table the number of its text.
  private var numbers: [Int32] = []

  /// The number of a text in UTF-8.
  mutating func number(_ bytes: some Collection<UInt8>) -> Int32 {
    let (place, isNew) = table.number(bytes)
    guard isNew else { return numbers[Int(place)] }
    let text = String(decoding: bytes, as: UTF8.self)
    let composed = text.composed
    guard !composed.utf8.elementsEqual(bytes) else {
      numbers.append(Int32(texts.count))
      texts.append(text)
      return numbers[Int(place)]
    }
    recomposed += 1
    numbers.append(-1)
    let number = self.number(Array(composed.utf8))
    numbers[Int(place)] = number
    return number
  }
}

/// Numbers byte strings in order of first appearance.
struct ByteTable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  private var slots = [Int32](repeating: -1, count: 64)

  var count: Int { ends.count - 1 }

  /// The number of a byte string, and whether it is a new one.
  mutating func number(
    _ key: some Collection<UInt8>
  ) -> (number: Int32, isNew: Bool) {
    if 2 * count >= slots.count { grow() }
    let mask = slots.count - 1
    var slot = Self.hash(key) & mask
    while slots[slot] >= 0 {
      let range = ends[Int(slots[slot])]..<ends[Int(slots[slot]) + 1]
      if range.count == key.count, bytes[range].elementsEqual(key) {
        return (slots[slot], false)
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(count)
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    return (slots[slot], true)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for number in 0..<count {
      var slot =
        Self.hash(bytes[ends[number]..<ends[number + 1]]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  private static func hash(_ key: some Collection<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7FFF_FFFF)
  }
}
