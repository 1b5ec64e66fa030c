import Foundation
import SluiceSession

/// A notebook on its way to the terminal: prose, then the cell, then what it
/// prints.
struct Article {
  let notebook: Notebook
  let isQuiet: Bool
  let isStepped: Bool

  /// Shows what stands before and of a cell; without one, the rest.
  ///
  /// - Parameters:
  ///   - cell: The cell's number, from 0.
  ///   - shown: Parts shown so far.
  func show(upTo cell: Int?, from shown: inout Int) {
    var number = notebook.parts.prefix(shown).count { part in
      if case .cell = part { true } else { false }
    }
    while shown < notebook.parts.count {
      let part = notebook.parts[shown]
      if case .cell(let code) = part {
        guard let cell, number <= cell else { return }
        self.show(code)
        number += 1
        shown += 1
        if number > cell { return }
      } else {
        if case .prose(let lines) = part { show(prose: lines) }
        shown += 1
      }
    }
  }

  private func show(prose lines: Range<Int>) {
    guard !isQuiet else { return }
    let width = Terminal.isTerminal(STDOUT_FILENO) ? Terminal.width : 80
    let text = ProseRenderer(width: width).render(notebook.text(lines))
      .trimmingCharacters(in: .newlines)
    if !text.isEmpty { Terminal.say("\n\(text)\n") }
  }

  private func show(_ cell: Notebook.Cell) {
    guard !isQuiet else { return }
    let color = Terminal.hasColor(STDOUT_FILENO)
    for line in notebook.lines[cell.code] {
      let text = "    " + line.trimmingCharacters(in: .newlines)
      Terminal.say(color ? "\u{1B}[36m\(text)\u{1B}[0m" : text)
    }
  }
}

/// A notebook a cell at a time: Enter runs the next cell, `back` goes back
/// with its state, `quit` leaves; anything else is explained.
struct Stepper {
  let article: Article
  var run: NotebookRun
  let interrupt: Interrupt

  mutating func go() throws {
    var shown = 0
    article.show(upTo: run.next, from: &shown)
    while !run.isDone {
      FileHandle.standardOutput.write(
        Data("[Enter runs, back, quit] ".utf8))
      guard let answer = readLine() else { break }
      switch answer.trimmingCharacters(in: .whitespaces) {
      case "":
        interrupt.reset()
        let mistakes = run.step(Terminal.show)
        guard mistakes.isEmpty else {
          Terminal.complain(mistakes)
          continue
        }
        article.show(upTo: run.isDone ? nil : run.next, from: &shown)
      case "back":
        guard run.back() else {
          Terminal.say("this is the first cell")
          continue
        }
        shown = article.notebook.partIndex(ofCell: run.next)
        article.show(upTo: run.next, from: &shown)
      case "quit": return
      default: Terminal.say("Enter runs the cell; `back` and `quit` go")
      }
    }
    Terminal.say("")
  }
}

extension Notebook {
  /// Which part a cell is, from 0.
  fileprivate func partIndex(ofCell cell: Int) -> Int {
    var number = 0
    for (index, part) in parts.enumerated() {
      guard case .cell = part else { continue }
      if number == cell { return index }
      number += 1
    }
    return parts.count
  }
}
