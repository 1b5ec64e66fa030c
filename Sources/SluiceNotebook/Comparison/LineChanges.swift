/// What of some lines became others, as a difference that people read.
struct LineChanges {
  typealias Line = ComparedNotebook.Line

  let old, new: [Line]
  /// Which lines are gone, and which came, from 0.
  private var removed: Set<Int> = []
  private var added: Set<Int> = []

  /// Beyond so many comparisons, all that is not alike at the ends differs.
  private static let limit = 10_000_000

  /// - Parameters:
  ///   - old: The one.
  ///   - new: The other.
  ///   - key: What of a line counts.
  init(
    _ old: [Line], _ new: [Line], by key: (String) -> String = { $0 }
  ) {
    (self.old, self.new) = (old, new)
    let (one, two) = (old.map { key($0.text) }, new.map { key($0.text) })
    let start = zip(one, two).prefix { $0 == $1 }.count
    let end = zip(one[start...].reversed(), two[start...].reversed())
      .prefix { $0 == $1 }.count
    let (a, b) = (one[start..<one.count - end], two[start..<two.count - end])
    guard a.count * b.count <= Self.limit else {
      (removed, added) = (Set(a.indices), Set(b.indices))
      return
    }
    for change in Array(b).difference(from: Array(a)) {
      switch change {
      case .remove(let offset, _, _): removed.insert(start + offset)
      case .insert(let offset, _, _): added.insert(start + offset)
      }
    }
  }

  var isEmpty: Bool { removed.isEmpty && added.isEmpty }

  /// The first lines that differ, from 1; nil where nothing of that side does.
  var first: (old: Int?, new: Int?) {
    (
      removed.min().map { old[$0].number }, added.min().map { new[$0].number }
    )
  }

  /// How many lines are gone, and how many came.
  var counts: (removed: Int, added: Int) { (removed.count, added.count) }

  /// The difference: `@ FILE:LINE`, then lines with `-` and `+`.
  ///
  /// - Parameter files: What the two sides are called.
  /// - Returns: Its lines.
  func lines(in files: (old: String, new: String)) -> [String] {
    var shown: [String] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      guard removed.contains(i) || added.contains(j) else {
        (i, j) = (i + 1, j + 1)
        continue
      }
      shown.append(
        removed.contains(i)
          ? "@ \(files.old):\(old[i].number)"
          : "@ \(files.new):\(new[j].number)")
      while removed.contains(i) {
        shown.append("- " + old[i].text)
        i += 1
      }
      while added.contains(j) {
        shown.append("+ " + new[j].text)
        j += 1
      }
    }
    return shown
  }
}
