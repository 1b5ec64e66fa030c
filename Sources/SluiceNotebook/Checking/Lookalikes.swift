internal import CCommonMark
import SluiceDiagnostics

extension Notebook {
  /// What looks like a cell, a recorded output or settings to somebody who
  /// reads the file, and is none: so that nothing is taken for tested that is
  /// not. What a comment or a longer fence holds is shown on purpose.
  package var lookalikes: [Diagnostic] {
    let found = CommonMark.withDocument(text) { document in
      var finder = LookalikeFinder(notebook: self)
      finder.lookAtFrontMatter()
      finder.look(below: document)
      return finder.found
    }
    return found ?? []
  }
}

/// Goes through a document for what looks like Sluice and is prose.
private struct LookalikeFinder {
  let notebook: Notebook
  var found: [Diagnostic] = []
  /// Where cells and outputs begin and end.
  private let cells: Set<Int>
  private let outputs: Set<Int>
  private let ends: Set<Int>
  private let settings: Range<Int>?

  init(notebook: Notebook) {
    self.notebook = notebook
    cells = Set(
      notebook.cells.flatMap { cell in
        [cell.fence.lowerBound]
          + (cell.exercise?.pieces ?? []).map(\.fence.lines.lowerBound)
      })
    outputs = Set(notebook.cells.flatMap(\.outputs).map(\.fence.lowerBound))
    ends = Set(notebook.cells.map(\.lines.upperBound))
    settings = notebook.settingsLines
  }

  /// - Parameters:
  ///   - parent: The document, or a list or quotation in it.
  ///   - container: What that is called; nil for the document.
  mutating func look(below parent: OpaquePointer, in container: String? = nil) {
    var node = cmark_node_first_child(parent)
    while let current = node {
      node = cmark_node_next(current)
      switch cmark_node_get_type(current) {
      case CMARK_NODE_CODE_BLOCK: look(atCode: current, in: container)
      case CMARK_NODE_HTML_BLOCK: look(atHTML: htmlLines(of: current))
      case CMARK_NODE_PARAGRAPH: look(atParagraph: lines(of: current))
      case CMARK_NODE_LIST, CMARK_NODE_ITEM:
        look(below: current, in: "a list")
      case CMARK_NODE_BLOCK_QUOTE: look(below: current, in: "a quotation")
      default: break
      }
    }
  }

  private func lines(of node: OpaquePointer) -> Range<Int> {
    let first = max(0, Int(cmark_node_get_start_line(node)) - 1)
    let end = min(Int(cmark_node_get_end_line(node)), notebook.lines.count)
    return first..<max(first, end)
  }

  /// The lines of HTML. Of what its own end closes, such as a comment, the
  /// parser leaves out the last.
  private func htmlLines(of node: OpaquePointer) -> Range<Int> {
    let first = lines(of: node).lowerBound
    let html = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    let end = first + Notebook.lines(of: html).count
    return first..<min(end, notebook.lines.count)
  }

  // MARK: - Fences

  private mutating func look(atCode node: OpaquePointer, in container: String?)
  {
    let range = lines(of: node)
    var length: Int32 = 0
    var offset: Int32 = 0
    var mark: CChar = 0
    guard cmark_node_get_fenced(node, &length, &offset, &mark) != 0,
      let info = cmark_node_get_fence_info(node).map({ String(cString: $0) })
    else {
      for line in range where FenceLine(notebook.lines[line])?.isCell ?? false {
        tell(
          line, "this is no cell: four blanks or a tab stand before its fence",
          "remove the blanks")
      }
      return
    }
    let fence = FenceLine(mark: mark, length: Int(length), info: info)
    if let container {
      if fence.isCell {
        tell(
          range.lowerBound, "this is no cell: it stands in \(container)",
          "move it out of \(container), to the start of the line")
      }
    } else if !cells.contains(range.lowerBound) {
      look(at: fence, range.lowerBound)
    }
    look(inside: fence, range)
  }

  /// What fences of a lesson begin with.
  private static let lessonWords = ["hint", "predict", "because"]

