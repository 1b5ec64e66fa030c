extension Method {
  /// A stack of its own for each task, kept close to the others'.
  ///
  /// - Source: Duong et al. 2015, <https://aclanthology.org/P15-2139>.
  package static let softSharing = Method(
    name: "soft-sharing",
    noun: "soft sharing",
    paper: "Duong et al. 2015",
    idea:
      "nothing passes between the stacks, but their weights are pulled"
      + " together",
    stacks: .ofEachTask,
    subspaces: 1,
    alpha: .off,
    mixing: .alpha,
    bases: nil,
    ownWords: false,
    reading: .off,
    keepsSubspacesApart: false,
    tiedLayers: nil,
    regularizers: [StackDistance(weight: 0.1)],
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { _, _ in })
}
