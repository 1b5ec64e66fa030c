/// Whether a line of output is the line that was recorded.
///
/// Words must be the same; whole numbers too; decimals within a tolerance. A
/// run of blanks stands for any run of blanks, since columns follow the width
/// of their numbers, blanks at the ends do not count, and a drawn rule has any
/// length. `[..]` stands for anything.
struct LineMatch {
  let tolerance: Tolerance
  let isExact: Bool

  /// - Parameters:
  ///   - expected: The recorded line.
  ///   - actual: The line printed now.
  /// - Returns: Whether they are the same in this sense.
  func matches(_ expected: Substring, _ actual: Substring) -> Bool {
    if expected == actual { return true }
    let segments = Self.segments(
      of: Array(isExact ? expected : Self.trimmed(expected)))
    let line = Array(isExact ? actual : Self.trimmed(actual))
    var position = 0
    for (number, segment) in segments.enumerated() {
      let isFirst = number == 0
      let isLast = number == segments.count - 1
      var end: Int?
      var start = position
      while start <= line.count {
        end = self.end(of: segment, in: line, from: start)
        if let found = end, !isLast || found == line.count { break }
        end = nil
        if isFirst { break }
        start += 1
      }
      guard let end else { return false }
      position = end
    }
    return true
  }

  /// What stands between the `[..]` of a line.
  private static func segments(of line: [Character]) -> [[Character]] {
    var segments: [[Character]] = [[]]
    var position = 0
    while position < line.count {
      if line[position...].starts(with: wildcard) {
        segments.append([])
        position += wildcard.count
      } else {
        segments[segments.count - 1].append(line[position])
        position += 1
      }
    }
    return segments
  }

  private static let wildcard = Array("[..]")

  static func trimmed(_ line: Substring) -> Substring {
    let start = line.drop { $0 == " " || $0 == "\t" }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return start[...last]
  }

  /// Where a segment ends in a line if it stands at a position.
  private func end(
    of segment: [Character], in line: [Character], from start: Int
  ) -> Int? {
    var (i, j) = (0, start)
    while i < segment.count {
      if !isExact {
        let blanks = (
          Self.run(\.isBlank, segment, i), Self.run(\.isBlank, line, j)
        )
        if blanks.0 > 0, blanks.1 > 0 {
          (i, j) = (i + blanks.0, j + blanks.1)
          continue
        }
        let rules = (
          Self.run(\.isRule, segment, i), Self.run(\.isRule, line, j)
        )
        if rules.0 > 2, rules.1 > 2 {
          (i, j) = (i + rules.0, j + rules.1)
          continue
        }
        if let one = PrintedNumber(in: segment, at: i),
          let two = PrintedNumber(in: line, at: j)
        {
          guard tolerance.admits(two, for: one) else { return nil }
          (i, j) = (i + one.length, j + two.length)
          continue
        }
      }
      guard j < line.count, segment[i] == line[j] else { return nil }
      (i, j) = (i + 1, j + 1)
    }
    return j
  }

  private static func run(
    _ belongs: (Character) -> Bool, _ line: [Character], _ start: Int
  ) -> Int {
    var end = start
    while end < line.count, belongs(line[end]) { end += 1 }
    return end - start
  }
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" }
  fileprivate var isRule: Bool { "─━═-=".contains(self) }
}
