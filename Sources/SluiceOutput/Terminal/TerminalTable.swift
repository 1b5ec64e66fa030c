/// What stands in rows and columns.
extension TerminalRenderer {
  // MARK: - Tables

  func lines(of table: Table, _ room: Int) -> [StyledText] {
    let header = table.columns.map { marked($0).unwrapped }
    let rows = table.rows.map { $0.map { marked($0).unwrapped } }
    let texts = (header.isEmpty ? [] : [header]) + rows
    var widths = (0..<(texts.map(\.count).max() ?? 0)).map { column in
      texts.map { column < $0.count ? $0[column].terminalWidth : 0 }.max() ?? 0
    }
    if table.isProse { return prose(header, rows, widths, room) }
    let isNumber = widths.indices.map { column in
      !header.isEmpty
        && rows.allSatisfy {
          column < $0.count && looksNumeric($0[column].plain)
        }
    }
    narrow(&widths, isFixed: isNumber, room, least: table.isWhole ? 24 : 12)
    if table.isWhole { return folded(texts, &widths, isNumber, room) }
    return parts(widths, isNumber, room).flatMap { part in
      texts.enumerated().map { index, row in
        let line = part.map { column in
          (column < row.count ? row[column] : "")
            .padded(to: widths[column], isNumber[column] ? .right : .left)
        }.joined(separator: "  ").trimmed
        return index == 0 && !header.isEmpty ? line.styled(.strong) : line
      }
    }
  }

