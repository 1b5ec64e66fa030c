/// Whether a line of output is the line that was recorded.
///
/// Words must be the same; whole numbers too; decimals within a tolerance. A
/// run of blanks stands for any run of blanks, since columns follow the width
/// of their numbers, blanks at the ends do not count, and a drawn rule has any
/// length. `[..]` stands for anything.
struct LineMatch {
  let tolerance: Tolerance

  /// - Parameters:
  ///   - expected: What stands between the `[..]` of the recorded line.
  ///   - actual: The line printed now.
  /// - Returns: Whether they are the same in this sense.
  /// - Complexity: One pass over the shorter, if there is no `[..]`.
  func matches(_ expected: [LineText], _ actual: LineText) -> Bool {
    if expected.first?.line == actual.line { return true }
    let count = actual.places.count
    if expected.count == 1 {
      return end(of: expected[0], in: actual, from: 0) == count
    }
    var position = 0
    for (number, segment) in expected.enumerated() {
      let isLast = number == expected.count - 1
      var end: Int?
      var start = position
      while start <= count {
        end = self.end(of: segment, in: actual, from: start)
        if let found = end, !isLast || found == count { break }
        end = nil
        if number == 0 { break }
        start += 1
      }
      guard let end else { return false }
      position = end
    }
    return true
  }

  static func trimmed(_ line: Substring) -> Substring {
    let start = line.drop { $0 == " " || $0 == "\t" }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return start[...last]
  }

  /// Where a segment ends in a line if it stands at a position.
  private func end(
    of segment: LineText, in line: LineText, from start: Int
  ) -> Int? {
    var (i, j) = (0, start)
    let (count, length) = (segment.places.count, line.places.count)
    while i < count {
      guard j < length else { return nil }
      let (one, two) = (segment.places[i], line.places[j])
      if one.blanks > 0, two.blanks > 0 {
        (i, j) = (i + Int(one.blanks), j + Int(two.blanks))
      } else if one.rule > 2, two.rule > 2 {
        (i, j) = (i + Int(one.rule), j + Int(two.rule))
      } else if one.number >= 0, two.number >= 0 {
        let recorded = segment.numbers[Int(one.number)]
        let printed = line.numbers[Int(two.number)]
        guard tolerance.admits(printed, for: recorded) else { return nil }
        (i, j) = (i + recorded.length, j + printed.length)
      } else {
        guard one.sign == two.sign else { return nil }
        (i, j) = (i + 1, j + 1)
      }
    }
    return j
  }
}
