extension Method {
  /// A choice for each task and layer: its own stack, a shared one, or neither.
  ///
  /// - Source: Guo et al. 2020, <https://arxiv.org/abs/2006.01895>; Sun et al. 2020,
  ///   <https://arxiv.org/abs/1911.12423>.
  package static let branching = Method(
    name: "branching",
    noun: "learned branching",
    paper: "Guo et al. 2020; AdaShare, Sun et al. 2020",
    idea:
      "at each layer a task chooses its own stack, a shared one, or to skip the"
      + " layer; choices are drawn at first, and then fixed",
    stacks: .ofEachTask,
    subspaces: 1,
    alpha: .trained,
    mixing: .choices,
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
