internal import CCommonMark

/// A heading of a notebook, with the cells that it is over.
package struct NotebookHeading: Sendable, Equatable {
  package var text: String
  /// 1 to 6.
  package var level: Int
  /// Its line, from 0.
  package var line: Int
  /// Its first cell, or the next one after it, from 0.
  package var cell: Int
}

extension Notebook {
  /// The headings in order.
  package var outline: [NotebookHeading] {
    let starts = cells.map(\.fence.lowerBound)
    return parts.flatMap { part -> [NotebookHeading] in
      guard case .prose(let range) = part else { return [] }
      return Self.headings(text(range)).map { heading in
        var heading = heading
        heading.line += range.lowerBound
        heading.cell = starts.count { $0 < heading.line }
        return heading
      }
    }
  }

  /// What each cell is called for ever: its `#id`, else its headings and its
  /// number below them, so that prose may be added and lines may move.
  package var lastingNames: [String] {
    var sections: [NotebookHeading] = []
    var rest = outline[...]
    var count: [String: Int] = [:]
    let isTitled = outline.count { $0.level == 1 } == 1
    let cells = cells
    return cells.indices.map { cell in
      while let heading = rest.first, heading.cell <= cell {
        sections.removeAll { $0.level >= heading.level }
        sections.append(heading)
        rest.removeFirst()
      }
      let path = sections.filter { !isTitled || $0.level > 1 }.map(\.text)
        .joined(separator: " / ")
      count[path, default: 0] += 1
      if let id = cells[cell].options.id { return "#" + id }
      return (path.isEmpty ? "" : path + ", ") + "cell \(count[path] ?? 1)"
    }
  }

  /// The heading that a cell stands below, if there is one.
  package func heading(ofCell cell: Int) -> String? {
    outline.last { $0.cell <= cell }?.text
  }

  /// Where a heading's cells begin, from 0; `end` is after the last.
  ///
  /// - Parameter name: How the heading begins, or a part of it.
  /// - Returns: nil if there is no such heading.
  package func cell(atHeading name: String) -> Int? {
    let name = name.lowercased()
    let all = outline.map { (text: $0.text.lowercased(), cell: $0.cell) }
    let found =
      all.first { $0.text == name } ?? all.first { $0.text.hasPrefix(name) }
      ?? all.first { $0.text.contains(name) }
    return found?.cell ?? (name == "end" ? cells.count : nil)
  }

  private static func headings(_ text: String) -> [NotebookHeading] {
    CommonMark.withDocument(text) { document in
      var headings: [NotebookHeading] = []
      var node = cmark_node_first_child(document)
      while let current = node {
        node = cmark_node_next(current)
        guard cmark_node_get_type(current) == CMARK_NODE_HEADING else {
          continue
        }
        headings.append(
          NotebookHeading(
            text: InlineReader().text(below: current).unwrapped.plain,
            level: Int(cmark_node_get_heading_level(current)),
            line: Int(cmark_node_get_start_line(current)) - 1, cell: 0))
      }
      return headings
    } ?? []
  }
}
