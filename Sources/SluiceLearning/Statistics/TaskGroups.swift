/// Which tasks to train together: of all ways of putting them into groups, the
/// one with the largest sum of gains.
///
/// What a task gains in a group of three or more is taken for the mean of what
/// it gains from each of the others; a task by itself gains nothing.
///
/// - Source: Standley et al. 2020, <https://arxiv.org/abs/1905.07553>.
package struct TaskGroups: Sendable, Equatable {
  /// Tasks by number, each in one group, groups by their first task.
  package let groups: [[Int]]
  /// The sum of all tasks' gains.
  package let gain: Double

  /// Of more, there are too many ways to try them all.
  package static let most = 8

  /// - Parameters:
  ///   - tasks: How many; at most `most`.
  ///   - gain: What one gains from another.
  package init(of tasks: Int, gain: (Int, Int) -> Double) {
    let gains = (0..<tasks).map { task in
      (0..<tasks).map { $0 == task ? 0 : gain(task, $0) }
    }
    var best: (groups: [[Int]], gain: Double) = ((0..<tasks).map { [$0] }, 0)
    func place(_ task: Int, in groups: [[Int]]) {
      guard task < tasks else {
        let sum = groups.reduce(0) { $0 + Self.gain(of: $1, gains) }
        if sum > best.gain { best = (groups, sum) }
        return
      }
      for index in groups.indices {
        var larger = groups
        larger[index].append(task)
        place(task + 1, in: larger)
      }
      place(task + 1, in: groups + [[task]])
    }
    if tasks <= Self.most { place(0, in: []) }
    (groups, self.gain) = best
  }

  /// What the tasks of a group gain in all.
  package static func gain(
    of group: [Int], _ gains: [[Double]]
  ) -> Double {
    guard group.count > 1 else { return 0 }
    return group.reduce(0) { sum, task in
      sum + group.reduce(0) { $0 + gains[task][$1] } / Double(group.count - 1)
    }
  }
}
