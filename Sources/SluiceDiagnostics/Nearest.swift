/// The candidate that the user most likely meant by `word`.
///
/// A third of the letters may be wrong, at least one; letter case doesn't
/// count. Of two equally near candidates the alphabetically first is given,
/// so the suggestion never flickers. Where nothing is near, a candidate that
/// begins with `word` (three letters or more) is offered; before all, one that
/// is the word up to a hyphen.
///
/// - Complexity: O(candidates · letters²); candidates of more than 64
///   letters are passed over.
package func nearest(
  to word: String, in candidates: some Sequence<String>
) -> String? {
  let wanted = Array(word.lowercased())
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  let limit = max(1, wanted.count / 3)
  var best: (distance: Int, name: String)?
  var beginning: String?
  for candidate in Set(candidates).sorted() where candidate != word {
    let letters = Array(candidate.lowercased())
    guard letters.count <= 64 else { continue }
    if wanted.count >= 3, letters.starts(with: wanted), beginning == nil {
      beginning = candidate
    }
    // `hard` is all that is meant by `hard-sharing`.
    if letters.count >= 3, wanted.starts(with: letters + ["-"]) {
      return candidate
    }
    guard abs(letters.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, letters)
    // A one-letter word is near to everything of one letter.
    guard distance <= limit, distance < max(wanted.count, letters.count)
    else { continue }
    if distance < best?.distance ?? Int.max { best = (distance, candidate) }
  }
  return best?.name ?? beginning
}

/// The hint for a name nobody knows: the near name, else `otherwise`.
package func didYouMean(
  _ word: String, in candidates: some Sequence<String>,
  otherwise: String? = nil
) -> String? {
  nearest(to: word, in: candidates).map { "did you mean `\($0)`?" }
    ?? otherwise
}

/// Insertions, deletions, replacements and swaps of neighbours that turn
/// `a` into `b` (optimal string alignment).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var row = [i + 1]
    for (j, y) in b.enumerated() {
      var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (x == y ? 0 : 1))
      if i > 0, j > 0, x == b[j - 1], a[i - 1] == y {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
