extension Method {
  /// A network for the main task alone; others, if any, are not trained.
  package static let single = Method(
    name: "single",
    noun: "single-task learning",
    paper: nil,
    idea: "only the main task's loss counts",
    stacks: .ofEachTask,
    subspaces: 1,
    alpha: .off,
    mixing: .alpha,
    bases: nil,
    ownWords: false,
    reading: .off,
    keepsSubspacesApart: false,
    tiedLayers: nil,
    regularizers: [],
    losses: .ofMainTask,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { _, _ in })
}
