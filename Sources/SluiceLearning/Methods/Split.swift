extension Method {
  /// The lowest layers shared, a stack of its own for each task above.
  ///
  /// - Source: Alonso & Plank 2017, <https://aclanthology.org/E17-1005>.
  package static let split = Method(
    name: "split",
    noun: "a split architecture",
    paper: "tied=1: Alonso & Plank 2017",
    idea:
      "the lowest layers are shared, and nothing passes between the stacks"
      + " above",
    stacks: .ofEachTask,
    subspaces: 1,
    alpha: .off,
    mixing: .alpha,
    bases: nil,
    ownWords: false,
    reading: .off,
    keepsSubspacesApart: false,
    tiedLayers: TiedLayers(atLeast: 0, byDefault: 1),
    regularizers: [],
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { _, _ in })
}
