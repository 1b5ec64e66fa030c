extension Method {
  /// One stack and one head for a set of labels in all domains, and what the
  /// head reads projected by each domain in its own way.
  ///
  /// - Source: Peng & Dredze 2016, <https://arxiv.org/abs/1608.02689>.
  package static let domainProjections = Method(
    name: "domain-projections",
    noun: "domain projections",
    paper: "Peng & Dredze 2016",
    idea:
      "one stack, one head for the tasks of one set of labels, and a linear map"
      + " for each domain between them",
    stacks: .ofAllTasks,
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
    sharesHeads: true,
    projectsDomains: true,
    constraining: { _, _ in })
}
