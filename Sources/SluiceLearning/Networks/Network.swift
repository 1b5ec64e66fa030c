import SluiceDiagnostics
import SluiceRandom
import SluiceTensor

/// A sluice network: its shape, its tasks and everything it has learned.
///
/// A value: a copy is a snapshot, and costs nothing until one of the two
/// changes.
package struct Network: Sendable {
  package private(set) var architecture: Architecture
  package var tasks: [NetworkTask]
  /// Which task decides when training stops.
  package var main: Int
  package private(set) var vocabulary: Vocabulary
  package private(set) var layout: ParameterLayout
  /// All weights, laid out by `layout`.
  package var weights: [Float]
  package var constraints = Constraints()
  /// How alpha and beta started, and how they moved, epoch by epoch.
  package var sharing = SharingPath()
  /// Epochs trained so far.
  package var epochs = 0
  /// The sentences it was trained on.
  package var trained = TrainedSentences()
  /// Tasks, by number, whose loss has trained it. The heads of others are as
  /// they were drawn.
  package var learned: Set<Int> = []
  package var method: Method
  /// Whether the vocabulary was asked for or made by training; until then it
  /// is that of the tasks' corpora, and training may put its own in place.
  package var hasVocabulary = false
  /// Alpha and beta that are switched off but not forgotten.
  package private(set) var shelf: [Weight: Tensor] = [:]
  package var initial = InitialSharing()
  /// The recipe that it was made by, and that it is trained by.
  package var recipe = Recipe.standard
  /// The vectors of tokens that it reads from an encoder, once their file is open.
  package var features: TokenFeatures? {
    didSet { featuresFile = features?.identity ?? featuresFile }
  }
  /// What that file is known by; a network that was loaded knows it at once.
  package var featuresFile: TokenFeatures.Identity?
  /// Pretrained word vectors it started from, kept until it is trained.
  package private(set) var vectors: WordVectors?
  /// Where new weights are drawn from.
  package let seed: UInt64

  /// Values that alpha and beta start from.
  package struct InitialSharing: Sendable, Equatable, Codable {
    package var alpha = Initialization.Alpha.imbalanced
    package var beta = Initialization.Beta.last
    package init() {}
  }

  /// - Parameters:
  ///   - architecture: The network's shape.
  ///   - method: The method it was asked for by.
  ///   - tasks: Its tasks, one head each.
  ///   - main: Which one decides when training stops.
  ///   - vocabulary: The words and characters it knows.
  ///   - initial: What alpha and beta start from.
  ///   - seed: Where the weights are drawn from.
  ///   - isOutline: Whether it is only to be looked at and never to run: then
  ///     it has no weights but α and β, and costs no more than its names.
  package init(
    _ architecture: Architecture, method: Method = .sluice,
    tasks: [NetworkTask], main: Int = 0, vocabulary: Vocabulary,
    initial: InitialSharing = InitialSharing(), seed: UInt64,
    isOutline: Bool = false
  ) {
    self.architecture = architecture
    self.method = method
    self.tasks = architecture.headed(tasks)
    self.main = main
    self.vocabulary = vocabulary
    self.initial = initial
    self.seed = seed
    layout = Self.layout(
      architecture, vocabulary, self.tasks, isOutline: isOutline)
    weights = Initialization.weights(
      architecture, layout, alpha: initial.alpha, beta: initial.beta,
      RandomStream(seed: seed))
    if architecture.blocks { keepSubspacesApart() }
    compose()
    sharing.start = snapshot
  }

  /// A network as it was kept, with the weights that it had.
  init(
    kept architecture: Architecture, method: Method, tasks: [NetworkTask],
    main: Int, vocabulary: Vocabulary, initial: InitialSharing, seed: UInt64,
    isOutline: Bool, weights: [Float], shelf: [Weight: Tensor],
    vectors: WordVectors?
  ) {
    self.architecture = architecture
    self.method = method
    self.tasks = tasks
    self.main = main
    self.vocabulary = vocabulary
    self.initial = initial
    self.seed = seed
    self.weights = weights
    self.shelf = shelf
    self.vectors = vectors
    layout = Self.layout(
      architecture, vocabulary, tasks, isOutline: isOutline)
  }

  private static func layout(
    _ architecture: Architecture, _ vocabulary: Vocabulary,
    _ tasks: [NetworkTask], isOutline: Bool
  ) -> ParameterLayout {
    ParameterLayout(
      architecture, words: vocabulary.words.count,
      characters: vocabulary.characters.count,
      labels: tasks.map(\.labels.count), isOutline: isOutline)
  }
}

extension Network {
  /// How many numbers there are to learn or keep; what is tied counts once.
  package var parameterCount: Int {
    let copies = constraints.copies
    return layout.entries.reduce(0) { count, entry in
      guard !copies.contains(entry.weight),
        !entry.weight.isComposed(in: architecture)
      else { return count }
      let repeated = (constraints.tied[entry.weight] ?? []).reduce(0) {
        $0 + $1.count - 1
      }
      let absent = constraints.masks[entry.weight].map { $0.count - $0.kept }
      return count + entry.count - repeated - (absent ?? 0)
    }
  }

  /// A number that changes with any weight: runs that come to the same are one
  /// run.
  package var digest: UInt64 {
    RandomStream.digest(weights.map(\.bitPattern))
  }

