internal import CCommonMark
import SluiceOutput

/// How the nodes of a document become text.
struct InlineReader {
  var formulas = FormulaText("")
  /// Whether HTML is shown as the text that it is.
  var showsHTML = false

  /// The text of a paragraph, a heading or a table's cell.
  func text(below parent: OpaquePointer) -> StyledText {
    var inline = InlineText(reader: self)
    inline.addChildren(of: parent, [], depth: 0)
    return inline.text
  }

  /// All text below a node, however deep, without styles.
  func plain(_ node: OpaquePointer) -> StyledText {
    var inline = InlineText(reader: self)
    inline.addText(below: node, [])
    return inline.text
  }

  static func literal(of node: OpaquePointer) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }
}

/// A text that is being read.
private struct InlineText {
  let reader: InlineReader
  private(set) var text = StyledText()

  init(reader: InlineReader) { self.reader = reader }

  /// Emphasis in emphasis up to which each has its style; what is deeper is
  /// shown as text, so that no text is too deep.
  private static let depth = 50

  /// Adds what a node holds as text, its formulas with a style of their own.
  private mutating func addLiteral(of node: OpaquePointer, _ styles: [Style]) {
    for piece in reader.formulas.pieces(of: InlineReader.literal(of: node)) {
      text.append(
        piece.text, styles + (piece.formula.map { [.formula($0)] } ?? []))
    }
  }

  /// Adds what a node holds as it was written.
  private mutating func addWritten(_ node: OpaquePointer, _ styles: [Style]) {
    text.append(
      reader.formulas.written(InlineReader.literal(of: node)), styles)
  }

  mutating func addText(below root: OpaquePointer, _ styles: [Style]) {
    guard let walk = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(walk) }
    while true {
      let event = cmark_iter_next(walk)
      guard event != CMARK_EVENT_DONE else { break }
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk)
      else { continue }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT: addLiteral(of: node, styles)
      case CMARK_NODE_CODE: addWritten(node, styles)
      case CMARK_NODE_CODE_BLOCK:
        text.append(" ", styles)
        addWritten(node, styles)
      case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK,
        CMARK_NODE_IMAGE, CMARK_NODE_HTML_INLINE:
        break
      default: text.append(" ")
      }
    }
  }

  mutating func addChildren(
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
    case CMARK_NODE_TEXT: addLiteral(of: node, styles)
    case CMARK_NODE_CODE: addWritten(node, styles + [.code])
    case CMARK_NODE_SOFTBREAK: text.append(" ")
    case CMARK_NODE_LINEBREAK: text.append("\n")
    case CMARK_NODE_EMPH:
      addChildren(of: node, with(.emphasis), depth: depth + 1)
    case CMARK_NODE_STRONG:
      addChildren(of: node, with(.strong), depth: depth + 1)
    case CMARK_NODE_LINK:
      let style = Style.link(to: address(of: node))
      addChildren(of: node, with(style), depth: depth + 1)
    case CMARK_NODE_IMAGE:
      // What it shows is said in plain text.
      let style = Style.image(from: address(of: node))
      text.append(reader.plain(node).plain, styles + [style])
    case CMARK_NODE_HTML_INLINE:
      let isComment = InlineReader.literal(of: node).hasPrefix("<!--")
      if reader.showsHTML, !isComment { addWritten(node, styles) }
    default: addChildren(of: node, styles, depth: depth + 1)
    }
  }

  private func address(of node: OpaquePointer) -> String {
    reader.formulas.written(
      cmark_node_get_url(node).map { String(cString: $0) } ?? "")
  }
}
