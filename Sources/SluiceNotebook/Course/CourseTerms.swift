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
    for block in readBlocks {
      if let use = Self.uses(of: term, in: text(of: block)).first {
        return block.lowerBound + use.line
      }
    }
    return nil
  }

  /// Whether a term stands in bold in the sentence that first uses it, or the
  /// next: no later than a line below.
  fileprivate func explains(_ term: String, upTo line: Int) -> Bool {
    readBlocks.contains { block in
      Self.uses(of: term, in: text(of: block)).contains {
        $0.isBold && block.lowerBound + $0.line <= line + 1
      }
    }
  }

  private func text(of block: Range<Int>) -> String {
    lines[block].map { $0.hasPrefix("answer:") ? "\n" : $0 }.joined()
  }

  /// Lines that are read as text, as far as they follow each other.
  private var readBlocks: [Range<Int>] {
    parts.flatMap { part -> [Range<Int>] in
      switch part {
      case .prose(let range): return prose(range)
      case .question(let question): return [question.fence.inside]
      case .because(let fence): return [fence.inside]
      case .cell(let cell): return (cell.exercise?.hints ?? []).map(\.inside)
      }
    }
  }

  /// The lines of prose that stand in no fence, no comment and no heading.
  private func prose(_ range: Range<Int>) -> [Range<Int>] {
    var isCode = false
    var blocks: [Range<Int>] = []
    for line in range {
      let text = lines[line].drop { $0 == " " }
      let isMark = text.hasPrefix("```") || text.hasPrefix("~~~")
      if isMark { isCode.toggle() }
      guard !isMark, !isCode, !text.hasPrefix("<!--"), !text.hasPrefix("#")
      else { continue }
      if blocks.last?.upperBound == line {
        blocks[blocks.count - 1] =
          blocks[blocks.count - 1].lowerBound..<line + 1
      } else {
        blocks.append(line..<line + 1)
      }
    }
    return blocks
  }

  /// Where a text uses a term as words of its own, in the singular or the
  /// plural, by lines from its first; code does not count. A term may go on in
  /// the next line.
  private static func uses(
    of term: String, in text: String
  ) -> [(line: Int, isBold: Bool)] {
    func isWord(_ character: Character?) -> Bool {
      character.map { $0.isLetter || $0.isNumber || $0 == "-" } ?? false
    }
    // Blanks keep what follows in its place.
    let bare = text.replacing(/`[^`]*`/) {
      String($0.output.map { $0.isNewline ? "\n" : " " })
    }
    let flat = String(bare.map { $0.isNewline ? " " : $0 }).lowercased()
    let characters = Array(text)
    let ends = characters.indices.filter { characters[$0].isNewline }
    let bold = flat.matches(of: /\*\*(.+?)\*\*/).map(\.range)
    return flat.ranges(of: term.lowercased()).compactMap { found in
      let before = flat[..<found.lowerBound].last
      var rest = flat[found.upperBound...]
      if rest.first == "s" { rest = rest.dropFirst() }
      guard !isWord(before), !isWord(rest.first) else { return nil }
      let offset = flat.distance(from: flat.startIndex, to: found.lowerBound)
      return (
        ends.count { $0 < offset }, bold.contains { $0.overlaps(found) }
      )
    }
  }
}
