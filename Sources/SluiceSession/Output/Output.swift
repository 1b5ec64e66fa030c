/// What a command has to show: a value, drawn by whoever shows it.
///
/// The terminal, a notebook and a page render the same output, so a command
/// never knows where it is shown.
package struct Output: Sendable, Equatable {
  package var blocks: [Block]

  package enum Block: Sendable, Equatable {
    /// Lines as they are.
    case text(String)
    case heading(String)
    /// A remark on what was done or how to read it.
    case note(String)
    case table(Table)
    case matrix(LabelledMatrix)
    case plot(Plot)
    case intervals(Intervals)
    case drawing(Drawing)
  }

  package init(blocks: [Block] = []) { self.blocks = blocks }

  /// Nothing to show.
  package static let nothing = Output()

  package static func text(_ text: String) -> Output {
    Output(blocks: [.text(text)])
  }
  package static func heading(_ text: String) -> Output {
    Output(blocks: [.heading(text)])
  }
  package static func note(_ text: String) -> Output {
    Output(blocks: [.note(text)])
  }
  package static func table(_ table: Table) -> Output {
    Output(blocks: [.table(table)])
  }
  package static func matrix(_ matrix: LabelledMatrix) -> Output {
    Output(blocks: [.matrix(matrix)])
  }
  package static func drawing(_ drawing: Drawing) -> Output {
    Output(blocks: [.drawing(drawing)])
  }
  package static func intervals(_ intervals: Intervals) -> Output {
    Output(blocks: [.intervals(intervals)])
  }
  package static func plot(_ plot: Plot) -> Output {
    Output(blocks: [.plot(plot)])
  }

  package static func + (one: Output, two: Output) -> Output {
    Output(blocks: one.blocks + two.blocks)
  }

  package static func += (one: inout Output, two: Output) {
    one.blocks += two.blocks
  }

  package var isEmpty: Bool { blocks.isEmpty }
}

/// A picture made of characters, and the same in words for where there is no
/// room for it or nobody to see it.
package struct Drawing: Sendable, Equatable {
  package var lines: [String]
  package var said: [String]
}

/// Rows under column names.
package struct Table: Sendable, Equatable {
  package var columns: [String]
  package var rows: [[String]]

  /// - Parameters:
  ///   - columns: The names above.
  ///   - rows: Each with one text a column; a column whose texts are all
  ///     numbers is set to the right.
  package init(_ columns: [String], _ rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }
}

/// A matrix whose rows and columns have names: for alpha, row receives and
/// column sends.
package struct LabelledMatrix: Sendable, Equatable {
  package var title: String
  package var rows: [String]
  package var columns: [String]
  /// `[rows][columns]`
  package var values: [[Double]]
  /// A sign after an entry, such as `*` for a fixed one; `[rows][columns]`.
  package var marks: [[String]]?
  package var caption: String?

  package init(
    _ title: String, rows: [String], columns: [String], values: [[Double]],
    marks: [[String]]? = nil, caption: String? = nil
  ) {
    self.title = title
    self.rows = rows
    self.columns = columns
    self.values = values
    self.marks = marks
    self.caption = caption
  }
}

/// Curves over a common axis.
package struct Plot: Sendable, Equatable {
  package var title: String
  package var x: String
  package var y: String
  package var series: [Series]

  package struct Series: Sendable, Equatable {
    package var name: String
    package var points: [Point]
    package init(_ name: String, _ points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  package struct Point: Sendable, Equatable {
    package var x, y: Double
    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  package init(_ title: String, x: String, y: String, series: [Series]) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
  }
}
