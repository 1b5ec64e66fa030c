extension Place {
  /// The marked part in characters, counted from 1.
  package var characterColumns: Range<Int> {
    let (start, end) = marked
    let first = characters(text[..<start]) + 1
    return first..<first + characters(text[start..<end])
  }

  /// The marked part as indices that surely lie in the text, each at the
  /// start of a scalar.
  package var marked: (start: String.Index, end: String.Index) {
    let utf8 = text.utf8
    func index(_ offset: Int) -> String.Index {
      var index =
        utf8.index(
          utf8.startIndex, offsetBy: max(0, offset), limitedBy: utf8.endIndex)
        ?? utf8.endIndex
      while index > utf8.startIndex, index < utf8.endIndex,
        utf8[index] & 0xC0 == 0x80
      {
        index = utf8.index(before: index)
      }
      return index
    }
    let start = index(columns.lowerBound)
    return (start, max(start, index(columns.upperBound)))
  }
}

/// Characters of a text; bytes where all of it is ASCII, so that a line of
/// ten megabytes is counted in no time.
private func characters(_ text: Substring) -> Int {
  text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
}
