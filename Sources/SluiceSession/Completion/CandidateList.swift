import SluiceDiagnostics

/// Candidates one under the other, each with what it is; of very many the
/// words alone, side by side.
package struct CandidateList: Sendable {
  private let candidates: [Candidate]
  private static let most = 40

  package init(_ candidates: [Candidate]) { self.candidates = candidates }

  /// The list as lines.
  ///
  /// - Parameter width: Columns there are.
  /// - Returns: The lines, without ends.
  package func lines(width: Int) -> [String] {
    let widest = candidates.map(\.text.terminalWidth).max() ?? 0
    guard candidates.count <= Self.most else {
      return sideBySide(widest, width)
    }
    let room = width - widest - 3
    return candidates.map { candidate in
      guard room > 10, !candidate.summary.isEmpty else { return candidate.text }
      let blanks = String(
        repeating: " ", count: widest - candidate.text.terminalWidth)
      return candidate.text + blanks + "  " + cut(candidate.summary, room)
    }
  }

  private func sideBySide(_ widest: Int, _ width: Int) -> [String] {
    let columns = max(1, width / (widest + 2))
    let rows = (candidates.count + columns - 1) / columns
    return (0..<rows).map { row in
      stride(from: row, to: candidates.count, by: rows).map { index in
        let text = candidates[index].text
        let isLast = index + rows >= candidates.count
        let blanks = isLast ? 0 : widest + 2 - text.terminalWidth
        return text + String(repeating: " ", count: blanks)
      }.joined()
    }
  }

  private func cut(_ text: String, _ room: Int) -> String {
    guard text.terminalWidth > room else { return text }
    var width = 0
    return String(
      text.prefix {
        width += $0.terminalWidth
        return width < room
      }) + "…"
  }
}
