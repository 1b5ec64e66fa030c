extension Method {
  /// Auxiliary tasks supervised at a low layer that all tasks share.
  ///
  /// - Source: Søgaard & Goldberg 2016, <https://aclanthology.org/P16-2038>.
  package static let lowSupervision = Method(
    name: "low-supervision",
    noun: "low supervision",
    paper: "Søgaard & Goldberg 2016",
    idea: "the lowest layers are shared, and the auxiliary tasks are read"
      + " off the highest of them",
    stacks: .ofEachTask,
    subspaces: 1,
    alpha: .off,
    mixing: .alpha,
    bases: nil,
    ownWords: false,
    reading: .beta,
    keepsSubspacesApart: false,
    tiedLayers: TiedLayers(atLeast: 1, byDefault: 1),
    regularizers: [],
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { network, tied in
      for task in network.tasks.indices {
        network.read(
          layer: task == network.main
            ? network.architecture.layers - 1 : tied - 1, task: task)
      }
    })
}
