import Foundation
import SluiceDiagnostics
import SluiceLanguage

extension Course {
  /// Terms that are used before they are explained, and those that their lesson
  /// does not explain: there a term stands in bold where it is first used.
  ///
  /// - Parameter lessons: The lessons, in order; nil for one that cannot be read.
  /// - Returns: What is wrong, at its place in the lesson or in the index.
  package func mistakes(inTermsOf lessons: [Notebook?]) -> [Diagnostic] {
    terms.flatMap { term -> [Diagnostic] in
      var mistakes: [Diagnostic] = []
      for notebook in lessons.prefix(term.lesson - 1).compactMap({ $0 }) {
        guard let line = notebook.firstUse(of: term.text) else { continue }
        mistakes.append(
          Diagnostic(
            .badNotebook,
            "\(quoted(term.text)) is used before lesson \(term.lesson), which"
              + " explains it", at: notebook.place(line),
            hint: "say it in other words, or explain it here and move it in"
              + " \(Self.index)"))
      }
      guard let notebook = lessons[term.lesson - 1] else { return mistakes }
      guard let line = notebook.firstUse(of: term.text),
        notebook.explains(term.text, upTo: line)
      else {
        mistakes.append(
          Diagnostic(
            .badNotebook,
            "lesson \(term.lesson) does not explain \(quoted(term.text))",
            at: notebook.firstUse(of: term.text).map(notebook.place)
              ?? term.place,
            hint: "write **\(term.text)** where it is first used, in the"
              + " sentence that explains it"))
        return mistakes
      }
      return mistakes
    }
  }
}

extension Notebook {
  /// The first line of text, from 0, that uses a term: of prose, a question, a
  /// hint or a message; not of commands, code or what cells print.
  fileprivate func firstUse(of term: String) -> Int? {
    readLines.first { Self.uses(lines[$0], term) }
  }

  /// Whether a term stands in bold no later than where it is first used.
  fileprivate func explains(_ term: String, upTo line: Int) -> Bool {
    let end = readLines.first { $0 > line } ?? line
    // A sentence may go on in the next line.
    return readLines.filter { $0 <= end }.contains { line in
      lines[line].matches(of: /\*\*(.+?)\*\*/).contains {
        Self.uses(String($0.1), term)
      }
    }
  }

  /// Lines that are read as text.
  private var readLines: [Int] {
    parts.flatMap { part -> [Int] in
      switch part {
      case .prose(let range): return prose(range)
      case .question(let question): return Array(question.fence.inside)
      case .because(let fence): return Array(fence.inside)
      case .cell(let cell):
        return (cell.exercise?.hints ?? []).flatMap { Array($0.inside) }
      }
    }
  }

  /// The lines of prose that stand in no fence, no comment and no heading.
  private func prose(_ range: Range<Int>) -> [Int] {
    var isCode = false
    return range.filter { line in
      let text = lines[line].drop { $0 == " " }
      if text.hasPrefix("```") || text.hasPrefix("~~~") {
        isCode.toggle()
        return false
      }
      return !isCode && !text.hasPrefix("<!--") && !text.hasPrefix("#")
    }
  }

  /// Whether a line uses a term as words of its own, in the singular or the
  /// plural; code does not count.
  private static func uses(_ line: String, _ term: String) -> Bool {
    let text = line.replacing(/`[^`]*`/, with: " ")
      .replacing(/^answer:.*/, with: "").lowercased()
    func isWord(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "-"
    }
    for found in text.ranges(of: term.lowercased()) {
      let before = text[..<found.lowerBound].last
      var rest = text[found.upperBound...]
      if rest.first == "s" { rest = rest.dropFirst() }
      if !(before.map(isWord) ?? false), !(rest.first.map(isWord) ?? false) {
        return true
      }
    }
    return false
  }
}
