extension Method {
  /// Private and shared stacks, and an adversary that is not to tell from the
  /// shared one whose sentence it is.
  ///
  /// - Source: Liu et al. 2017, <https://aclanthology.org/P17-1001>.
  package static let adversarial = Method(
    name: "adversarial",
    noun: "adversarial private and shared stacks",
    paper: "Liu et al. 2017",
    idea:
      "each head reads its task's own stack and one of all tasks, from which an"
      + " adversary is not to tell the task",
    stacks: .ofEachTaskAndShared,
    subspaces: 1,
    alpha: .off,
    mixing: .alpha,
    bases: nil,
    ownWords: false,
    reading: .off,
    keepsSubspacesApart: false,
    tiedLayers: nil,
    regularizers: [StackOrthogonality(weight: 0.01), Adversary(weight: 0.05)],
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { _, _ in })
}
