/// A published way of sharing between tasks, as settings of a sluice network.
///
/// `docs/methods.md` says of each what it constrains, which test holds it to a
/// plain implementation, and what is not the same as in its paper.
package enum Method: String, Sendable, CaseIterable, Codable {
  /// A network for the main task alone; others, if any, are not trained.
  case single
  /// One stack for all tasks (Caruana 1993).
  case hard
  /// Auxiliary tasks supervised at a low layer that all tasks share
  /// (Søgaard & Goldberg 2016).
  case lowSupervision = "low-supervision"
  /// The lowest layers shared, a stack of its own for each task above (Alonso
  /// & Plank 2017).
  case split
  /// A stack of its own for each task, kept close to the others' (Duong et al.
  /// 2015).
  case softSharing = "soft-sharing"
  /// A stack of its own for each task, whose subspaces may go away as groups
  /// (Yuan & Lin 2006).
  case groupLasso = "group-lasso"
  /// A private and a shared subspace for each task; the shared ones are one
  /// (Daumé III 2007).
  case easyAdaptation = "easy-adaptation"
  /// A stack of its own for each task beside one for all, and heads that read
  /// both (Bousmalis et al. 2016; Liu et al. 2017).
  case privateShared = "private-shared"
  /// Alpha between whole layers, no subspaces (Misra et al. 2016).
  case crossStitch = "cross-stitch"
  /// Alpha between subspaces, and beta over layers (Ruder et al. 2017).
  case sluice

  /// What the method sets; everything else of an architecture is free.
  package func apply(to architecture: inout Architecture) {
    let tasks = architecture.tasks
    architecture.stackOfTask =
      self == .hard ? tasks.zeros : Array(0..<tasks)
    switch self {
    case .sluice, .groupLasso, .easyAdaptation: architecture.subspaces = 2
    default: architecture.subspaces = 1
    }
    switch self {
    case .sluice, .lowSupervision: architecture.skip = .beta
    default: architecture.skip = .off
    }
    switch self {
    case .sluice, .crossStitch, .easyAdaptation: architecture.sluice = .trained
    default: architecture.sluice = .off
    }
    architecture.regularizers[StackDistance.self].weight =
      self == .softSharing ? 0.1 : 0
    architecture.regularizers[GroupLasso.self].weight =
      self == .groupLasso ? 1e-4 : 0
    architecture.blocks = self == .easyAdaptation
    architecture.sharedStack = self == .privateShared
    architecture.regularizers[StackOrthogonality.self].weight =
      self == .privateShared ? 0.01 : 0
  }

  /// Whether the method has layers that are tied from the bottom up.
  package var hasTiedLayers: Bool { self == .split || self == .lowSupervision }

  /// Ties and fixes what the method does.
  ///
  /// - Parameters:
  ///   - network: A network with the method's architecture.
  ///   - layers: How many layers are tied, from the bottom, where the method
  ///     ties any.
  package func constrain(_ network: inout Network, tiedLayers layers: Int) {
    if hasTiedLayers { network.tie(layers: 0..<layers) }
    if self == .lowSupervision {
      for task in network.tasks.indices {
        network.read(
          layer: task == network.main
            ? network.architecture.layers - 1 : layers - 1, task: task)
      }
    }
    if self == .easyAdaptation { network.adaptEasily() }
    network.sharing = SharingPath(start: network.snapshot)
  }

  /// λ of each task, as the method has it.
  package func lossWeights(tasks: Int, main: Int) -> [Float] {
    (0..<tasks).map { self == .single && $0 != main ? 0 : 1 }
  }

  /// What it is called, with its paper.
  package var title: String {
    switch self {
    case .single: "single-task learning"
    case .hard: "hard parameter sharing (Caruana 1993)"
    case .lowSupervision: "low supervision (Søgaard & Goldberg 2016)"
    case .split: "a split architecture (tied=1: Alonso & Plank 2017)"
    case .softSharing: "soft sharing (Duong et al. 2015)"
    case .groupLasso: "group lasso (Yuan & Lin 2006)"
    case .easyAdaptation:
      "frustratingly easy domain adaptation (Daumé III 2007)"
    case .privateShared:
      "private and shared stacks (Bousmalis et al. 2016; Liu et al. 2017)"
    case .crossStitch: "a cross-stitch network (Misra et al. 2016)"
    case .sluice: "a sluice network (Ruder et al. 2017)"
    }
  }

  /// What makes a network so constrained the method.
  package var idea: String {
    switch self {
    case .single: "only the main task's loss counts"
    case .hard: "one stack, a head for each task"
    case .lowSupervision:
      "the lowest layers are one, and the auxiliary tasks are read off the"
        + " highest of them"
    case .split:
      "the lowest layers are one, and nothing passes between the stacks above"
    case .softSharing:
      "nothing passes between the stacks, but their weights are drawn together"
    case .groupLasso:
      "nothing passes between the stacks, and a subspace that does not pay goes"
        + " to 0 as a whole"
    case .easyAdaptation:
      "the first subspace reads itself alone, and what the second of any task"
        + " sends all tasks receive alike"
    case .privateShared:
      "each head reads its task's own stack and one of all tasks, whose states"
        + " are to be orthogonal"
    case .crossStitch: "α between whole layers"
    case .sluice: "α between subspaces, β over layers"
    }
  }
}

extension Int {
  fileprivate var zeros: [Int] { [Int](repeating: 0, count: self) }
}
