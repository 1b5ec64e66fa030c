import SluiceKeeping
import SluiceTensor

// How a network is kept: all of it, where ``Checkpoint`` has what another
// program can use.

extension Tensor: Codable {
  private enum Key: String, CodingKey { case shape, values }

  package init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: Key.self)
    let shape = try kept.decode([Int].self, forKey: .shape)
    let values: [Float] = try kept.decode(Packed.self, forKey: .values).elements
    guard shape.reduce(1, *) == values.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .values, in: kept, debugDescription: "not of this shape")
    }
    self.init(shape: shape, values: values)
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var kept = encoder.container(keyedBy: Key.self)
    try kept.encode(shape, forKey: .shape)
    try kept.encode(Packed(values), forKey: .values)
  }
}

/// Something for each of some weights, in one order: the same table is kept as
/// the same bytes.
private struct KeptTable<Item: Codable>: Codable {
  var weights: [Weight]
  var items: [Item]

  init(_ table: [Weight: Item]) {
    weights = table.keys.sorted { $0.name < $1.name }
    items = weights.compactMap { table[$0] }
  }

  var table: [Weight: Item] {
    Dictionary(zip(weights, items)) { first, _ in first }
  }
}

extension SharingSnapshot: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(tensors: try KeptTable(from: decoder).table)
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    try KeptTable(tensors).encode(to: encoder)
  }
}

extension Constraints: Codable {
  private enum Key: String, CodingKey {
    case frozen, fixed, tied, shared, masks
  }

  package init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: Key.self)
    self.init()
    frozen = Set(try kept.decode([Weight].self, forKey: .frozen))
    fixed = try kept.decode(KeptTable<[Int]>.self, forKey: .fixed).table
      .mapValues { Set($0) }
    tied = try kept.decode(KeptTable.self, forKey: .tied).table
    shared = try kept.decode([[Weight]].self, forKey: .shared)
    masks = try kept.decode(KeptTable.self, forKey: .masks).table
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var kept = encoder.container(keyedBy: Key.self)
    try kept.encode(frozen.sorted { $0.name < $1.name }, forKey: .frozen)
    try kept.encode(
      KeptTable(fixed.mapValues { $0.sorted() }), forKey: .fixed)
    try kept.encode(KeptTable(tied), forKey: .tied)
    try kept.encode(shared, forKey: .shared)
    try kept.encode(KeptTable(masks), forKey: .masks)
  }
}

extension Vocabulary: Codable {
  private enum Key: String, CodingKey { case words, counts, characters }

  package init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: Key.self)
    let words: [String] = try kept.decode(Packed.self, forKey: .words).elements
    let counts: [Int] = try kept.decode(Packed.self, forKey: .counts).elements
    let characters: [UInt32] =
      try kept.decode(Packed.self, forKey: .characters).elements
    self.init(
      words: words, counts: counts,
      characters: characters.compactMap(Unicode.Scalar.init))
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var kept = encoder.container(keyedBy: Key.self)
    try kept.encode(Packed(Array(words.dropFirst())), forKey: .words)
    try kept.encode(Packed(Array(counts.dropFirst())), forKey: .counts)
    try kept.encode(
      Packed(characters.dropFirst().map(\.value)), forKey: .characters)
  }
}

extension Network: Codable {
  private enum Key: String, CodingKey {
    case architecture, method, tasks, main, vocabulary, initial, seed
    case isOutline, weights, constraints, sharing, epochs, trained, learned
    case hasVocabulary, shelf, recipe, featuresFile, features, vectors
  }

  package init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: Key.self)
    try self.init(
      kept: kept.decode(Architecture.self, forKey: .architecture),
      method: kept.decode(Method.self, forKey: .method),
      tasks: kept.decode([NetworkTask].self, forKey: .tasks),
      main: kept.decode(Int.self, forKey: .main),
      vocabulary: kept.decode(Vocabulary.self, forKey: .vocabulary),
      initial: kept.decode(InitialSharing.self, forKey: .initial),
      seed: kept.decode(UInt64.self, forKey: .seed),
      isOutline: kept.decode(Bool.self, forKey: .isOutline),
      weights: kept.decode(Packed.self, forKey: .weights).elements,
      shelf: kept.decode(KeptTable.self, forKey: .shelf).table,
      vectors: kept.decodeIfPresent(WordVectors.self, forKey: .vectors))
    guard weights.count == layout.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .weights, in: kept, debugDescription: "not its weights")
    }
    constraints = try kept.decode(Constraints.self, forKey: .constraints)
    sharing = try kept.decode(SharingPath.self, forKey: .sharing)
    epochs = try kept.decode(Int.self, forKey: .epochs)
    trained = try kept.decode(TrainedSentences.self, forKey: .trained)
    learned = Set(try kept.decode([Int].self, forKey: .learned))
    hasVocabulary = try kept.decode(Bool.self, forKey: .hasVocabulary)
    recipe = try kept.decode(Recipe.self, forKey: .recipe)
    features = try kept.decodeIfPresent(KeptFeatures.self, forKey: .features)?
      .opened()
    featuresFile = try kept.decodeIfPresent(
      TokenFeatures.Identity.self, forKey: .featuresFile)
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var kept = encoder.container(keyedBy: Key.self)
    try kept.encode(architecture, forKey: .architecture)
    try kept.encode(method, forKey: .method)
    try kept.encode(tasks, forKey: .tasks)
    try kept.encode(main, forKey: .main)
    try kept.encode(vocabulary, forKey: .vocabulary)
    try kept.encode(initial, forKey: .initial)
    try kept.encode(seed, forKey: .seed)
    try kept.encode(layout.isOutline, forKey: .isOutline)
    try kept.encode(Packed(weights), forKey: .weights)
    try kept.encode(KeptTable(shelf), forKey: .shelf)
    try kept.encodeIfPresent(vectors, forKey: .vectors)
    try kept.encode(constraints, forKey: .constraints)
    try kept.encode(sharing, forKey: .sharing)
    try kept.encode(epochs, forKey: .epochs)
    try kept.encode(trained, forKey: .trained)
    try kept.encode(learned.sorted(), forKey: .learned)
    try kept.encode(hasVocabulary, forKey: .hasVocabulary)
    try kept.encode(recipe, forKey: .recipe)
    try kept.encodeIfPresent(features.map(KeptFeatures.init), forKey: .features)
    try kept.encodeIfPresent(featuresFile, forKey: .featuresFile)
  }
}

extension TrainedSentences: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(try Packed<UInt64>(from: decoder).elements)
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    try Packed(sorted).encode(to: encoder)
  }
}

/// A file of vectors as it is kept: where it lies, and not what it holds.
private struct KeptFeatures: Codable {
  var identity: TokenFeatures.Identity
  var place: String

  init(_ features: TokenFeatures) {
    identity = features.identity
    place = features.place
  }

  /// - Throws: That it is gone, or another.
  func opened() throws -> TokenFeatures {
    let features = try TokenFeatures(
      contentsOf: place, as: identity.path, layers: identity.layers)
    guard features.identity == identity else { throw Changed() }
    return features
  }

  struct Changed: Error {}
}
