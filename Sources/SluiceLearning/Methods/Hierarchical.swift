extension Method {
  /// Across languages: characters shared, words, stacks and heads of each task's
  /// own.
  ///
  /// - Source: Yang, Salakhutdinov & Cohen 2016, <https://arxiv.org/abs/1603.06270>.
  package static let hierarchical = Method(
    name: "hierarchical",
    noun: "hierarchical sharing across languages",
    paper: "Yang et al. 2016",
    idea:
      "characters are shared, and each task has words, a stack and a head of its"
      + " own",
    stacks: .ofEachTask,
    subspaces: 1,
    alpha: .off,
    mixing: .alpha,
    bases: nil,
    ownWords: true,
    reading: .off,
    keepsSubspacesApart: false,
    tiedLayers: nil,
    regularizers: [],
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { _, _ in })
}