  /// A fence that is no cell.
  private mutating func look(at fence: FenceLine, _ line: Int) {
    if fence.isCell {
      tell(
        line,
        "this is no cell: its first word is `\(fence.firstWord)`, not `sluice`",
        "write \(fence.marks)sluice, and options after a blank")
    } else if fence.firstWord == "output" {
      guard !outputs.contains(line) else { return }
      tell(
        line,
        fence.words.count > 2
          ? "this output is never compared: more than a profile follows `output`"
          : "this output belongs to no cell, so it is never compared",
        fence.words.count > 2
          ? "write \(fence.marks)output, or \(fence.marks)output PROFILE"
          : "put it directly below its cell, or call the fence `text`")
    } else if notebook.isLesson, fence.words.count == 1,
      !Self.lessonWords.contains(fence.firstWord),
      let word = nearest(to: fence.firstWord, in: Self.lessonWords)
    {
      tell(
        line,
        "this asks nothing: its first word is `\(fence.firstWord)`, not"
          + " `\(word)`", "write \(fence.marks)\(word)")
    } else if fence.isLike("output"), followsCell(line) {
      tell(
        line,
        "this is no output: its first word is `\(fence.firstWord)`, not"
          + " `output`", "write \(fence.marks)output")
    }
  }

  /// Whether nothing but blanks stands between a line and the cell above it.
  private func followsCell(_ line: Int) -> Bool {
    let above = notebook.lines[..<line].lastIndex {
      !$0.allSatisfy(\.isWhitespace)
    }
    return ((above ?? -1) + 1...line).contains(where: ends.contains)
  }

  /// Cells that a fence has swallowed: those whose own end would end it, and
  /// any in a fence that nothing ends.
  private mutating func look(inside fence: FenceLine, _ range: Range<Int>) {
    guard range.count > 1 else { return }
    let isClosed =
      FenceLine(notebook.lines[range.upperBound - 1])
      .map { $0.closes(fence) } ?? false
    for line in range.dropFirst() {
      guard let inner = FenceLine(notebook.lines[line]), inner.isCell,
        !isClosed || inner.closing.closes(fence)
      else { continue }
      tell(
        line,
        "this is no cell: it stands inside the fence of line"
          + " \(range.lowerBound + 1)",
        "close that fence above this line, or remove it"
          + (isClosed ? "; to show both, make it longer" : ""))
    }
  }

  // MARK: - HTML and paragraphs

  private mutating func look(atHTML range: Range<Int>) {
    let text = notebook.text(range)
    if SettingsLike.isSettings(text), range.lowerBound != settings?.lowerBound {
      tell(
        range.lowerBound, "these settings are not used",
        settings == nil && isAtTop(range.lowerBound)
          ? "begin the comment with: <!-- sluice:"
          : "move them into a comment above everything else:"
            + " <!-- sluice: seed=1 -->")
    }
    let isComment = text.firstRange(of: "<!--") != nil
    guard !isComment || text.firstRange(of: "-->") == nil else { return }
    for line in range where FenceLine(notebook.lines[line])?.isCell ?? false {
      tell(
        line,
        isComment
          ? "this is no cell: the comment of line \(range.lowerBound + 1) is"
            + " never closed"
          : "this is no cell: it stands in the HTML of line"
            + " \(range.lowerBound + 1)",
        isComment
          ? "end the comment with -->" : "leave an empty line before the fence")
    }
  }

  private func isAtTop(_ line: Int) -> Bool {
    notebook.lines[..<line].allSatisfy { $0.allSatisfy(\.isWhitespace) }
  }

  /// What was meant as a fence, and is text to CommonMark.
  private mutating func look(atParagraph range: Range<Int>) {
    for line in range {
      let text = notebook.lines[line].drop { $0 == " " }
      if let fence = FenceLine(notebook.lines[line]), fence.isCell,
        fence.info.contains("`")
      {
        // One that is closed on its line is code within the text.
        guard !fence.info.contains(fence.marks) else { continue }
        tell(
          line, "this is no cell: a backtick in its first line makes it text",
          "remove the backtick")
      } else if ["``sluice", "~~sluice"].contains(where: text.hasPrefix),
        !text.dropFirst(2).contains("`")
      {
        tell(
          line, "this is no cell: its fence has two signs, not three",
          "write ```sluice")
      } else {
        lookForOddSigns(line)
      }
    }
  }

