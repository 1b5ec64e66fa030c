import Foundation
import SluiceDiagnostics
import SluiceTensor

/// A network as one safetensors file: weights by name, everything else in the
/// metadata, so that loading needs nothing else.
///
/// `docs/model.md` lists the names and shapes.
package enum Checkpoint {
  /// The metadata's version of this layout.
  static let format = "sluice-3"
  /// What files call the digests of the sentences that it was trained on.
  private static let trainedSentences = "trained.sentences"

  /// Everything of a network that is not a weight, as it is written.
  struct Structure: Codable {
    var architecture: Architecture
    var method: Method
    var tasks: [NetworkTask]
    var main: Int
    var words: [String]
    var counts: [Int]
    /// Unicode scalars by value.
    var characters: [UInt32]
    var constraints: StoredConstraints
    var epochs: Int
    /// Older files do not say it.
    var learned: [Int]?
    var seed: UInt64
    var hasVocabulary: Bool
    /// Older files and networks of the standard recipe do not say it.
    var recipe: Recipe?
    /// The file of the vectors of tokens that it reads.
    var features: TokenFeatures.Identity?
  }

  /// The network's file.
  package static func encode(_ network: Network) -> Safetensors {
    var file = Safetensors()
    for entry in network.layout.entries {
      file.tensors[entry.weight.name] = .float32(
        entry.shape, Array(network.weights[entry.range]))
    }
    for (weight, tensor) in network.shelf {
      file.tensors["shelf.\(weight.name)"] = .float32(
        tensor.shape, tensor.values)
    }
    for (weight, tensor) in network.sharing.start.tensors {
      file.tensors["start.\(weight.name)"] = .float32(
        tensor.shape, tensor.values)
    }
    for (epoch, snapshot) in network.sharing.epochs.enumerated() {
      for (weight, tensor) in snapshot.tensors {
        file.tensors["path.\(epoch).\(weight.name)"] = .float32(
          tensor.shape, tensor.values)
      }
    }
    if !network.trained.isEmpty {
      file.tensors[trainedSentences] = network.trained.stored
    }
    file.metadata = ["format": format, "structure": structure(of: network)]
    return file
  }

  /// Everything of a network that is not a weight, as one text: the same for
  /// the same network.
  package static func structure(of network: Network) -> String {
    let structure = Structure(
      architecture: network.architecture, method: network.method,
      tasks: network.tasks, main: network.main,
      words: Array(network.vocabulary.words.dropFirst()),
      counts: Array(network.vocabulary.counts.dropFirst()),
      characters: network.vocabulary.characters.dropFirst().map(\.value),
      constraints: StoredConstraints(network.constraints),
      epochs: network.epochs, learned: network.learned.sorted(),
      seed: network.seed, hasVocabulary: network.hasVocabulary,
      recipe: network.recipe == .standard ? nil : network.recipe,
      features: network.featuresFile)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = (try? encoder.encode(structure)) ?? Data()
    return String(decoding: json, as: UTF8.self)
  }

  /// The network in a file.
  ///
  /// - Parameters:
  ///   - file: What was read.
  ///   - name: What the file is called in messages.
  /// - Returns: The network as it was saved.
  /// - Throws: ``Diagnostic`` if the file holds no network, or not a whole one.
  package static func decode(
    _ file: Safetensors, name: String
  ) throws(Diagnostic) -> Network {
    guard let json = file.metadata["structure"] else {
      throw Diagnostic(
        .badCheckpoint, "\(name) holds tensors but no network",
        hint: "load files that `save` wrote; others have no structure in"
          + " their metadata")
    }
    guard file.metadata["format"] == format else {
      throw Diagnostic(
        .badCheckpoint,
        file.metadata["format"].map { "\(name) has the format \($0)" }
          ?? "\(name) does not say which format it has",
        hint: "this program reads \(format)")
    }
    func unsound(_ flaw: String?) -> Diagnostic {
      Diagnostic(
        .badCheckpoint,
        "the structure in \(name) cannot be read"
          + (flaw.map { ": \($0)" } ?? ""),
        hint: "save the network again")
    }
    if let twice = JSONNames(json.utf8).twice {
      throw unsound("\(twice) is given twice")
    }
    guard
      let structure = try? JSONDecoder().decode(
        Structure.self, from: Data(json.utf8))
    else { throw unsound(nil) }
    if let flaw = structure.flaw ?? structure.flaw(beside: file) {
      throw unsound(flaw)
    }
    let vocabulary = Vocabulary(
      words: structure.words, counts: structure.counts,
      characters: structure.characters.compactMap(Unicode.Scalar.init))
    // Before a network is built: sizes that the file does not hold would ask
    // for memory without bound.
    let layout = ParameterLayout(
      structure.architecture, words: vocabulary.words.count,
      characters: vocabulary.characters.count,
      labels: structure.tasks.map(\.labels.count))
    for entry in layout.entries {
      let weight = entry.weight.name
      let tensor = file.tensors[weight]
      guard tensor?.shape == entry.shape, tensor?.type == "F32" else {
        throw Diagnostic(
          .badCheckpoint,
          "\(name) lacks \(weight) in the shape \(entry.shape)",
          hint: "save the network again")
      }
    }
    if let weight = file.infinite {
      throw Diagnostic(
        .badCheckpoint, "\(name) has a number in \(weight) that is not finite",
        hint: "the training that was saved had diverged; save a sound network")
    }
    let weights = weightsByName(layout, structure.architecture)
    guard
      let constraints = structure.constraints.constraints(weights),
      constraints.areSound(layout, file)
    else {
      throw Diagnostic(
        .badCheckpoint, "\(name) fixes or ties what the network does not have",
        hint: "save the network again")
    }
    var network = Network(
      structure.architecture, method: structure.method,
      tasks: structure.tasks, main: structure.main, vocabulary: vocabulary,
      seed: structure.seed, isOutline: file.isHeaderOnly)
    network.constraints = constraints
    network.epochs = structure.epochs
    network.learned = Set(
      structure.learned
        ?? structure.tasks.indices.filter {
          structure.epochs > 0 && structure.tasks[$0].weight > 0
        })
    network.hasVocabulary = structure.hasVocabulary
    network.recipe = structure.recipe ?? .standard
    network.featuresFile = structure.features
    if let stored = file.tensors[trainedSentences] {
      network.trained = TrainedSentences(stored)
    }
    for entry in network.layout.entries {
      if let tensor = tensor(file, entry.weight.name) {
        network.set(entry.weight, tensor)
      }
    }
    restore(&network, file, weights)
    return network
  }

  /// All weights that files know of a network: those that it has, and the α and
  /// β that it may have put on the shelf.
  private static func weightsByName(
    _ layout: ParameterLayout, _ architecture: Architecture
  ) -> [String: Weight] {
    let weights =
      layout.entries.map(\.weight)
      + (0..<architecture.layers).map(Weight.alpha) + [.beta]
    return Dictionary(weights.map { ($0.name, $0) }) { first, _ in first }
  }

  private static func tensor(_ file: Safetensors, _ name: String) -> Tensor? {
    guard case .float32(let shape, let values) = file.tensors[name]
    else { return nil }
    return Tensor(shape: shape, values: values)
  }

  /// What is no weight of the layout: shelf, start and path.
  private static func restore(
    _ network: inout Network, _ file: Safetensors, _ weights: [String: Weight]
  ) {
    var start = SharingSnapshot()
    var path: [Int: SharingSnapshot] = [:]
    if file.isHeaderOnly {
      network.sharing.epochs = Array(
        repeating: network.snapshot, count: network.epochs > 0 ? 1 : 0)
      return
    }
    for name in file.tensors.keys {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let tensor = tensor(file, name) else { continue }
      switch parts[0] {
      case "shelf":
        if let weight = weights[parts[1]] { network.shelve(weight, tensor) }
      case "start":
        if let weight = weights[parts[1]] { start.tensors[weight] = tensor }
      case "path":
        let place = parts[1].split(separator: ".", maxSplits: 1)
        if place.count == 2, let epoch = Int(place[0]),
          let weight = weights[String(place[1])]
        {
          path[epoch, default: SharingSnapshot()].tensors[weight] = tensor
        }
      default: break
      }
    }
    network.sharing = SharingPath(start: start)
    network.sharing.epochs = path.sorted { $0.key < $1.key }.map(\.value)
  }
}
