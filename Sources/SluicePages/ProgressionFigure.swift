import SluiceOutput

/// What was learned, moment by moment: one slider moves the drawing, the tables
/// and a line through the curves, of several networks side by side. The numbers
/// are in a table, which the page's script reads; without it the last moment
/// stands.
struct ProgressionFigure {
  private let all: [Progression]
  /// Those of which nothing moved.
  private let still: [Progression]

  init(_ all: [Progression]) {
    self.all = all.filter { $0.moments.count > 1 }
    still = all.filter { $0.moments.count < 2 }
  }

  var html: String { moving + still.map(curves).joined() }

  /// Curves alone, which are folded.
  private func curves(of progression: Progression) -> String {
    HTML.folded(
      HTML.escaped(progression.title.titled),
      progression.curves.map { HTMLFigures.figure($0) }.joined())
  }

  private var moving: String {
    guard let longest = all.map(\.moments.count).max() else { return "" }
    let moments = all.flatMap(\.moments)
    let sides = all.map {
      ProgressionSide($0, scale: Scale(moments.flatMap(\.matrices))).html
    }
    return HTML.element(
      "figure",
      [
        "class": all.count > 1 ? "moving several" : "moving",
        "aria-label": all.map(\.title).joined(separator: "; "),
      ],
      controls(longest - 1)
        + HTML.element("div", ["class": "sides"], sides.joined()))
  }

  private func controls(_ last: Int) -> String {
    let unit = all.first?.unit ?? ""
    return HTML.element(
      "div", ["class": "live controls"],
      HTML.element("button", ["type": "button", "class": "play"], "Play")
        + HTML.element(
          "label", [:],
          HTML.element("span", [:], HTML.escaped(unit.titled) + " ")
            + HTML.void(
              "input",
              [
                "type": "range", "min": "0", "max": String(last),
                "value": String(last), "step": "1", "data-unit": unit,
              ]))
        + HTML.element("output", ["aria-live": "off"], ""))
  }
}

/// What full shades and whole bars stand for: the same everywhere in a figure,
/// so that what is darker is larger.
private struct Scale {
  var shade, bar: Double

  init(_ matrices: [LabelledMatrix]) {
    func largest(ofShares: Bool) -> Double {
      matrices.filter { $0.isOfShares == ofShares }.map(MatrixFigure.largest)
        .max() ?? 0
    }
    shade = largest(ofShares: false)
    bar = largest(ofShares: true)
  }
}

/// One of the things that moved, with its table of numbers.
private struct ProgressionSide {
  let progression: Progression
  let scale: Scale
  /// A column of the table: its name, and its text at each moment.
  private var columns: [(name: String, texts: [String])] = []
  private var last: Progression.Moment? { progression.moments.last }

  init(_ progression: Progression, scale: Scale) {
    self.progression = progression
    self.scale = scale
  }

  var html: String {
    var side = self
    return side.written()
  }

  private mutating func written() -> String {
    let matrices = last?.matrices.indices.map { matrix($0) } ?? []
    let drawing = drawing()
    let numbers = progression.moments.map { Double($0.number) }
    let curves = progression.curves.map {
      HTMLFigures.figure($0, moments: numbers)
    }
    return HTML.element(
      "div", ["class": "side"],
      HTML.element(
        "p", ["class": "title"],
        HTML.escaped(progression.title.titled))
        + drawing
        + HTML.element("div", ["class": "tables"], matrices.joined())
        + HTML.element(
          "p", ["class": "caption"],
          HTML.escaped(FigureSentence.of(progression)))
        + HTML.element("div", ["class": "curves"], curves.joined())
        + numbersTable)
  }

  /// A matrix of the last moment, whose entries follow columns of the table.
  private mutating func matrix(_ number: Int) -> String {
    let moments = progression.moments.map { $0.matrices[number] }
    guard let matrix = moments.last else { return "" }
    let first = columns.count
    for i in matrix.rows.indices {
      for j in matrix.columns.indices {
        columns.append(
          (
            "\(matrix.title): \(matrix.rows[i]), \(matrix.columns[j])",
            moments.map { NumberText.entry($0.values[i][j]) }
          ))
      }
    }
    let largest = matrix.isOfShares ? scale.bar : scale.shade
    return HTML.element(
      "div", ["class": "follows", "data-largest": "\(largest)"],
      MatrixFigure(matrix, largest: largest, firstColumn: first).table)
  }

  /// The drawing of the last moment, with what is said of each flow.
  private mutating func drawing() -> String {
    let moments = progression.moments.compactMap(\.drawing)
    guard let drawing = moments.last, moments.count == progression.moments.count
    else { return "" }
    var handles = SVG.Handles()
    var gate = 0
    for (index, edge) in drawing.edges.enumerated() {
      guard case .flow = edge.kind, gate < progression.gates.count else {
        continue
      }
      let name = progression.gates[gate].name
      handles.edges[index] = HTML.written([
        "tabindex": "0", "role": "button", "aria-label": name,
        "data-k": String(columns.count),
        "data-gate": String(gate),
      ])
      columns.append(
        (name, moments.map { NumberText.entry($0.edges[index].flow) }))
      gate += 1
    }
    for (index, column) in drawing.columns.enumerated() {
      guard column.head.count > 1 else { continue }
      let texts = moments.map { $0.columns[index].head.last ?? "" }
      guard Set(texts).count > 1 else { continue }
      handles.heads[index] = HTML.written(["data-k": String(columns.count)])
      columns.append(("\(column.head[0]) reads by", texts))
    }
    let sentences = progression.gates.map {
      HTML.element("li", [:], HTML.escaped($0.sentence))
    }
    let told = HTML.element(
      "p", ["class": "live told", "aria-live": "polite"],
      "Choose a line of the drawing to read what it came to.")
    let list = HTML.folded(
      "What each sluice came to", kind: "gates",
      HTML.element("ul", [:], sentences.joined()))
    return HTML.scrolling(
      "Drawing", "box drawn",
      SVG.drawing(
        drawing, .group(drawing.words.joined(separator: "; ")),
        handles: handles))
      + (progression.gates.isEmpty ? "" : told + list)
  }

  /// The numbers of all moments.
  private var numbersTable: String {
    let head = ([progression.unit] + columns.map(\.name)).map {
      HTML.element("th", ["scope": "col"], HTML.escaped($0))
    }
    let rows = progression.moments.enumerated().map { index, moment in
      HTML.element("th", ["scope": "row"], String(moment.number))
        + columns.map {
          HTML.element("td", [:], HTML.escaped($0.texts[index]))
        }.joined()
    }
    let unit = HTML.escaped(progression.unit)
    return HTML.folded(
      "All numbers, \(unit) by \(unit)", kind: "many",
      HTMLTables.box(
        HTML.element(
          "table", ["class": "path"],
          HTML.element(
            "thead", [:], HTML.element("tr", [:], head.joined()))
            + HTML.element(
              "tbody", [:],
              rows.map { HTML.element("tr", [:], $0) }.joined()))))
  }
}

extension String {
  /// With a capital at its beginning, and only there.
  fileprivate var titled: String {
    prefix(1).uppercased() + dropFirst()
  }
}

extension Drawing.Edge {
  fileprivate var flow: Double {
    if case .flow(let flow, _) = kind { flow } else { 1 }
  }
}
