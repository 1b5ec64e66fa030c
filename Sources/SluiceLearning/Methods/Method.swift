/// A published way of sharing between tasks, as settings of a sluice network:
/// one record a method, each in a file under its name.
///
/// `docs/methods.md` says of each what it constrains, which test holds it to a
/// plain implementation, and what is not the same as in its paper.
package struct Method: Sendable {
  /// As `method=` and files have it.
  package let name: String
  /// What it is called in a sentence.
  package let noun: String
  /// Who described it; none where nobody in particular did.
  package let paper: String?
  /// What makes a network so constrained the method.
  package let idea: String

  /// Which stacks of recurrent layers there are.
  let stacks: Stacks
  package let subspaces: Int
  /// What α is: trained, or the identity.
  let alpha: Architecture.SluiceMode
  /// What passes between stacks, where not α does.
  package let mixing: Architecture.Mixing
  /// What the stacks' weights are made of, where they are not learned themselves.
  package let bases: Architecture.Bases?
  /// Whether each stack has word embeddings of its own.
  let ownWords: Bool
  /// What heads read of the layers.
  package let reading: Architecture.Skip
  /// Whether nothing passes between subspaces but by α.
  let keepsSubspacesApart: Bool
  /// Whether the lowest layers of all stacks are one.
  package let tiedLayers: TiedLayers?
  package let regularizers: [any Regularizer]
  /// Whose losses count.
  let losses: CountedLosses
  /// Whether tasks of one set of labels have one head.
  package let sharesHeads: Bool
  /// Whether each domain projects what its heads read.
  package let projectsDomains: Bool
  /// What else it ties and fixes in a network; how many layers are tied is
  /// given.
  let constraining: @Sendable (_ network: inout Network, _ tied: Int) -> Void

  enum Stacks: Sendable {
    /// Each task has one.
    case ofEachTask
    /// All tasks have the same.
    case ofAllTasks
    /// Each task has one, and heads read one more beside it.
    case ofEachTaskAndShared
  }

  package struct TiedLayers: Sendable {
    /// How many must be tied, and how many are where nothing is said.
    package let atLeast: Int
    package let byDefault: Int
  }

  enum CountedLosses: Sendable {
    case ofAllTasks, ofMainTask
  }

  /// All methods, from the least shared to the most.
  package static let allCases: [Method] = [
    single, hard, domainProjections, lowSupervision, split, softSharing,
    groupLasso,
    easyAdaptation, sparseSharing, sparseBases, hierarchical, privateShared,
    adversarial, mixtureOfExperts, mmoe, ple, branching, crossStitch,
    concatSharing, sluice,
  ]
}

extension Method {
  /// What it is called, with its paper.
  package var title: String {
    noun + (paper.map { " (\($0))" } ?? "")
  }

  /// Sets what the method sets; everything else of an architecture is free.
  package func apply(to architecture: inout Architecture) {
    let tasks = 0..<architecture.tasks
    switch stacks {
    case .ofAllTasks: architecture.stackOfTask = tasks.map { _ in 0 }
    case .ofEachTask, .ofEachTaskAndShared:
      architecture.stackOfTask = Array(tasks)
    }
    architecture.sharedStack = hasSharedStack
    architecture.subspaces = subspaces
    architecture.blocks = keepsSubspacesApart
    architecture.sluice = alpha
    architecture.mixing = mixing
    architecture.bases = bases
    architecture.ownWords = ownWords
    architecture.skip = reading
    architecture.regularizers = Regularizers(regularizers)
    architecture.sharesHeads = sharesHeads
    architecture.domainOfTask = projectsDomains ? Array(tasks) : []
  }

  /// Whether heads read a shared stack beside their task's own.
  package var hasSharedStack: Bool { stacks == .ofEachTaskAndShared }

  /// Ties and fixes what the method does.
  ///
  /// - Parameters:
  ///   - network: A network with the method's architecture.
  ///   - layers: How many layers are tied, from the bottom, where the method
  ///     ties any.
  package func constrain(_ network: inout Network, tiedLayers layers: Int) {
    if tiedLayers != nil { network.tie(layers: 0..<layers) }
    network.tieHeads()
    constraining(&network, layers)
    network.sharing = SharingPath(start: network.snapshot)
  }

  /// λ of each task, as the method has it.
  package func lossWeights(tasks: Int, main: Int) -> [Float] {
    (0..<tasks).map { losses == .ofAllTasks || $0 == main ? 1 : 0 }
  }
}

// A method is told by its name.
extension Method: RawRepresentable, CaseIterable, Codable, Equatable {
  package var rawValue: String { name }

  package init?(rawValue: String) {
    guard let method = Self.allCases.first(where: { $0.name == rawValue })
    else { return nil }
    self = method
  }
}
