extension Method {
  /// A stack of its own for each task, whose subspaces may go away as groups.
  ///
  /// - Source: Yuan & Lin 2006, <https://doi.org/10.1111/j.1467-9868.2005.00532.x>.
  package static let groupLasso = Method(
    name: "group-lasso",
    noun: "group lasso",
    paper: "Yuan & Lin 2006",
    idea:
      "nothing passes between the stacks, and a subspace that does not pay goes"
      + " to 0 as a whole",
    stacks: .ofEachTask,
    subspaces: 2,
    alpha: .off,
    mixing: .alpha,
    bases: nil,
    ownWords: false,
    reading: .off,
    keepsSubspacesApart: false,
    tiedLayers: nil,
    regularizers: [GroupLasso(weight: 1e-4)],
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { _, _ in })
}
