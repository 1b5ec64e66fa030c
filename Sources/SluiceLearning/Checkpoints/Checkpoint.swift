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

  /// Everything of a network that is not a weight, as it is written.
  private struct Structure: Codable {
    var architecture: Architecture
    var method: Method
    var tasks: [NetworkTask]
    var main: Int
    var words: [String]
    var counts: [Int]
    /// Unicode scalars by value.
    var characters: [UInt32]
    var constraints: Constraints
    var epochs: Int
    var seed: UInt64
    var hasVocabulary: Bool
  }

  /// The network's file.
  package static func encode(_ network: Network) -> Safetensors {
    var file = Safetensors()
    for entry in network.layout.entries {
      file.tensors[entry.name] = .float32(
        entry.shape, Array(network.weights[entry.range]))
    }
    for (name, tensor) in network.shelf {
      file.tensors["shelf.\(name)"] = .float32(tensor.shape, tensor.values)
    }
    for (name, tensor) in network.sharing.start.tensors {
      file.tensors["start.\(name)"] = .float32(tensor.shape, tensor.values)
    }
    for (epoch, snapshot) in network.sharing.epochs.enumerated() {
      for (name, tensor) in snapshot.tensors {
        file.tensors["path.\(epoch).\(name)"] = .float32(
          tensor.shape, tensor.values)
      }
    }
    let structure = Structure(
      architecture: network.architecture, method: network.method,
      tasks: network.tasks, main: network.main,
      words: Array(network.vocabulary.words.dropFirst()),
      counts: Array(network.vocabulary.counts.dropFirst()),
      characters: network.vocabulary.characters.dropFirst().map(\.value),
      constraints: network.constraints, epochs: network.epochs,
      seed: network.seed, hasVocabulary: network.hasVocabulary)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = (try? encoder.encode(structure)) ?? Data()
    file.metadata = [
      "format": format, "structure": String(decoding: json, as: UTF8.self),
    ]
    return file
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
        "\(name) has the format \(file.metadata["format"] ?? "of nobody")",
        hint: "this program reads \(format)")
    }
    guard
      let structure = try? JSONDecoder().decode(
        Structure.self, from: Data(json.utf8)), isSound(structure)
    else {
      throw Diagnostic(
        .badCheckpoint, "the structure in \(name) cannot be read",
        hint: "save the network again")
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
      guard file.tensors[entry.name]?.shape == entry.shape else {
        throw Diagnostic(
          .badCheckpoint,
          "\(name) lacks \(entry.name) in the shape \(entry.shape)",
          hint: "save the network again")
      }
    }
    guard isSound(structure.constraints, layout, file) else {
      throw Diagnostic(
        .badCheckpoint, "\(name) fixes or ties what the network has not",
        hint: "save the network again")
    }
    var network = Network(
      structure.architecture, method: structure.method,
      tasks: structure.tasks, main: structure.main, vocabulary: vocabulary,
      seed: structure.seed, isOutline: file.isHeaderOnly)
    network.constraints = structure.constraints
    network.epochs = structure.epochs
    network.hasVocabulary = structure.hasVocabulary
    for entry in network.layout.entries {
      if let tensor = tensor(file, entry.name) {
        network.set(entry.name, tensor)
      }
    }
    restore(&network, file)
    return network
  }

  /// Sizes that a network can be built from without asking for all memory.
  private static func isSound(_ structure: Structure) -> Bool {
    let a = structure.architecture
    let sizes = [
      a.wordWidth, a.characterWidth, a.characterHidden, a.hidden, a.layers,
      a.subspaces, a.headHidden,
    ]
    return sizes.allSatisfy { (1...8192).contains($0) }
      && a.hidden % a.subspaces == 0 && !structure.tasks.isEmpty
      && a.stackOfTask.count == structure.tasks.count
      && a.stackOfTask.allSatisfy { (0..<structure.tasks.count).contains($0) }
      && structure.tasks.indices.contains(structure.main)
      && structure.words.count == structure.counts.count
  }

  /// Constraints of entries that are there. What is switched off waits on the
  /// shelf with its own.
  private static func isSound(
    _ constraints: Constraints, _ layout: ParameterLayout,
    _ file: Safetensors
  ) -> Bool {
    let groups = constraints.tied.mapValues { $0.flatMap { $0 } }
    let entries =
      constraints.fixed.map { ($0, Array($1)) } + groups.map { ($0, $1) }
    return entries.allSatisfy { name, places in
      let shape = layout[name]?.shape ?? file.tensors["shelf.\(name)"]?.shape
      let count = shape?.reduce(1, *) ?? 0
      return places.allSatisfy { (0..<count).contains($0) }
    }
      && constraints.shared.allSatisfy { group in
        Set(group.map { layout[$0]?.shape }).count == 1
      }
  }

  private static func tensor(_ file: Safetensors, _ name: String) -> Tensor? {
    guard case .float32(let shape, let values) = file.tensors[name]
    else { return nil }
    return Tensor(shape: shape, values: values)
  }

  /// What is no weight of the layout: shelf, start and path.
  private static func restore(_ network: inout Network, _ file: Safetensors) {
    var start = SharingSnapshot()
    var path: [Int: SharingSnapshot] = [:]
    if file.isHeaderOnly {
      network.sharing.epochs = Array(
        repeating: network.snapshot, count: network.epochs > 0 ? 1 : 0)
      return
    }
    for name in file.tensors.keys {
      guard let tensor = tensor(file, name) else { continue }
      let parts = name.split(separator: ".", maxSplits: 2).map(String.init)
      if name.hasPrefix("shelf.") {
        network.shelve(String(name.dropFirst(6)), tensor)
      } else if name.hasPrefix("start.") {
        start.tensors[String(name.dropFirst(6))] = tensor
      } else if parts.count == 3, parts[0] == "path", let epoch = Int(parts[1])
      {
        path[epoch, default: SharingSnapshot()].tensors[parts[2]] = tensor
      }
    }
    network.sharing = SharingPath(start: start)
    network.sharing.epochs = path.sorted { $0.key < $1.key }.map(\.value)
  }
}
