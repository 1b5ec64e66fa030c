/// What a terminal shows of the bytes that a program writes: as much of an
/// xterm as readline and this program make use of.
struct Screen {
  private(set) var width: Int
  let height: Int
  /// All lines from the first, those that have scrolled away included.
  private var lines: [[Character]] = [[]]
  private var row = 0
  private var column = 0
  /// Whether the last column was written, so that the next character wraps.
  private var isFull = false
  private var pending: [UInt8] = []

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  mutating func resize(width: Int) { self.width = width }

  /// The lines from a row on, without blanks at their ends.
  func text(from first: Int = 0) -> String {
    guard first < lines.count else { return "" }
    return lines[first...].map(Self.shown).joined(separator: "\n")
  }

  /// The line of the cursor, up to it.
  var current: String {
    String(lines[row].prefix(column).filter { $0 != Self.covered })
  }

  /// The row of the cursor, counted from the first line ever written.
  var cursorRow: Int { row }

  /// What stands right of a wide character.
  private static let covered: Character = "\u{0}"

  private static func shown(_ line: [Character]) -> String {
    String(
      line.filter { $0 != covered }.reversed().drop { $0 == " " }.reversed())
  }

  // MARK: - Writing

  mutating func write(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var position = 0
    while let length = next(at: position) { position += length }
    pending.removeFirst(position)
  }

  /// Takes the next character or sequence.
  ///
  /// - Returns: Its bytes; nil if it is not whole yet.
  private mutating func next(at start: Int) -> Int? {
    guard start < pending.count else { return nil }
    let byte = pending[start]
    switch byte {
    case 0x1B: return escape(at: start)
    case 0x0D: (column, isFull) = (0, false)
    case 0x0A: lineFeed()
    case 0x08: (column, isFull) = (max(0, column - 1), false)
    case 0x00..<0x20: break
    default:
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard start + length <= pending.count else { return nil }
      put(String(decoding: pending[start..<start + length], as: UTF8.self))
      return length
    }
    return 1
  }

  private mutating func lineFeed() {
    row += 1
    isFull = false
    if row == lines.count { lines.append([]) }
  }

  private mutating func put(_ text: String) {
    for character in text {
      let wide = Self.width(of: character)
      guard wide > 0 else { continue }
      if isFull || column + wide > width {
        column = 0
        lineFeed()
      }
      while lines[row].count < column + wide { lines[row].append(" ") }
      lines[row][column] = character
      if wide == 2 { lines[row][column + 1] = Self.covered }
      column += wide
      if column >= width { (column, isFull) = (width - 1, true) }
    }
  }

  private static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0x1F300...0x1F64F, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  // MARK: - Sequences

  private mutating func escape(at start: Int) -> Int? {
    guard start + 1 < pending.count else { return nil }
    guard pending[start + 1] == UInt8(ascii: "[") else { return 2 }
    guard
      let end = pending[(start + 2)...].firstIndex(where: {
        (0x40...0x7E).contains($0)
      })
    else { return nil }
    let parameters = String(
      decoding: pending[(start + 2)..<end], as: UTF8.self)
    let numbers = parameters.split(separator: ";").map { Int($0) ?? 0 }
    control(Character(Unicode.Scalar(pending[end])), numbers)
    return end + 1 - start
  }

  private mutating func control(_ command: Character, _ numbers: [Int]) {
    let count = max(1, numbers.first ?? 1)
    let mode = numbers.first ?? 0
    let top = max(0, lines.count - height)
    isFull = isFull && command == "m"
    switch command {
    case "A": row = max(top, row - count)
    case "B": row = min(lines.count - 1, row + count)
    case "C": column = min(width - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(width, count) - 1
    case "H":
      while lines.count < top + count { lines.append([]) }
      row = top + count - 1
      column = (numbers.count > 1 ? max(1, numbers[1]) : 1) - 1
    case "J": erase(mode)
    case "K": lines[row].removeSubrange(min(column, lines[row].count)...)
    case "P":
      let from = min(column, lines[row].count)
      lines[row].removeSubrange(from..<min(from + count, lines[row].count))
    case "@":
      while lines[row].count < column { lines[row].append(" ") }
      lines[row].insert(
        contentsOf: [Character](repeating: " ", count: count), at: column)
    default: break
    }
  }

  private mutating func erase(_ mode: Int) {
    if mode == 2 {
      // What was there scrolls away.
      lines += [[Character]](repeating: [], count: height)
      row = lines.count - height
      lines.removeSubrange((row + 1)...)
      return
    }
    lines[row].removeSubrange(min(column, lines[row].count)...)
    lines.removeSubrange((row + 1)...)
  }
}
