import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

struct SaveCommand: Command {
  static let name = "save"
  static let summary = "Writes a network as safetensors, or a table as CSV."
  static let topic = Topic.files
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "network net tasks=[pos] layers=1 hidden=16 spelling=8",
    "save net \"out/net.safetensors\"",
    "load again \"out/net.safetensors\"",
    "sweep squares side=1..3 { let area = side * side }",
    "save squares \"out/squares.csv\"",
  ]

  var network: Located<Value>?
  var path: Located<String>?

  static var fields: [Field<Self>] {
    [
      .argument(
        \.network, "what", "the network or the table",
        suggest: .networksAndTables),
      .argument(\.path, "file", "the file, between quotes", suggest: .paths),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let network, let path else { return .nothing }
    try context.rehearseWriting(path)
    if case .object(let object) = network.value,
      let table = object as? TableObject
    {
      do { try context.write(table.csv, to: path.value) } catch {
        throw context.placed(error, at: path.span)
      }
      return .text("saved \(table.name) in \(path.value)")
    }
    let object = try context.network(network)
    do {
      let full = try context.writable(path.value)
      if let dry = context.environment.dryRun {
        dry.findings.wrote(full, object)
      } else {
        try Checkpoint.encode(object.network).write(to: full)
      }
    } catch { throw context.placed(error, at: path.span) }
    return .text("saved \(object.name) in \(path.value)")
  }
}

struct LoadCommand: Command {
  static let name = "load"
  static let summary = "Reads a network that `save` wrote."
  static let topic = Topic.files
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "network net tasks=[pos] layers=1 hidden=16 spelling=8",
    "save net \"out/net.safetensors\"",
    "load again \"out/net.safetensors\"", "evaluate again on=toy.test",
  ]

  var target = Name("", span: 0..<0)
  var path: Located<String>?

  static var fields: [Field<Self>] {
    [
      .newName(\.target),
      .argument(\.path, "file", "the file, between quotes", suggest: .paths),
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let path else { return .nothing }
    let network: Network
    do {
      network = try self.network(path.value, context)
    } catch { throw context.placed(error, at: path.span) }
    let object = NetworkObject(
      name: target.text, network: network, tasks: tasks(network, context),
      isRehearsed: context.isDry)
    return try context.define(target, as: .object(object))
      + .text(object.summary)
  }

  /// The network in a file; in a dry run, what its header or the command that
  /// would have written it says of it.
  private func network(
    _ path: String, _ context: Context
  ) throws(Diagnostic) -> Network {
    if let saved = try context.saved(path) { return saved.network }
    let isSketch = context.leavesWorkOut()
    return try context.reading(path) { full throws(Diagnostic) in
      guard isSketch else {
        return try Checkpoint.decode(Safetensors(contentsOf: full), name: path)
      }
      let header = try Safetensors(headerOf: full)
      guard header.tensors.count < 100_000 else { throw .undecided }
      return try Checkpoint.decode(header, name: path)
    }
  }

  /// The tasks of this session that the network's heads are for, if all are
  /// there, so that it can be trained on without saying where.
  private func tasks(_ network: Network, _ context: Context) -> [TaskObject] {
    let found = network.tasks.compactMap { task -> TaskObject? in
      guard case .object(let object)? = context.state.values[task.name],
        let known = object as? TaskObject, known.layer.layer == task.layer
      else { return nil }
      return known
    }
    return found.count == network.tasks.count ? found : []
  }
}

extension Network {
  /// Puts pretrained vectors in the place of known words' embeddings.
  ///
  /// - Returns: What to say of it.
  mutating func adoptVectors(
    _ path: String, _ context: Context
  ) throws(Diagnostic) -> String {
    if context.leavesWorkOut() {
      let dimension = try context.reading(path) { full throws(Diagnostic) in
        try WordVectors.dimension(ofFile: full)
      }
      if let dimension {
        try check(dimension, of: path, context)
      }
      return ""
    }
    let vectors = try context.reading(path) { full throws(Diagnostic) in
      try WordVectors(contentsOf: full)
    }
    try check(vectors.dimension, of: path, context)
    let found = adopt(vectors)
    return "\(found) of \(vocabulary.words.count - 1) words have a pretrained"
      + " vector; `freeze` keeps them"
  }

  private func check(
    _ dimension: Int, of path: String, _ context: Context
  ) throws(Diagnostic) {
    guard dimension == architecture.wordWidth else {
      throw context.fail(
        .shapeMismatch,
        "\(path) has vectors of \(dimension) numbers, the network's"
          + " words have \(architecture.wordWidth)",
        at: context.span, hint: "add word=\(dimension)")
    }
  }
}