  /// A fence behind something that nobody sees, or of signs that only look like
  /// backticks.
  private mutating func lookForOddSigns(_ line: Int) {
    let scalars = notebook.lines[line].unicodeScalars
    let hidden = scalars.prefix {
      $0.properties.isWhitespace || $0.properties.generalCategory == .format
    }
    let text = String(scalars.dropFirst(hidden.count))
    let odd = hidden.first { !" \t\u{FEFF}".unicodeScalars.contains($0) }
    if let odd, FenceLine(text)?.isCell ?? false {
      tell(
        line,
        "this is no cell: the invisible character \(odd.codePoint) stands"
          + " before its fence", "remove it")
    }
    guard let sign = text.first, "'´‘’′＇ˋ".contains(sign) else { return }
    let marks = text.prefix { $0 == sign }
    guard marks.count > 1,
      FenceLine("```" + text.dropFirst(marks.count))?.isCell ?? false
    else { return }
    tell(
      line, "this is no cell: its fence is of \(sign), not of backticks",
      "write ```sluice")
  }

  /// Settings between lines `---` at the top, where other programs have theirs.
  mutating func lookAtFrontMatter() {
    let lines = notebook.lines
    func isRule(_ line: String) -> Bool {
      let text = line.drop { $0 == "\u{FEFF}" }
      return text.hasPrefix("---")
        && text.dropFirst(3).allSatisfy(\.isWhitespace)
    }
    guard let first = lines.first, isRule(first),
      let end = lines.dropFirst().firstIndex(where: isRule)
    else { return }
    for line in 1..<end {
      let name = lines[line].prefix { $0.isLetter }
      let rest = lines[line].dropFirst(name.count).drop { $0 == " " }
      guard rest.hasPrefix(":"),
        (NotebookSettings.names + ["sluice", "profile", "profiles"])
          .contains(String(name))
      else { continue }
      tell(
        line, "these settings are not used",
        "write them in a comment above everything else:"
          + " <!-- sluice: seed=1 -->")
    }
  }

  private mutating func tell(_ line: Int, _ title: String, _ hint: String) {
    found.append(
      Diagnostic(.notACell, title, at: notebook.place(line), hint: hint))
  }
}

/// The first line of a fence, wherever it stands.
private struct FenceLine {
  /// The signs it consists of.
  var marks: String
  var info: String

  init(mark: CChar, length: Int, info: String) {
    let sign = Character(UnicodeScalar(UInt8(bitPattern: mark)))
    marks = String(repeating: sign, count: length)
    self.info = info
  }

  /// - Returns: Nil for a line that is none.
  init?(_ line: String) {
    let text = line.drop { " \t\u{FEFF}>".contains($0) }
    guard let sign = text.first, "`~".contains(sign) else { return nil }
    marks = String(text.prefix { $0 == sign })
    guard marks.count >= 3 else { return nil }
    info = String(text.dropFirst(marks.count))
  }

  var words: [String] {
    info.split(whereSeparator: \.isWhitespace).map(String.init)
  }
  var firstWord: String { words.first ?? "" }

  /// The line that would end it.
  var closing: FenceLine {
    var line = self
    line.info = ""
    return line
  }

  /// Whether it ends another.
  func closes(_ other: FenceLine) -> Bool {
    words.isEmpty && marks.first == other.marks.first
      && marks.count >= other.marks.count
  }

  /// Whether it is a cell's, or looks like one.
  var isCell: Bool { firstWord == "sluice" || isLike("sluice") }

  /// Whether the first word is nearly another: in braces, with a capital, with
  /// a sign behind it, or misspelt.
  func isLike(_ word: String) -> Bool {
    let start = info.drop { " \t{.=".contains($0) }.lowercased()
    let letters = String(start.prefix { $0.isLetter || $0.isNumber })
    let next = start.dropFirst(letters.count).first
    guard letters != "", next != "-", next != "_" else { return false }
    return letters == word
      || letters.count > 4 && nearest(to: letters, in: [word]) == word
  }
}

/// Comments that set something.
private enum SettingsLike {
  static func isSettings(_ text: String) -> Bool {
    guard let start = text.firstRange(of: "<!--") else { return false }
    let inside = text[start.upperBound...].drop(while: \.isWhitespace)
      .lowercased()
    guard inside.hasPrefix("sluice") else { return false }
    let rest = inside.dropFirst(6)
    return rest.drop(while: \.isWhitespace).hasPrefix(":")
      || ["seed=", "rtol=", "atol=", "profile "].contains {
        rest.drop(while: \.isWhitespace).hasPrefix($0)
      }
  }
}
