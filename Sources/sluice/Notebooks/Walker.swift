import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput
import SluicePrompt

/// A walkthrough at a terminal.
struct Walker {
  var walkthrough: Walkthrough
  private var article: Article
  private let bookmark: Bookmark
  private let interrupt: Interrupt
  private var isLeaving = false
  /// What follows this notebook in a course.
  private let next: String?
  /// Whether the learner wants to go on with it.
  private(set) var goesOn = false
  /// The question that waits for an answer.
  var asked: Notebook.Question?
  /// Whether it was passed over once without an answer.
  var wasUrged = false

  init(
    _ walkthrough: Walkthrough, _ bookmark: Bookmark, _ interrupt: Interrupt,
    next: String? = nil
  ) {
    self.next = next
    self.walkthrough = walkthrough
    self.bookmark = bookmark
    self.interrupt = interrupt
    article = Article(notebook: walkthrough.notebook, marksCells: true)
  }

  mutating func go() {
    let isTerminal = Terminal.isTerminal(STDIN_FILENO)
    if isTerminal { EntryReader.prepare() }
    if walkthrough.missing > 0 {
      Terminal.print(
        walkthrough.isDone
          ? "You have been through all of it; `restart` goes to the first step."
          : "You were at step \(walkthrough.next + 1) of \(walkthrough.count);"
            + " `restart` goes to the first.")
      article.goBack(to: walkthrough.next)
    }
    showNext()
    while !isLeaving {
      let line =
        isTerminal
        ? EntryReader(prompt: prompt, completer: completer).read() : readLine()
      guard let line else { break }
      interrupt.reset()
      Signals.watch(interrupt)
      if let asked, answers(asked, line) { continue }
      switch WalkVerb.read(line) {
      case .success(let verb): obey(verb)
      case .failure(let mistake): Terminal.print(mistake.text)
      }
      // A window may be closed at any time.
      _ = keepPlace()
    }
    if let problem = keepPlace() { Terminal.printError([problem]) }
  }

  private var completer: Completer {
    Completer(
      walkthrough.session,
      verbs: WalkVerb.completed(
        headings: walkthrough.notebook.outline.map(\.text)))
  }

  private var prompt: String {
    if walkthrough.isAside { return "aside> " }
    if let asked { return asked.prompt }
    guard !walkthrough.isDone else { return "end> " }
    let place = "step \(walkthrough.next + 1) of \(walkthrough.count)> "
    return walkthrough.exercise == nil ? place : "exercise, " + place
  }

  /// Keeps the place and the answers. Those of a lesson are worth keeping at its
  /// end, too; where one was in an article is not.
  ///
  /// - Returns: Why it could not.
  private func keepPlace() -> Diagnostic? {
    let isOver = walkthrough.isDone && !walkthrough.notebook.isLesson
    return bookmark.keep(isOver ? .start : walkthrough.record)
  }

  private mutating func obey(_ verb: WalkVerb) {
    switch verb {
    case .next, .back, .until, .skip, .restart:
      asked = nil
      if walkthrough.isAside {
        return Terminal.print(
          "You are on the side: `resume` discards what you tried and"
            + " continues.")
      }
      move(verb)
    case .resume:
      guard walkthrough.resume() else {
        return Terminal.print(
          "There is nothing to discard: Enter runs the"
            + " step.")
      }
      Terminal.print("Back in the walkthrough, which is unchanged.")
      article.goBack(to: walkthrough.next)
      showNext()
    case .whereAmI: Terminal.print(place)
    case .outline: showOutline()
    case .help:
      Terminal.show(
        .table(
          Table(["say", "to"], WalkVerb.listed.map { [$0.usage, $0.summary] })))
    case .quit: isLeaving = true
    case .list: showList()
    case .hint, .solution, .reset: help(verb)
    case .aside(let text):
      guard caughtUp() else { return }
      if walkthrough.exercise != nil, asked == nil { return answer(text) }
      let wasAside = walkthrough.isAside
      let outcome = walkthrough.type(text, Terminal.show)
      Terminal.printError(outcome.diagnostics)
      if walkthrough.isAside, !wasAside {
        Terminal.print(
          "You are on the side now; `resume` goes back and discards this.")
      }
    }
  }

  // MARK: - Moving