  /// Whether nothing of it is trained.
  package var isFrozen: Bool {
    layout.entries.allSatisfy { constraints.frozen.contains($0.weight) }
  }

  /// A weight's numbers; nil if the network does not have it, or not its
  /// numbers.
  package func tensor(_ weight: Weight) -> Tensor? {
    guard let entry = layout[weight], entry.isStored else { return nil }
    return Tensor(shape: entry.shape, values: Array(weights[entry.range]))
  }

  /// Sets a weight; its shape must be the weight's.
  package mutating func set(_ weight: Weight, _ tensor: Tensor) {
    guard let entry = layout[weight], entry.shape == tensor.shape else {
      return
    }
    weights.replaceSubrange(entry.range, with: tensor.values)
  }

  /// Puts pretrained vectors in the place of known words' embeddings.
  ///
  /// - Parameter vectors: Of `wordWidth` numbers a word.
  /// - Returns: How many words have one.
  package mutating func adopt(_ vectors: WordVectors) -> Int {
    self.vectors = vectors
    guard let entry = layout[.words],
      vectors.dimension == architecture.wordWidth
    else { return 0 }
    var found = 0
    let words = vocabulary.words
    for (number, word) in words.enumerated().dropFirst() {
      guard let vector = vectors.vector(for: word) else { continue }
      for table in 0..<architecture.wordTables {
        let row = table * words.count + number
        let start = entry.offset + row * vectors.dimension
        weights.replaceSubrange(start..<start + vectors.dimension, with: vector)
      }
      found += 1
    }
    return found
  }

  /// Changes the shape of a live network.
  ///
  /// What keeps its shape keeps its weights; alpha and beta that are switched
  /// off wait on the shelf; alpha whose subspaces are cut, or put together
  /// again, stays the same function. What is fixed and tied goes the same way.
  ///
  /// - Returns: The weights that had to start anew.
  package mutating func reshape(
    _ change: (inout Architecture) -> Void
  ) -> [Weight] {
    var next = architecture
    change(&next)
    return rebuild(next, vocabulary, tasks)
  }

  /// Puts away a weight that is switched off.
  package mutating func shelve(_ weight: Weight, _ tensor: Tensor) {
    shelf[weight] = tensor
  }

  /// Gives the network other words and labels, before it is trained, and the
  /// words their pretrained vectors.
  package mutating func adopt(
    _ vocabulary: Vocabulary, _ vectors: WordVectors?, labels: [[String]],
    schemes: [TagScheme]
  ) {
    var tasks = tasks
    for task in tasks.indices {
      tasks[task].labels = labels[task]
      tasks[task].scheme = schemes[task]
    }
    _ = rebuild(architecture, vocabulary, tasks)
    if let vectors { _ = adopt(vectors) }
  }

  /// Makes the weights respect what is shared and masked, after a change of
  /// either.
  package mutating func settle() { constraints.settle(&weights, layout) }

  private mutating func rebuild(
    _ architecture: Architecture, _ vocabulary: Vocabulary,
    _ tasks: [NetworkTask]
  ) -> [Weight] {
    let tasks = architecture.headed(tasks)
    let next = Self.layout(
      architecture, vocabulary, tasks, isOutline: layout.isOutline)
    for entry in layout.entries where next[entry.weight] == nil {
      shelf[entry.weight] = tensor(entry.weight)
    }
    fitShelf(to: architecture)
    let (weights, lost) = Migration.weights(
      from: (self.architecture, layout, self.weights),
      to: (architecture, next), shelf: shelf
    ) {
      Initialization.values(
        $0, architecture, initial.alpha, initial.beta, RandomStream(seed: seed))
    }
    let cut = StreamCut(from: self.architecture, to: architecture)
    for entry in next.entries where layout[entry.weight]?.shape != entry.shape {
      // What comes back from the shelf keeps its constraints.
      if shelf.removeValue(forKey: entry.weight) == nil {
        constraints.carry(
          entry.weight,
          over: entry.weight.role == .alpha && !lost.contains(entry.weight)
            ? cut : nil)
      }
    }
    self.architecture = architecture
    self.vocabulary = vocabulary
    self.tasks = tasks
    self.layout = next
    self.weights = weights
    constraints.settle(&self.weights, next)
    if architecture.blocks { keepSubspacesApart() }
    compose()
    if sharing.start.isComparable(to: snapshot) == false {
      sharing = SharingPath(start: snapshot)
    }
    for weight in lost {
      // A head that starts anew has learned nothing.
      if case .task(let task, _) = weight.part.place, !weight.isSharing {
        learned.remove(task)
      }
    }
    return lost
  }

  /// Cuts α on the shelf as the network's streams are cut, so that it fits
  /// when it is switched on again; what cannot be is forgotten.
  private mutating func fitShelf(to next: Architecture) {
    guard next.streams != architecture.streams else { return }
    let cut = next.streams > 1 ? StreamCut(from: architecture, to: next) : nil
    for (weight, tensor) in shelf where weight.role == .alpha {
      let values = cut?.carried(tensor.values)
      shelf[weight] = values.map {
        Tensor(shape: [next.streams, next.streams], values: $0)
      }
      constraints.carry(weight, over: values == nil ? nil : cut)
    }
  }
}
