internal import CCommonMark
import Foundation

/// The reference parser of CommonMark, as this program uses it.
enum CommonMark {
  /// The extension that knows tables. Registering it changes what all parsers
  /// share, so it is done before the first parser runs.
  private static nonisolated(unsafe) let tables = {
    cmark_gfm_core_extensions_ensure_registered()
    return cmark_find_syntax_extension("table")
  }()

  /// Does something with a document, which lives no longer than that.
  ///
  /// - Parameters:
  ///   - text: Markdown.
  ///   - withTables: Whether tables are known, which CommonMark has not.
  ///   - use: What to do.
  /// - Returns: What `use` does; nil if there was no memory.
  static func withDocument<T>(
    _ text: String, withTables: Bool = false,
    _ use: (OpaquePointer) -> T
  ) -> T? {
    let tables = tables
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
    defer { cmark_parser_free(parser) }
    if withTables, let tables {
      cmark_parser_attach_syntax_extension(parser, tables)
    }
    cmark_parser_feed(parser, text, text.utf8.count)
    guard let document = cmark_parser_finish(parser) else { return nil }
    defer { cmark_node_free(document) }
    return use(document)
  }
}