  private mutating func move(_ verb: WalkVerb) {
    guard verb != .restart else {
      walkthrough.restart()
      article.goBack(to: 0)
      return showNext()
    }
    guard caughtUp() else { return }
    switch verb {
    case .next:
      guard !walkthrough.isDone else {
        goesOn = next != nil
        isLeaving = goesOn
        return goesOn ? () : printEnd()
      }
      guard walkthrough.exercise == nil || walkthrough.effort.sawSolution else {
        return checkAnswer()
      }
      if step() { showNext() }
    case .skip:
      guard !walkthrough.isDone else { return printEnd() }
      skip()
      showNext()
    case .back(let count):
      var gone = 0
      while gone < count, walkthrough.back() { gone += 1 }
      guard gone > 0 else {
        return Terminal.print(
          walkthrough.next == 0
            ? "This is the first step."
            : "Earlier states are no longer kept: `restart` goes to the first"
              + " step.")
      }
      article.goBack(to: walkthrough.next)
      showNext()
    case .until(let heading): run(until: heading)
    default: break
    }
  }

  /// Runs the next step.
  ///
  /// - Returns: Whether it went well.
  mutating func step() -> Bool {
    let prediction = walkthrough.prediction
    let mistakes = walkthrough.step(Terminal.show)
    guard !mistakes.isEmpty else {
      if let prediction { settle(prediction) }
      return true
    }
    Terminal.printError(mistakes)
    Terminal.print(
      "Nothing from this step was kept: Enter tries again, `skip` skips it."
    )
    return false
  }

  /// Does the steps of an earlier visit again, before the first thing that
  /// needs their state.
  mutating func caughtUp() -> Bool {
    guard walkthrough.missing > 0 else { return true }
    let count = walkthrough.missing
    Terminal.print(
      "Running the \(count == 1 ? "step" : "\(count) steps") before this one"
        + " again.")
    let mistakes = walkthrough.catchUp()
    guard !mistakes.isEmpty else { return true }
    Terminal.printError(mistakes)
    article.goBack(to: walkthrough.next)
    showNext()
    return false
  }

  private mutating func run(until heading: String) {
    guard let end = walkthrough.notebook.cell(atHeading: heading) else {
      let hint = didYouMean(
        heading, in: walkthrough.notebook.outline.map(\.text),
        otherwise: "`outline` lists the headings")
      return Terminal.print(
        "There is no heading `\(heading)`" + (hint.map { ": \($0)" } ?? "."))
    }
    guard end > walkthrough.next else {
      return Terminal.print("That is not ahead of you: `back` goes back.")
    }
    // A question that was asked has kept its step from being shown.
    article.show(upTo: walkthrough.next)
    while walkthrough.next < end {
      guard walkthrough.exercise == nil else {
        return Terminal.print(
          "An exercise comes first: type your answer, or `skip` it.")
      }
      guard step() else { return }
      showNext(asking: walkthrough.next >= end)
    }
  }

  // MARK: - Showing

  /// The prose before the next step and the step, or the end; or a question on
  /// the way, which waits for an answer.
  ///
  /// - Parameter asks: Whether to stop at a question.
  mutating func showNext(asking asks: Bool = true) {
    asked = article.show(
      upTo: walkthrough.isDone ? nil : walkthrough.next,
      stoppingAt: { [walkthrough] in asks && !walkthrough.hasPredicted($0) })
    wasUrged = false
    guard asked == nil else { return }
    if walkthrough.isDone { return printEnd() }
    if walkthrough.exercise != nil {
      Terminal.print(
        "Your turn: type your answer. `hint` helps, `skip` passes it.")
    }
  }

  private func printEnd() {
    Terminal.print(
      next.map {
        "That was the last step: Enter goes on with \($0); `quit` leaves."
      } ?? "That was the last step: `back` goes back, `quit` leaves.")
  }

  private var place: String {
    let notebook = walkthrough.notebook
    let side = walkthrough.isAside ? ", on the side" : ""
    guard !walkthrough.isDone else { return "at the end\(side)" }
    let cell = notebook.cells[walkthrough.next]
    let heading = notebook.outline.last { $0.line < cell.fence.lowerBound }
    return "step \(walkthrough.next + 1) of \(walkthrough.count)"
      + (heading.map { ", under \($0.text)" } ?? "")
      + ", line \(cell.fence.lowerBound + 1) of \(notebook.name)\(side)"
  }

  private func showOutline() {
    let headings = walkthrough.notebook.outline
    guard !headings.isEmpty else {
      return Terminal.print("There are no headings.")
    }
    let top = headings.map(\.level).min() ?? 1
    let here = headings.lastIndex { $0.cell <= walkthrough.next }
    for (index, heading) in headings.enumerated() {
      let blanks = String(repeating: "  ", count: heading.level - top)
      Terminal.print((index == here ? "> " : "  ") + blanks + heading.text)
    }
  }
}
