internal import CCommonMark
import Foundation

/// Markdown as text for a terminal.
package struct ProseRenderer: Sendable {
  package var width: Int

  package init(width: Int = 80) { self.width = width }

  /// The prose without its marks, broken to the width; tables in columns.
  package func render(_ markdown: String) -> String {
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else {
      return markdown
    }
    defer { cmark_parser_free(parser) }
    if let tables = Self.tables {
      cmark_parser_attach_syntax_extension(parser, tables)
    }
    cmark_parser_feed(parser, markdown, markdown.utf8.count)
    guard let document = cmark_parser_finish(parser) else { return markdown }
    defer { cmark_node_free(document) }
    guard
      let text = cmark_render_plaintext(
        document, CMARK_OPT_DEFAULT, Int32(min(max(width, 20), 1000)))
    else { return markdown }
    defer { free(text) }
    return aligned(String(cString: text))
  }

  private static nonisolated(unsafe) let tables = {
    cmark_gfm_core_extensions_ensure_registered()
    return cmark_find_syntax_extension("table")
  }()

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
