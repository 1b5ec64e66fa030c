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
      while removed.contains(i) {
        shown.append("- " + Self.unended(old[i]))
        i += 1
      }
      while added.contains(j) {
        shown.append("+ " + Self.unended(new[j]))
        j += 1
      }
    }
    return shown
  }
}
