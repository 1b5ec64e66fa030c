extension Notebook {
  /// What another text would change, line by line: `@ FILE:LINE`, then lines
  /// with `-` and `+`.
  package func changes(to text: String) -> [String] {
    let (old, new) = (lines, Self.lines(of: text))
    var (removed, added): (Set<Int>, Set<Int>) = ([], [])
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var shown: [String] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      guard removed.contains(i) || added.contains(j) else {
        (i, j) = (i + 1, j + 1)
        continue
      }
      shown.append("@ \(name):\(i + 1)")
      var (before, after): ([String], [String]) = ([], [])
      while removed.contains(i) {
        before.append(old[i])
        i += 1
      }
      while added.contains(j) {
        after.append(new[j])
        j += 1
      }
      // Of lines that differ in nothing else their ends are shown.
      let ends = Set((before + after).map { Self.end(of: $0) })
      shown += (before.map { ("- ", $0) } + after.map { ("+ ", $0) })
        .map { sign, line in
          sign + Self.unended(line)
            + (ends.count > 1 ? Self.end(of: line).mark : "")
        }
    }
    return shown
  }

  /// What ends a line, and how that is shown.
  private enum LineEnd {
    case lf, cr, none

    var mark: String {
      switch self {
      case .lf: ""
      case .cr: "^M"
      case .none: " (no line end)"
      }
    }
  }

  private static func end(of line: String) -> LineEnd {
    if line.utf8.contains(UInt8(ascii: "\r")) { return .cr }
    return line.utf8.last == UInt8(ascii: "\n") ? .lf : .none
  }
}
