/// What stands for anything in a recorded output: `...` alone on a line for any
/// lines, `[..]` within a line for anything. Where a cell prints just that, it
/// is recorded with a backslash: `\...`, `[\..]`; what already has backslashes
/// there gets one more.
enum Wildcards {
  /// A printed line as it is recorded, so that it stands for itself alone.
  static func escaped(_ line: String) -> String {
    changed(line) { Substring("\\" + $0) }
  }

  /// The line that a recorded one without wildcards stands for.
  static func unescaped(_ line: String) -> String {
    changed(line) { $0.hasPrefix("\\") ? $0.dropFirst() : $0 }
  }

  /// Whether a recorded line stands for any lines.
  static func isAnyLines(_ line: String) -> Bool {
    LineMatch.trimmed(line[...]) == "..."
  }

  /// What stands between the `[..]` of a recorded line, without escapes.
  static func segments(_ line: Substring) -> [String] {
    line.split(separator: "[..]", omittingEmptySubsequences: false)
      .map { unescaped(String($0)) }
  }

  /// A line with its wildcards, and what looks like one but for backslashes,
  /// changed.
  private static func changed(
    _ line: String, _ change: (Substring) -> Substring
  ) -> String {
    let inside = LineMatch.trimmed(line[...])
    if inside.drop(while: { $0 == "\\" }) == "..." {
      return String(line[..<inside.startIndex]) + change(inside)
        + line[inside.endIndex...]
    }
    var result = ""
    var rest = line[...]
    while let open = rest.firstIndex(of: "[") {
      let start = rest.index(after: open)
      result += rest[..<start]
      rest = rest[start...]
      let dots = rest.drop { $0 == "\\" }
      guard dots.hasPrefix("..]") else { continue }
      result += change(rest[..<dots.startIndex])
      rest = dots
    }
    return result + rest
  }
}
