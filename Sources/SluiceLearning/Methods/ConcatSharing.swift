extension Method {
  /// Full matrices between stacks, in the place of alpha.
  ///
  /// - Source: Gao et al. 2019, <https://arxiv.org/abs/1801.08297>.
  package static let concatSharing = Method(
    name: "concat-sharing",
    noun: "concat sharing",
    paper: "NDDR, Gao et al. 2019",
    idea:
      "each stack reads all of the others' units by full matrices, which contain"
      + " every α",
    stacks: .ofEachTask,
    subspaces: 1,
    alpha: .trained,
    mixing: .matrices,
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
