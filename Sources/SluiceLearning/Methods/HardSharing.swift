extension Method {
  /// One stack for all tasks.
  ///
  /// - Source: Caruana 1993.
  package static let hard = Method(
    name: "hard",
    noun: "hard parameter sharing",
    paper: "Caruana 1993",
    idea: "one stack, a head for each task",
    stacks: .ofAllTasks,
    subspaces: 1,
    alpha: .off,
    mixing: .alpha,
    bases: nil,
    ownWords: false,
    reading: .off,
    keepsSubspacesApart: false,
    tiedLayers: nil,
    regularizers: [],
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { _, _ in })
}
