// One head for several tasks, those of the same layer in different corpora.

extension Architecture {
  /// The tasks that have one head, group by group: those whose layers have one
  /// name, where heads are shared.
  package func headGroups(_ tasks: [NetworkTask]) -> [[Int]] {
    guard sharesHeads else { return tasks.indices.map { [$0] } }
    var groups: [[Int]] = []
    for task in tasks.indices {
      let same = groups.firstIndex {
        tasks[$0[0]].layer == tasks[task].layer
          && headOfTask[$0[0]] == headOfTask[task]
      }
      if let same { groups[same].append(task) } else { groups.append([task]) }
    }
    return groups
  }

  /// Tasks with the labels that their heads tell apart: all that any of a group
  /// has, in the order in which they come.
  package func headed(_ tasks: [NetworkTask]) -> [NetworkTask] {
    var tasks = tasks
    for group in headGroups(tasks) where group.count > 1 {
      var seen: Set<String> = []
      let labels = group.flatMap { tasks[$0].labels }.filter {
        seen.insert($0).inserted
      }
      for task in group { tasks[task].labels = labels }
    }
    return tasks
  }
}

extension Network {
  /// Makes the heads of each group of tasks one: they take the first's weights
  /// and stay equal.
  package mutating func tieHeads() {
    for group in architecture.headGroups(tasks) where group.count > 1 {
      let heads = group.map { task in
        architecture.headOfTask[task].type.parameters(
          architecture, task: task, labels: tasks[task].labels.count)
      }
      let shared = heads[0].indices.map { weight in
        heads.map { $0[weight].weight }
      }
      constraints.shared.removeAll(where: shared.contains)
      constraints.shared += shared
    }
    constraints.settle(&weights, layout)
  }
}
