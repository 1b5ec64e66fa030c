internal import CCommonMark
import SluiceOutput

/// The text of a paragraph, a heading or a table's cell.
struct InlineText {
  private(set) var text = StyledText()

  /// Emphasis in emphasis up to which each has its style; what is deeper is
  /// shown as text, so that no text is too deep.
  private static let depth = 50

  init(below parent: OpaquePointer) { addChildren(of: parent, [], depth: 0) }

  /// All text below a node, however deep, without styles.
  init(plain node: OpaquePointer) { addText(below: node, []) }

  private mutating func addText(below root: OpaquePointer, _ styles: [Style]) {
    guard let walk = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(walk) }
    while true {
      let event = cmark_iter_next(walk)
      guard event != CMARK_EVENT_DONE else { break }
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk)
      else { continue }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE:
        text.append(Self.literal(of: node), styles)
      case CMARK_NODE_CODE_BLOCK:
        text.append(" " + Self.literal(of: node), styles)
      case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK,
        CMARK_NODE_IMAGE, CMARK_NODE_HTML_INLINE:
        break
      default: text.append(" ")
      }
    }
  }

  private mutating func addChildren(
    of parent: OpaquePointer, _ styles: [Style], depth: Int
  ) {
    guard depth < Self.depth else { return addText(below: parent, styles) }
    var node = cmark_node_first_child(parent)
    while let current = node {
      node = cmark_node_next(current)
      add(current, styles, depth: depth)
    }
  }

  private mutating func add(
    _ node: OpaquePointer, _ styles: [Style], depth: Int
  ) {
    func with(_ style: Style) -> [Style] {
      styles.contains(style) ? styles : styles + [style]
    }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: text.append(Self.literal(of: node), styles)
    case CMARK_NODE_CODE: text.append(Self.literal(of: node), styles + [.code])
    case CMARK_NODE_SOFTBREAK: text.append(" ")
    case CMARK_NODE_LINEBREAK: text.append("\n")
    case CMARK_NODE_EMPH:
      addChildren(of: node, with(.emphasis), depth: depth + 1)
    case CMARK_NODE_STRONG:
      addChildren(of: node, with(.strong), depth: depth + 1)
    case CMARK_NODE_LINK:
      let style = Style.link(to: Self.address(of: node))
      addChildren(of: node, with(style), depth: depth + 1)
    case CMARK_NODE_IMAGE:
      // What it shows is said in plain text.
      let style = Style.image(from: Self.address(of: node))
      text.append(InlineText(plain: node).text.plain, styles + [style])
    case CMARK_NODE_HTML_INLINE: break
    default: addChildren(of: node, styles, depth: depth + 1)
    }
  }

  private static func literal(of node: OpaquePointer) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }

  private static func address(of node: OpaquePointer) -> String {
    cmark_node_get_url(node).map { String(cString: $0) } ?? ""
  }
}
