import SluiceEvaluator
import SluiceOutput

/// What a search tried before it chose a network.
struct SearchRecord: Sendable, Codable {
  var tries: TableObject
  /// How the best score rose: the search's course and, beside it, the plain
  /// sluice network's.
  var courses: [Course]

  /// How the best score rose with the work.
  struct Course: Sendable, Codable {
    var name: String
    var steps: [Step] = []

    /// How far it was when so much had been done.
    struct Step: Sendable, Codable, Equatable {
      /// Networks begun, and what was trained of all of them.
      var tries, epochs, tokens: Int
      /// The best development score so far.
      var score: Double?
    }

    /// The last step within so many epochs.
    func step(within epochs: Int) -> Step? {
      steps.last { $0.epochs <= epochs }
    }
  }

  /// What was varied, and what is known of each try.
  static let axes = ["way", "try"]
  static let columns = [
    "score", "epochs", "tokens", "seconds", "parameters", "tied", "low",
    "subspaces", "skip", "alpha",
  ]

  private enum Key: String, CodingKey { case tries, courses }

  // The seconds that it took tell no two searches apart.
  func encode(to encoder: any Encoder) throws {
    var kept = encoder.container(keyedBy: Key.self)
    var tries = tries
    if KeptCoding.isForDigest,
      let seconds = tries.names.firstIndex(of: "seconds")
    {
      for row in tries.rows.indices { tries.rows[row][seconds] = .missing }
    }
    try kept.encode(tries, forKey: .tries)
    try kept.encode(courses, forKey: .courses)
  }
}

extension SearchRecord {
  /// The best score so far over the epochs trained in all.
  func plot(_ name: String) -> Plot {
    Plot(
      "best development score so far, in percent, in the search for \(name)",
      x: "epochs trained in all", y: "score",
      series: courses.compactMap { course in
        let points = course.steps.compactMap { step in
          step.score.map { Plot.Point(Double(step.epochs), 100 * $0) }
        }
        return points.isEmpty ? nil : Plot.Series(course.name, points)
      })
  }
}
