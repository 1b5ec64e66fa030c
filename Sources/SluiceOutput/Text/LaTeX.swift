/// Tables as LaTeX sets them, with the rules of the package booktabs.
package enum LaTeX {
  /// A table.
  ///
  /// - Parameter table: Its columns of numbers are set to the right.
  /// - Returns: A `tabular`, lines ended.
  package static func tabular(_ table: Table) -> String {
    let plain = table.rows.map { $0.map(\.plain) }
    let columns = table.columns.indices.map { column in
      plain.allSatisfy { isNumber($0[column]) } ? "r" : "l"
    }
    func line(_ cells: [String]) -> String {
      "  " + cells.map(cell).joined(separator: " & ") + " \\\\"
    }
    let lines =
      ["\\begin{tabular}{\(columns.joined())}", "  \\toprule"]
      + [line(table.columns.map(\.plain)), "  \\midrule"]
      + plain.map(line) + ["  \\bottomrule", "\\end{tabular}"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func isNumber(_ text: String) -> Bool {
    text.isEmpty || text == "–"
      || Double(text.replacing(",", with: "").replacing("−", with: "-")) != nil
  }

  /// A cell; a hyphen before a number is a minus.
  private static func cell(_ text: String) -> String {
    isNumber(text) && text.hasPrefix("-")
      ? escaped("−" + text.dropFirst()) : escaped(text)
  }

  /// A text in which no sign means more than itself.
  static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\textbackslash{}"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
      case "−": "$-$"
      case "–": "--"
      case "<": "\\textless{}"
      case ">": "\\textgreater{}"
      default: String(character)
      }
    }.joined()
  }
}
