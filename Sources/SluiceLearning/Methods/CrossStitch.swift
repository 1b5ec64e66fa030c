extension Method {
  /// Alpha between whole layers, no subspaces.
  ///
  /// - Source: Misra et al. 2016, <https://arxiv.org/abs/1604.03539>.
  package static let crossStitch = Method(
    name: "cross-stitch",
    noun: "a cross-stitch network",
    paper: "Misra et al. 2016",
    idea: "α between whole layers",
    stacks: .ofEachTask,
    subspaces: 1,
    alpha: .trained,
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
