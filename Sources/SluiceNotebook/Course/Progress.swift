/// How far a learner came in a course: what is handed in.
package struct CourseProgress: Codable, Sendable {
  package var course: String
  package var lessons: [Lesson]

  package struct Lesson: Codable, Sendable {
    package var file: String
    /// Steps that were passed, and how many there are.
    package var passed, steps: Int
    package var exercises: [Exercise]
    /// Predictions that came, and those that the lesson asks for.
    package var rightPredictions, predictions: Int
  }

  package struct Exercise: Codable, Sendable, Equatable {
    package var name: String
    package var state: String
    package var attempts: Int
    package var hints: Int
    /// What was accepted, entry by entry.
    package var answer: [String]?
  }

  package init(course: String, lessons: [Lesson]) {
    self.course = course
    self.lessons = lessons
  }
}

extension CourseProgress.Lesson {
  /// What a walkthrough says of one lesson.
  package init(file: String, _ walkthrough: Walkthrough) {
    self.file = file
    passed = walkthrough.next
    steps = walkthrough.count
    exercises = walkthrough.efforts.map {
      CourseProgress.Exercise(
        name: $0.name, state: $0.state.text, attempts: $0.effort.tries,
        hints: $0.effort.hints, answer: $0.effort.answer)
    }
    predictions = walkthrough.notebook.predictions.count
    rightPredictions = walkthrough.record.steps.count {
      $0.wasPredicted ?? false
    }
  }

  package var isDone: Bool { passed == steps }

  package var solved: Int { exercises.count { $0.answer != nil } }
}
