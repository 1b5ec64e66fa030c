internal import CCommonMark
import SluiceDiagnostics

/// The text of a paragraph, a heading or a table's cell, in words that can be
/// broken into lines.
struct InlineText {
  /// A piece of a word with its ANSI styles.
  private struct Fragment {
    var text: String
    var styles: [String]
  }

  /// Words; an empty one breaks the line.
  private var words: [[Fragment]] = []
  private var isOpen = false
  private let color: Bool

  /// Emphasis in emphasis up to which each has its style; what is deeper is
  /// shown as text, so that no text is too deep.
  private static let depth = 50

  init(below parent: OpaquePointer, color: Bool) {
    self.color = color
    addChildren(of: parent, [], depth: 0)
  }

  /// All text below a node, however deep, without styles.
  init(plain node: OpaquePointer) {
    color = false
    addText(below: node, [])
  }

  private mutating func addText(
    below root: OpaquePointer, _ styles: [String]
  ) {
    guard let walk = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(walk) }
    while true {
      let event = cmark_iter_next(walk)
      guard event != CMARK_EVENT_DONE else { break }
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk)
      else { continue }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: add(Self.text(of: node), styles)
      case CMARK_NODE_CODE_BLOCK:
        isOpen = false
        add(Self.text(of: node), styles)
      case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK,
        CMARK_NODE_IMAGE, CMARK_NODE_HTML_INLINE:
        break
      default: isOpen = false
      }
    }
  }

  private static func text(of node: OpaquePointer) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }

  private mutating func addChildren(
    of parent: OpaquePointer, _ styles: [String], depth: Int
  ) {
    guard depth < Self.depth else { return addText(below: parent, styles) }
    var node = cmark_node_first_child(parent)
    while let current = node {
      node = cmark_node_next(current)
      add(current, styles, depth: depth)
    }
  }

  private mutating func add(
    _ node: OpaquePointer, _ styles: [String], depth: Int
  ) {
    func with(_ style: String) -> [String] {
      styles.contains(style) ? styles : styles + [style]
    }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: add(Self.text(of: node), styles)
    case CMARK_NODE_CODE: add(Self.text(of: node), with("36"))
    case CMARK_NODE_SOFTBREAK: isOpen = false
    case CMARK_NODE_LINEBREAK:
      words.append([])
      isOpen = false
    case CMARK_NODE_EMPH: addChildren(of: node, with("3"), depth: depth + 1)
    case CMARK_NODE_STRONG: addChildren(of: node, with("1"), depth: depth + 1)
    case CMARK_NODE_LINK:
      addChildren(of: node, with("4"), depth: depth + 1)
      let target = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
      if target.contains("://") { add(" (\(target))", styles) }
    case CMARK_NODE_IMAGE:
      add("[", styles)
      addChildren(of: node, styles, depth: depth + 1)
      add("]", styles)
    case CMARK_NODE_HTML_INLINE: break
    default: addChildren(of: node, styles, depth: depth + 1)
    }
  }

  private mutating func add(_ text: String, _ styles: [String]) {
    var open = ""
    func close(_ words: inout [[Fragment]], _ isOpen: inout Bool) {
      guard !open.isEmpty else { return }
      let fragment = Fragment(text: onOneLine(open), styles: styles)
      if isOpen, !words.isEmpty {
        words[words.count - 1].append(fragment)
      } else {
        words.append([fragment])
      }
      isOpen = true
      open = ""
    }
    for character in text {
      if character == " " || character == "\n" || character == "\t" {
        close(&words, &isOpen)
        isOpen = false
      } else {
        open.append(character)
      }
    }
    close(&words, &isOpen)
  }

  /// The lines, each no wider than there is room unless a word is.
  func lines(width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    func end() {
      lines.append(line)
      line = ""
      used = 0
    }
    for word in words {
      guard !word.isEmpty else {
        end()
        continue
      }
      let length = word.map(\.text.terminalWidth).reduce(0, +)
      if used > 0, used + 1 + length > width { end() }
      if used > 0 {
        line += " "
        used += 1
      }
      line += word.map(shown).joined()
      used += length
    }
    if used > 0 { end() }
    return lines
  }

  private func shown(_ fragment: Fragment) -> String {
    guard color, !fragment.styles.isEmpty else { return fragment.text }
    return "\u{1B}[\(fragment.styles.joined(separator: ";"))m"
      + fragment.text + "\u{1B}[0m"
  }

  /// All in one line, without styles, and how wide it is.
  var plain: String {
    words.map { $0.map(\.text).joined() }.joined(separator: " ")
  }
}

/// A table of Markdown, its columns set under each other.
struct ProseTable {
  private let rows: [[String]]
  private let color: Bool

  init(_ node: OpaquePointer, color: Bool) {
    self.color = color
    var rows: [[String]] = []
    var row = cmark_node_first_child(node)
    while let current = row {
      row = cmark_node_next(current)
      var cells: [String] = []
      var cell = cmark_node_first_child(current)
      while let inside = cell {
        cell = cmark_node_next(inside)
        cells.append(InlineText(below: inside, color: false).plain)
      }
      rows.append(cells)
    }
    self.rows = rows
  }

  /// The table; where there is no room for it, each row as a list.
  func lines(width: Int) -> [String] {
    guard let header = rows.first else { return [] }
    let widths = header.indices.map { column in
      rows.map { column < $0.count ? $0[column].terminalWidth : 0 }.max() ?? 0
    }
    guard widths.reduce(0, +) + 2 * (widths.count - 1) <= width else {
      return rows.dropFirst().flatMap { row in
        zip(header, row).map { "\($0): \($1)" } + [""]
      }
    }
    let rule = widths.map { String(repeating: "─", count: $0) }
      .joined(separator: "  ")
    var lines = rows.map { row in
      let line = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.terminalWidth)
      }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    if color { lines[0] = "\u{1B}[1m\(lines[0])\u{1B}[0m" }
    lines.insert(rule, at: 1)
    return lines
  }
}
