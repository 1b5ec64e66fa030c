internal import CCommonMark
import Foundation
import SluiceOutput

/// Markdown as what there is to show: headings, paragraphs, lists, quotations,
/// code and tables.
package struct Prose {
  private let formulas: FormulaText
  private let showsHTML: Bool

  /// - Parameters:
  ///   - markdown: Any text.
  ///   - showsHTML: Whether HTML is shown as the text that it is; comments are
  ///     left out all the same.
  /// - Returns: Its blocks.
  package static func output(
    _ markdown: String, showsHTML: Bool = false
  ) -> Output {
    let formulas = FormulaText(markdown)
    let prose = Prose(formulas: formulas, showsHTML: showsHTML)
    return CommonMark.withDocument(formulas.markdown, withTables: true) {
      prose.blocks(below: $0, depth: 0)
    } ?? .text(markdown)
  }

  /// Blocks inside each other that are shown as such; what is deeper is shown
  /// as text, so that no document is too deep.
  private static let depth = 50

  /// The blocks below one.
  ///
  /// - Parameters:
  ///   - parent: A node of the document.
  ///   - depth: Blocks around it.
  ///   - isTight: Whether they stand close together.
  /// - Returns: The blocks.
  private func blocks(
    below parent: OpaquePointer, depth: Int, isTight: Bool = false
  ) -> Output {
    guard depth < Self.depth else {
      return .paragraph(inline.plain(parent))
    }
    let parts = Self.children(of: parent).map { block($0, depth: depth) }
    return isTight ? parts.reduce(.nothing, +) : .parts(parts)
  }

  private static func children(of parent: OpaquePointer) -> [OpaquePointer] {
    Array(
      sequence(
        state: cmark_node_first_child(parent),
        next: { node in
          defer { node = node.flatMap(cmark_node_next) }
          return node
        }))
  }

  private func block(_ node: OpaquePointer, depth: Int) -> Output {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING:
      let level = Int(cmark_node_get_heading_level(node))
      return Output(blocks: [
        .heading(inline.text(below: node), level: level)
      ])
    case CMARK_NODE_PARAGRAPH:
      let text = inline.text(below: node)
      return text.isEmpty ? .nothing : .paragraph(text)
    case CMARK_NODE_BLOCK_QUOTE:
      return Output(blocks: [.quotation(blocks(below: node, depth: depth + 1))])
    case CMARK_NODE_LIST: return list(node, depth: depth)
    case CMARK_NODE_CODE_BLOCK: return code(node)
    case CMARK_NODE_THEMATIC_BREAK: return Output(blocks: [.rule])
    case CMARK_NODE_HTML_BLOCK: return html(node)
    default:
      let kind = String(cString: cmark_node_get_type_string(node))
      return kind == "table"
        ? table(node) : blocks(below: node, depth: depth + 1)
    }
  }

  /// The one way from nodes to text.
  private var inline: InlineReader {
    InlineReader(formulas: formulas, showsHTML: showsHTML)
  }

  private func html(_ node: OpaquePointer) -> Output {
    let text = InlineReader.literal(of: node)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard showsHTML, !text.hasPrefix("<!--") || !text.hasSuffix("-->") else {
      return .nothing
    }
    return .paragraph(StyledText(formulas.written(text)))
  }

  private func list(_ node: OpaquePointer, depth: Int) -> Output {
    let isTight = cmark_node_get_list_tight(node) != 0
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    let items = Self.children(of: node).map {
      blocks(below: $0, depth: depth + 1, isTight: isTight)
    }
    return Output(blocks: [
      .list(
        List(
          items, start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
          isTight: isTight))
    ])
  }

  private func code(_ node: OpaquePointer) -> Output {
    guard let text = cmark_node_get_literal(node) else { return .nothing }
    var lines = Notebook.lines(of: String(cString: text)).map {
      $0.trimmingCharacters(in: .newlines)
    }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
    let language = info.prefix { !$0.isWhitespace }
    return lines.isEmpty
      ? .nothing
      : .preformatted(
        Preformatted(
          StyledText(lines.joined(separator: "\n"), .code),
          language: language.isEmpty ? "text" : String(language)))
  }

  private func table(_ node: OpaquePointer) -> Output {
    var rows = Self.children(of: node).map { row in
      Self.children(of: row).map { inline.text(below: $0) }
    }
    guard !rows.isEmpty else { return .nothing }
    var table = Table(styled: rows.removeFirst(), [])
    table.rows = rows
    table.isProse = true
    return .table(table)
  }
}
