extension Method {
  /// A stack of its own for each task beside experts for all, and gates after
  /// every layer.
  ///
  /// - Source: Tang et al. 2020, <https://doi.org/10.1145/3383313.3412236>.
  package static let ple = Method(
    name: "ple",
    noun: "progressive layered extraction",
    paper: "Tang et al. 2020",
    idea:
      "each task has a stack of its own beside the experts, and after every layer a"
      + " gate mixes them for it, token by token",
    stacks: .ofEachTask,
    subspaces: 1,
    alpha: .trained,
    mixing: .gates(
      Architecture.Gating(experts: 1, reads: .state, hasOwn: true)),
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
