import SluiceNotebook

/// The text of a notebook that is put together from pieces.
enum JupyterText {
  /// - Parameters:
  ///   - entries: The pieces, in order.
  ///   - settings: The comment at the top.
  /// - Returns: The whole file, an empty line between any two.
  static func written(_ entries: [JupyterEntry], settings: String?) -> String {
    ((settings.map { [$0 + "\n"] } ?? []) + entries.map(\.written))
      .joined(separator: "\n")
  }

  /// Likewise, where what was not changed since is as it stands in a file.
  ///
  /// - Parameters:
  ///   - entries: The pieces, in order.
  ///   - settings: The comment at the top.
  ///   - file: The notebook that they were made of.
  /// - Returns: The whole file.
  static func written(
    _ entries: [JupyterEntry], settings: String?, as file: Notebook
  ) -> String {
    let places = file.jupyterEntries
    let top = file.settingsLines.map { file.lines[$0] } ?? []
    let known = top.map(Notebook.unended).joined(separator: "\n")
    var text = ""
    // How many of the file's lines are written, where nothing is put between.
    var line: Int? = 0
    if (settings ?? "") == known {
      if let end = file.settingsLines?.upperBound {
        text = file.text(0..<end)
        line = end
      }
    } else {
      text = settings.map { $0 + "\n" } ?? ""
      line = nil
    }
    var next = 0
    for entry in entries {
      let found = places[next...].firstIndex { $0.entry == entry }
      let isNext = found == next && line != nil
      if let found, isNext, let start = line {
        text += file.text(start..<places[found].lines.lowerBound)
      } else if !text.isEmpty {
        if text.utf8.last != 0x0A, text.utf8.last != 0x0D { text += "\n" }
        text += "\n"
      }
      if let found {
        text += file.text(places[found].lines)
        line = places[found].lines.upperBound
        next = found + 1
      } else {
        text += entry.written
        line = nil
      }
    }
    if let line, next == places.count {
      text += file.text(line..<file.lines.count)
    }
    return text
  }
}
