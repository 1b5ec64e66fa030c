internal import CCommonMark
import Foundation
import SluiceDiagnostics

/// Markdown as text for a terminal: headings, paragraphs broken to the width,
/// lists, quotations, code and tables.
package struct ProseRenderer: Sendable {
  package var width: Int
  /// Whether emphasis and headings are shown by ANSI styles.
  package var color: Bool

  package init(width: Int = 80, color: Bool = false) {
    self.width = min(max(width, 20), 1000)
    self.color = color
  }

  /// The lines, with an end each.
  package func render(_ markdown: String) -> String {
    let text = FormulaText.readable(markdown)
    let lines = CommonMark.withDocument(text, withTables: true) {
      blocks(below: $0, Place(room: width, depth: 0), isTight: false)
    }
    guard let lines else { return markdown }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: - Blocks

  /// Where a block stands among those around it.
  private struct Place {
    /// Columns for it, at least as many as a word takes.
    var room: Int
    /// Blocks around it.
    var depth: Int

    /// A place right inside, behind a mark of some columns.
    func inside(_ columns: Int) -> Place {
      Place(room: max(room - columns, 10), depth: depth + 1)
    }
  }

  /// Blocks inside each other that are shown as such; what is deeper is shown
  /// as text, so that no document is too deep.
  private static let depth = 50

  private func blocks(
    below parent: OpaquePointer, _ place: Place, isTight: Bool
  ) -> [String] {
    guard place.depth < Self.depth else {
      return InlineText(plain: parent).lines(width: place.room)
    }
    var lines: [String] = []
    var node = cmark_node_first_child(parent)
    while let current = node {
      node = cmark_node_next(current)
      let block = block(current, place)
      guard !block.isEmpty else { continue }
      if !lines.isEmpty, !isTight { lines.append("") }
      lines += block
    }
    return lines
  }

  private func block(_ node: OpaquePointer, _ place: Place) -> [String] {
    let room = place.room
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING: return heading(node, room: room)
    case CMARK_NODE_PARAGRAPH:
      return InlineText(below: node, color: color).lines(width: room)
    case CMARK_NODE_BLOCK_QUOTE:
      return blocks(below: node, place.inside(2), isTight: false)
        .map { "│ " + $0 }
    case CMARK_NODE_LIST: return list(node, place)
    case CMARK_NODE_CODE_BLOCK:
      return literal(node).map { "    " + styled($0, "36") }
    case CMARK_NODE_THEMATIC_BREAK:
      return [String(repeating: "─", count: min(room, 40))]
    case CMARK_NODE_HTML_BLOCK: return []
    default:
      let kind = String(cString: cmark_node_get_type_string(node))
      return kind == "table"
        ? ProseTable(node, color: color).lines(width: room)
        : blocks(below: node, place.inside(0), isTight: false)
    }
  }

  private func heading(_ node: OpaquePointer, room: Int) -> [String] {
    let level = cmark_node_get_heading_level(node)
    let lines = InlineText(below: node, color: false).lines(width: room)
    guard level <= 2 else { return lines.map { styled($0, "1") } }
    let length = lines.map(\.terminalWidth).max() ?? 0
    let rule = String(repeating: level == 1 ? "═" : "─", count: length)
    return lines.map { styled($0, "1") } + [styled(rule, "1")]
  }

  private func list(_ node: OpaquePointer, _ place: Place) -> [String] {
    let isTight = cmark_node_get_list_tight(node) != 0
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    var number = Int(cmark_node_get_list_start(node))
    var lines: [String] = []
    var item = cmark_node_first_child(node)
    while let current = item {
      item = cmark_node_next(current)
      let mark = isOrdered ? "\(number). " : "• "
      number += 1
      let inside = blocks(
        below: current, place.inside(mark.count), isTight: isTight)
      if !lines.isEmpty, !isTight { lines.append("") }
      let blanks = String(repeating: " ", count: mark.count)
      for (index, line) in inside.enumerated() {
        lines.append(line.isEmpty ? "" : (index == 0 ? mark : blanks) + line)
      }
    }
    return lines
  }

  private func literal(_ node: OpaquePointer) -> [String] {
    guard let text = cmark_node_get_literal(node) else { return [] }
    var lines = Notebook.lines(of: String(cString: text)).map {
      onOneLine($0.trimmingCharacters(in: .newlines), keeping: "\t")
    }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines
  }

  private func styled(_ text: String, _ style: String) -> String {
    color ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}
