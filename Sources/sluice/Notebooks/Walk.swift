import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook
import SluiceOutput

/// Goes through a notebook, or the lessons of a course, step by step.
struct Walk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.walk.rawValue,
    abstract: "Go through a notebook step by step; `help` there says how.",
    discussion: """
        sluice walk notebooks/quickstart.sluice
        sluice walk notebooks/course
      """)

  @Argument(help: "the notebook, or the folder of a course")
  var file: String

  @Flag(
    help:
      "forget an earlier visit, its place and answers, and what steps did then")
  var fresh = false

  @OptionGroup var options: NotebookOptions

  @OptionGroup var plain: PlainOption

  func run() throws {
    let interrupt = Interrupt()
    Signals.watch(interrupt)
    try Failure.leaving {
      guard Course.isOne(file) else {
        _ = try walk(NotebookFiles.open([file]).first, interrupt)
        return
      }
      try walkCourse(interrupt)
    }
  }

  /// Goes through one notebook.
  ///
  /// - Parameters:
  ///   - file: The notebook.
  ///   - interrupt: Stops a step.
  ///   - next: What follows it, if something does.
  /// - Returns: Whether to go on with what follows.
  /// - Throws: What keeps it from being gone through.
  private func walk(
    _ file: NotebookFile?, _ interrupt: Interrupt, next: String? = nil
  ) throws -> Bool {
    guard let file else { return false }
    let setup = try options.setup([file])
    let notebook = try file.notebook.get()
    let keeper = fresh ? nil : KeptStates.keeper(of: notebook.name)
    let run = setup.run(
      notebook, interrupt: interrupt, keeper: keeper,
      progress: Terminal.progress())
    defer { KeptStates.tellProblems(keeper) }
    let mistakes = run.check()
    guard mistakes.isEmpty else { throw Failure(mistakes) }
    let bookmark = Bookmark(notebook: notebook.name)
    if fresh, let problem = bookmark.keep(.start) {
      Terminal.printError([problem])
    }
    let walkthrough = Walkthrough(run, from: bookmark.record)
    var walker = Walker(walkthrough, bookmark, interrupt, next: next)
    walker.go()
    return walker.goesOn
  }

  /// Goes through a course from the first lesson that is not done.
  private func walkCourse(_ interrupt: Interrupt) throws {
    let course = try Course(folder: file)
    if fresh {
      for lesson in course.lessons {
        let path = course.path(of: lesson)
        if let problem = Bookmark(notebook: path).keep(.start) {
          Terminal.printError([problem])
        }
      }
    }
    let visit = try CourseVisit(file)
    Terminal.print(onOneLine(course.title))
    Terminal.skipLine()
    Terminal.show(visit.overview)
    guard let first = visit.next else {
      return Terminal.print(
        "You have done all lessons. To go through one again, name its file.")
    }
    for number in course.lessons.indices.dropFirst(first) {
      let lesson = course.lessons[number]
      Terminal.skipLine()
      Terminal.print(
        "Lesson \(number + 1) of \(course.lessons.count), \(lesson.minutes)"
          + " minutes")
      if !lesson.goal.isEmpty {
        Terminal.print("Afterwards: \(onOneLine(lesson.goal))")
      }
      let following = course.lessons.dropFirst(number + 1).first
      let goesOn = try walk(
        NotebookFiles.open([course.path(of: lesson)]).first, interrupt,
        next: following.map { "lesson \(number + 2), \($0.title)" })
      guard goesOn else { return }
    }
  }
}
