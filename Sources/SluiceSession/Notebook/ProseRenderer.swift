internal import CCommonMark
import Foundation

/// Markdown as text for a terminal.
package struct ProseRenderer: Sendable {
  package var width: Int

  package init(width: Int = 80) { self.width = width }

  /// The prose without its marks, broken to the width.
  package func render(_ markdown: String) -> String {
    guard
      let document = cmark_parse_document(
        markdown, markdown.utf8.count, CMARK_OPT_DEFAULT)
    else { return markdown }
    defer { cmark_node_free(document) }
    guard
      let text = cmark_render_plaintext(
        document, CMARK_OPT_DEFAULT, Int32(min(max(width, 20), 1000)))
    else { return markdown }
    defer { free(text) }
    return String(cString: text)
  }
}
