extension Method {
  /// A stack for each task whose weights are a sparse combination of bases.
  ///
  /// - Source: Kumar & Daumé III 2012, <https://arxiv.org/abs/1206.6417>; Maurer et al.
  ///   2013, <https://proceedings.mlr.press/v28/maurer13.html>.
  package static let sparseBases = Method(
    name: "sparse-bases",
    noun: "sparse combinations of bases",
    paper: "Kumar & Daumé III 2012; Maurer et al. 2013",
    idea:
      "each stack's weights are a sum of a few bases that all tasks share",
    stacks: .ofEachTask,
    subspaces: 1,
    alpha: .off,
    mixing: .alpha,
    bases: Architecture.Bases(count: 3),
    ownWords: false,
    reading: .off,
    keepsSubspacesApart: false,
    tiedLayers: nil,
    regularizers: [BasisLasso(weight: 0.001)],
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { _, _ in })
}
