import ArgumentParser
import SluiceLanguage

/// What a teacher does with a course, and a learner with what they did of it.
struct CourseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.course.rawValue,
    abstract: "Check a course, grade answers, report progress.",
    discussion: """
        sluice course check notebooks/course
        sluice course progress notebooks/course
      """,
    subcommands: [
      CourseCheck.self, CourseGrade.self, CourseReport.self,
      CourseProgressCommand.self,
    ])
}
