extension Method {
  /// Stacks of no task, and for each task a gate that says for each token how
  /// much of each its head reads.
  ///
  /// - Source: Ma et al. 2018, <https://doi.org/10.1145/3219819.3220007>.
  package static let mmoe = Method(
    name: "mmoe",
    noun: "a multi-gate mixture of experts",
    paper: "Ma et al. 2018",
    idea:
      "experts belong to no task, and each task has a gate that mixes them, token"
      + " by token",
    stacks: .ofAllTasks,
    subspaces: 1,
    alpha: .trained,
    mixing: .gates(Architecture.Gating()),
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
