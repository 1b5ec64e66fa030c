import SluiceOutput

/// Tables, each in a box that scrolls where it is too wide.
struct HTMLTables {
  var text = HTMLText()

  func table(_ table: Table) -> String {
    let count = table.rows.map(\.count).max() ?? table.columns.count
    let isNumeric = (0..<count).map { column in
      !table.isProse
        && table.rows.allSatisfy {
          !$0.indices.contains(column) || Self.isNumber($0[column].plain)
        }
    }
    let head =
      table.columns.isEmpty ? "" : self.head(table.columns, isNumeric)
    let rows = table.rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let inside = text.broken(cell)
        return isNumeric.indices.contains(column) && isNumeric[column]
          ? HTML.element("td", ["class": "r"], inside)
          : HTML.element("td", [:], inside)
      }
      return HTML.element("tr", [:], cells.joined())
    }
    return Self.box(
      HTML.element(
        "table", [:],
        head + HTML.element("tbody", [:], rows.joined())))
  }

  private func head(_ columns: [StyledText], _ isNumeric: [Bool]) -> String {
    let cells = columns.enumerated().map { column, name in
      if name.isEmpty { return HTML.element("td", [:], "") }
      return isNumeric.indices.contains(column) && isNumeric[column]
        ? HTML.element("th", ["scope": "col", "class": "r"], text.inline(name))
        : HTML.element("th", ["scope": "col"], text.inline(name))
    }
    return HTML.element(
      "thead", [:], HTML.element("tr", [:], cells.joined()))
  }

  /// A sentence word by word, with what is said of each below it.
  func gloss(_ gloss: Gloss) -> String {
    let rows = gloss.rows.map { row in
      let name =
        row.name.isEmpty
        ? HTML.element("td", [:], "")
        : HTML.element("th", ["scope": "row"], HTML.escaped(row.name))
      return HTML.element(
        "tr", [:],
        name
          + row.cells.map { HTML.element("td", [:], HTML.escaped($0)) }
          .joined())
    }
    return Self.box(
      HTML.element(
        "table", ["class": "gloss"],
        HTML.element("tbody", [:], rows.joined())))
  }

  /// A table of numbers behind a figure.
  static func numbers(
    _ columns: [String], _ rows: [[String]], title: String = "The numbers"
  ) -> String {
    HTML.folded(title, HTMLTables().table(Table(columns, rows)))
  }

  static func box(_ table: String) -> String {
    HTML.scrolling("Table", "box", table)
  }

  private static func isNumber(_ text: String) -> Bool {
    let bare = text.filter { !",*°%≈±".contains($0) }
      .trimmingPrefix { $0 == " " }
    return bare.isEmpty || bare == "–" || Double(bare) != nil
  }
}
