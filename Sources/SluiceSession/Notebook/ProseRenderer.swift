internal import CCommonMark
import Foundation

/// Markdown as text for a terminal.
package struct ProseRenderer: Sendable {
  package var width: Int

  package init(width: Int = 80) { self.width = width }

  /// The prose without its marks, broken to the width; tables in columns.
  package func render(_ markdown: String) -> String {
    let plain = CommonMark.withDocument(markdown, withTables: true) {
      document -> String? in
      guard
        let text = cmark_render_plaintext(
          document, CMARK_OPT_DEFAULT, Int32(min(max(width, 20), 1000)))
      else { return nil }
      defer { free(text) }
      return String(cString: text)
    }
    return plain.flatMap { $0 }.map(aligned) ?? markdown
  }

  /// The text with the columns of its tables set under each other.
  private func aligned(_ text: String) -> String {
    var lines: [Substring] = []
    var table: [[String]] = []
    func widths() -> [Int] {
      (0..<(table.map(\.count).max() ?? 0)).map { column in
        table.map { $0.indices.contains(column) ? $0[column].count : 0 }
          .max() ?? 0
      }
    }
    func end() {
      let widths = widths()
      for row in table {
        let cells = zip(row, widths).map { cell, width in
          cell.hasPrefix("--") || cell.hasPrefix(":-")
            ? String(repeating: "─", count: width)
            : cell.padding(toLength: width, withPad: " ", startingAt: 0)
        }
        let line = cells.joined(separator: "  ")
        lines.append(line[...].trimmingEnd)
      }
      table = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("| "), line.hasSuffix(" |") {
        table.append(
          line.dropFirst(2).dropLast(2).components(separatedBy: " | ").map {
            $0.trimmingCharacters(in: .whitespaces)
              .replacingOccurrences(of: "\\|", with: "|")
          })
      } else {
        end()
        lines.append(line)
      }
    }
    end()
    return lines.joined(separator: "\n")
  }
}

extension Substring {
  fileprivate var trimmingEnd: Substring {
    self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)]
  }
}