  /// A table of an article, of which nothing is cut: where there is no room
  /// for it, each row is a list.
  private func prose(
    _ header: [StyledText], _ rows: [[StyledText]], _ widths: [Int],
    _ room: Int
  ) -> [StyledText] {
    guard widths.reduce(0, +) + 2 * (widths.count - 1) <= room else {
      let lists = rows.map { row in
        zip(header, row).flatMap { ($0 + ": " + $1).wrapped(to: room) }
      }
      return Array(lists.joined(separator: [StyledText()]))
    }
    func line(_ cells: [StyledText]) -> StyledText {
      zip(cells, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
        .trimmed
    }
    let rule = widths.map { StyledText(String(repeating: "─", count: $0)) }
    return [line(header).styled(.strong), rule.joined(separator: "  ")]
      + rows.map(line)
  }

  /// Rows of which nothing is cut: what a column has no room for goes on below.
  private func folded(
    _ texts: [[StyledText]], _ widths: inout [Int], _ isNumber: [Bool],
    _ room: Int
  ) -> [StyledText] {
    let cells = texts.map { row in
      zip(row, widths).map { $0.wrapped(to: $1) }
    }
    for column in widths.indices {
      // A word that is wider than its column is not cut either.
      let lines = cells.flatMap { column < $0.count ? $0[column] : [] }
      widths[column] = lines.map(\.terminalWidth).max() ?? 0
    }
    return parts(widths, isNumber, room).flatMap { part in
      cells.enumerated().flatMap { index, row in
        let height = part.map { $0 < row.count ? row[$0].count : 0 }.max() ?? 0
        return (0..<height).map { line in
          let text = part.map { column in
            (column < row.count && line < row[column].count
              ? row[column][line] : "")
              .padded(to: widths[column], isNumber[column] ? .right : .left)
          }.joined(separator: "  ").trimmed
          return index == 0 ? text.styled(.strong) : text
        }
      }
    }
  }

  /// Takes from the widest columns of words what does not fit; a number is
  /// never cut.
  private func narrow(
    _ widths: inout [Int], isFixed: [Bool], _ room: Int, least: Int
  ) {
    while widths.reduce(0, +) + 2 * (widths.count - 1) > room,
      let column = widths.indices.filter({ !isFixed[$0] && widths[$0] > least })
        .max(by: { widths[$0] < widths[$1] })
    {
      widths[column] -= 1
    }
  }

  /// Columns that fit side by side, in order; what does not fit follows below.
  /// What tells rows apart stands in each part: the words before the first
  /// number, as far as they leave half of the room.
  private func parts(
    _ widths: [Int], _ isNumber: [Bool], _ room: Int
  ) -> [[Int]] {
    var keys = Array(widths.indices.prefix { !isNumber[$0] })
    if keys.isEmpty || keys.count == widths.count {
      keys = Array(widths.indices.prefix(1))
    }
    func width(_ columns: [Int]) -> Int {
      columns.reduce(0) { $0 + widths[$1] + 2 }
    }
    while keys.count > 1, width(keys) > room / 2 { keys.removeLast() }
    var parts: [[Int]] = []
    var open: [Int] = []
    for column in widths.indices {
      if open.count > keys.count, width(open) + widths[column] > room {
        parts.append(open)
        open = keys
      }
      open.append(column)
    }
    return parts + [open]
  }

  /// Whether it is a number, or two with a word between: `0.1 to 0.2`.
  private func looksNumeric(_ text: String) -> Bool {
    text.replacing(" to ", with: "").allSatisfy {
      $0.isNumber || "+-.,%–—e/*<".contains($0)
    }
  }

  /// Rows as they are read out: `epoch 1, loss 0.702`.
  func spoken(_ table: Table) -> [StyledText] {
    table.rows.map { row in
      let names =
        table.columns.isEmpty ? row.map { _ in StyledText() } : table.columns
      return zip(names, row).filter { !$1.isEmpty }.map { name, entry in
        name.isEmpty ? marked(entry) : "\(marked(name)) \(marked(entry))"
      }.joined(separator: ", ")
    }
  }

  /// Words in columns of one width.
  func lines(of words: [String], _ room: Int) -> [StyledText] {
    let words = words.map { StyledText($0) }
    let width = (words.map(\.terminalWidth).max() ?? 0) + 2
    let columns = max(1, room / width)
    let rows = isSpoken ? words.count : (words.count + columns - 1) / columns
    return (0..<rows).map { row in
      stride(from: row, to: words.count, by: rows).reduce(StyledText()) {
        $0 + words[$1].padded(to: width)
      }.trimmed
    }
  }

  // MARK: - Glosses

  /// Words above what is said of them; those that do not fit follow below.
  func lines(of gloss: Gloss, _ room: Int) -> [StyledText] {
    if isSpoken {
      return gloss.rows.map { row in
        StyledText(row.name.isEmpty ? "" : row.name + ": ")
          + StyledText(row.cells.joined(separator: " "))
      }
    }
    let names = gloss.rows.map { StyledText($0.name) }
    let cells = gloss.rows.map { $0.cells.map { StyledText($0) } }
    let left = names.map(\.terminalWidth).max() ?? 0
    let widths = (0..<(cells.map(\.count).max() ?? 0)).map { word in
      cells.map { word < $0.count ? $0[word].terminalWidth : 0 }.max() ?? 0
    }
    var groups: [[Int]] = []
    var used = 0
    for (word, width) in widths.enumerated() {
      if groups.isEmpty || used + 1 + width > room {
        groups.append([])
        used = left + 1
      }
      groups[groups.count - 1].append(word)
      used += 1 + width
    }
    return groups.flatMap { group in
      zip(names, cells).map { name, row in
        let words = group.map { word in
          (word < row.count ? row[word] : "").padded(to: widths[word])
        }
        return (name.padded(to: left + 2) + words.joined(separator: " "))
          .trimmed
      }
    }
  }

  // MARK: - Matrices

  func lines(of matrix: LabelledMatrix, _ room: Int) -> [StyledText] {
    let entries = matrix.entries.map { $0.map { StyledText($0) } }
    let rows = matrix.rows.map { StyledText($0) }
    let columns = matrix.columns.map { StyledText($0) }
    let left = rows.map(\.terminalWidth).max() ?? 0
    let cell = (entries.joined() + columns).map(\.terminalWidth).max() ?? 0
    let most = max(1, (room - left) / (cell + 2))
    var lines = [StyledText(matrix.title, .strong)]
    // Columns that do not fit follow below, under the same rows.
    for start in stride(from: 0, to: columns.count, by: most) {
      let part = start..<min(start + most, columns.count)
      lines.append(
        part.reduce(.blanks(left)) {
          $0 + "  " + columns[$1].padded(to: cell, .right)
        })
      for (i, name) in rows.enumerated() {
        lines.append(
          part.reduce(name.padded(to: left)) { line, j in
            line + "  "
              + entries[i][j].padded(to: cell, .right)
              .styled(.shade(matrix.values[i][j]))
          }.trimmed)
      }
    }
    return lines + caption(matrix, room)
  }

  /// Rows as they are read out: `row pos: pos 0.9, ner 0.1`.
  func spoken(_ matrix: LabelledMatrix) -> [StyledText] {
    [StyledText(matrix.title)]
      + zip(matrix.rows, matrix.entries).map { row, entries in
        let said = zip(matrix.columns, entries).map { "\($0) \($1)" }
        return "row \(row): \(said.joined(separator: ", "))"
      } + caption(matrix, width)
  }

  private func caption(_ matrix: LabelledMatrix, _ room: Int) -> [StyledText] {
    matrix.caption.map { StyledText($0, .dim).wrapped(to: room) } ?? []
  }
}
