extension Method {
  /// A stack of its own for each task beside one for all, and heads that read
  /// both.
  ///
  /// - Source: Bousmalis et al. 2016, <https://arxiv.org/abs/1608.06019>.
  package static let privateShared = Method(
    name: "private-shared",
    noun: "private and shared stacks",
    paper: "Bousmalis et al. 2016",
    idea:
      "each head reads its task's own stack and one of all tasks, whose states"
      + " are to be orthogonal",
    stacks: .ofEachTaskAndShared,
    subspaces: 1,
    alpha: .off,
    mixing: .alpha,
    bases: nil,
    ownWords: false,
    reading: .off,
    keepsSubspacesApart: false,
    tiedLayers: nil,
    regularizers: [StackOrthogonality(weight: 0.01)],
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { _, _ in })
}
