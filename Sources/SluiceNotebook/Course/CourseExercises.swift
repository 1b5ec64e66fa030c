import SluiceDiagnostics

extension Course {
  /// Exercises that have the name of another: answers and grades are kept by
  /// their names.
  ///
  /// - Parameter lessons: The lessons, in order; nil for one that cannot be read.
  /// - Returns: A mistake for each.
  package func mistakes(inExercisesOf lessons: [Notebook?]) -> [Diagnostic] {
    var seen: [String: String] = [:]
    var mistakes: [Diagnostic] = []
    for notebook in lessons.compactMap({ $0 }) {
      for cell in notebook.cells where cell.exercise != nil {
        let name = cell.options.id ?? ""
        guard let other = seen.updateValue(notebook.name, forKey: name) else {
          continue
        }
        mistakes.append(
          Diagnostic(
            .badExercise, "\(other) has an exercise #\(name), too",
            at: notebook.place(cell.fence.lowerBound),
            hint: "give each exercise of a course its own name"))
      }
    }
    return mistakes
  }
}
