extension Method {
  /// Alpha between subspaces, and beta over layers.
  ///
  /// - Source: Ruder et al. 2017, <https://arxiv.org/abs/1705.08142>.
  package static let sluice = Method(
    name: "sluice",
    noun: "a sluice network",
    paper: "Ruder et al. 2017",
    idea: "α between subspaces, β over layers",
    stacks: .ofEachTask,
    subspaces: 2,
    alpha: .trained,
    mixing: .alpha,
    bases: nil,
    ownWords: false,
    reading: .beta,
    keepsSubspacesApart: false,
    tiedLayers: nil,
    regularizers: [],
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { _, _ in })
}
