extension Method {
  /// Stacks of no task, and one gate that says for each token how much of each
  /// all heads read.
  ///
  /// - Source: Jacobs et al. 1991, <https://doi.org/10.1162/neco.1991.3.1.79>.
  package static let mixtureOfExperts = Method(
    name: "mixture-of-experts",
    noun: "a mixture of experts",
    paper: "Jacobs et al. 1991",
    idea:
      "experts belong to no task, and one gate mixes them for all heads, token by"
      + " token",
    stacks: .ofAllTasks,
    subspaces: 1,
    alpha: .trained,
    mixing: .gates(Architecture.Gating(isShared: true)),
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
