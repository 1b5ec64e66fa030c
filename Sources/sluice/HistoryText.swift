import Foundation

/// The entries of a history's file, which readline writes so: a line with the
/// time, `#` and digits, then the lines of the entry.
///
/// A hundred thousand entries are read whenever the prompt starts, so bytes are
/// looked at in place.
struct HistoryText {
  private let text: UnsafeMutableBufferPointer<UInt8>
  /// Where each entry stands, its last line end excluded.
  private(set) var entries: [Range<Int>] = []

  /// - Parameter text: The file, with a line end at its end.
  init(_ text: UnsafeMutableBufferPointer<UInt8>) {
    self.text = text
    guard let base = text.baseAddress else { return }
    entries.reserveCapacity(text.count / 24)
    var start: Int?
    var line = 0
    while line < text.count,
      let found = memchr(base + line, 0x0A, text.count - line)
    {
      let end = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
      if isTime(line..<end) {
        close(start, at: line - 1)
        start = end + 1
      } else if start == nil, end > line {
        // A line without a time before it is an entry of its own.
        entries.append(line..<end)
      }
      line = end + 1
    }
    close(start, at: text.count - 1)
  }

  private mutating func close(_ start: Int?, at end: Int) {
    guard let start else { return }
    var end = end
    while end > start, text[end - 1] == 0x0A { end -= 1 }
    if start < end { entries.append(start..<end) }
  }

  private func isTime(_ line: Range<Int>) -> Bool {
    line.count > 1 && text[line.lowerBound] == UInt8(ascii: "#")
      && line.dropFirst().allSatisfy { (0x30...0x39).contains(text[$0]) }
  }

  /// The entries in order, of equal ones the last alone.
  func newestOfEqual() -> [Range<Int>] {
    var size = 64
    while size < 2 * entries.count { size *= 2 }
    // An open hash table of the entries' numbers.
    var table = [Int32](repeating: -1, count: size)
    var kept: [Range<Int>] = []
    kept.reserveCapacity(entries.count)
    for number in entries.indices.reversed() {
      let entry = entries[number]
      var slot = hash(entry) & (size - 1)
      while table[slot] >= 0, !isSame(entries[Int(table[slot])], entry) {
        slot = (slot + 1) & (size - 1)
      }
      guard table[slot] < 0 else { continue }
      table[slot] = Int32(number)
      kept.append(entry)
    }
    return kept.reversed()
  }

  /// FNV-1a, its bits mixed once more.
  private func hash(_ entry: Range<Int>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in entry {
      hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01b3
    }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32))
  }

  private func isSame(_ one: Range<Int>, _ two: Range<Int>) -> Bool {
    guard one.count == two.count, let base = text.baseAddress else {
      return false
    }
    return memcmp(base + one.lowerBound, base + two.lowerBound, one.count) == 0
  }
}
