extension Method {
  /// One stack for all tasks, of which each has a part: the weights that pruning
  /// left it.
  ///
  /// - Source: Sun et al. 2020, <https://arxiv.org/abs/1911.05034>.
  package static let sparseSharing = Method(
    name: "sparse-sharing",
    noun: "sparse sharing",
    paper: "Sun et al. 2020",
    idea:
      "all tasks read one stack, each through a mask of its weights, which `prune`"
      + " finds",
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
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { network, _ in
      network.tie(layers: 0..<network.architecture.layers)
    })
}
