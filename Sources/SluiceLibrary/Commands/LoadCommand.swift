import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct LoadCommand: WorkingCommand {
  static let name = "load"
  static let summary = "Reads a network that `save` wrote."
  static let topic = Topic.files
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "network net tasks=[pos] layers=1 hidden=16 spelling=8",
    "save net \"out/net.safetensors\"",
    "load again \"out/net.safetensors\"", "evaluate again on=toy.test",
  ]

  @Required var target: Name
  @Required var path: Located<String>
  var features: Located<String>?

  static var fields: [Field<Self>] {
    [
      .newName(\.$target),
      .argument(\.$path, "file", "the file, between quotes", suggest: .paths),
      .option(
        \.features, "features",
        "the file of vectors that an encoder made of each token, for a network"
          + " that reads some; by default the one it was trained with",
        suggest: .paths),
    ]
  }

  func check(_ context: Context) {}

  /// What the file's header, or the command that would have written the file,
  /// says of it.
  func foresee(_ plan: Void, _ context: inout Context) throws(Stop) {
    var outline: Network?
    do throws(Stop) {
      if let saved = try context.foreseen(path.value) as? NetworkObject {
        outline = saved.network
      } else {
        outline = try context.reading(path.value) {
          full throws(Diagnostic) in
          let header = try Safetensors(headerOf: full)
          return header.tensors.count < 100_000
            ? try Checkpoint.decode(header, name: path.value) : nil
        }
      }
    } catch { throw context.placed(error, at: path.span) }
    guard var outline else { throw .undecided }
    _ = try open(&outline, context)
    var object = object(outline, context)
    object.isForeseen = true
    _ = try context.define(target, as: .object(object))
  }

  func run(_ plan: Void, _ context: inout Context) throws(Stop) -> Output {
    var network: Network
    do throws(Stop) {
      network = try context.reading(path.value) { full throws(Diagnostic) in
        try Checkpoint.decode(Safetensors(contentsOf: full), name: path.value)
      }
    } catch { throw context.placed(error, at: path.span) }
    let said = try open(&network, context)
    let object = object(network, context)
    return try context.define(target, as: .object(object)) + said
      + .text("\(target.text): \(object.summary)")
  }

  /// Opens the file of vectors that a network reads.
  ///
  /// - Throws: What is wrong with it, or that the network reads none.
  private func open(
    _ network: inout Network, _ context: Context
  ) throws(Stop) -> Output {
    let shape = network.architecture.features
    guard shape.layers > 0 else {
      guard let features else { return .nothing }
      throw context.fail(
        .wrongType, "the network in \(path.value) reads no features",
        at: features.span, hint: "leave out features=")
    }
    let known = network.featuresFile
    guard let file = features?.value ?? known?.path else {
      throw context.placed(Network.noFeatures, at: path.span)
    }
    let span = features?.span ?? path.span
    let found = try context.features(
      file, layers: known?.layers ?? [], at: span)
    guard found.shape == shape else {
      throw context.fail(
        .shapeMismatch,
        "\(file) has \(found.shape.phrase), the network reads"
          + " \(shape.phrase)", at: span,
        hint: "make the file by the same encoder")
    }
    network.features = found
    return features == nil && found.identity != known
      ? .note("\(file) is not the file that it was trained with")
      : .nothing
  }

  private func object(_ network: Network, _ context: Context) -> NetworkObject {
    NetworkObject(network: network, tasks: tasks(network, context))
  }

  /// The tasks of this session that the network's heads are for, if all are
  /// there, so that it can be trained on without saying where.
  private func tasks(_ network: Network, _ context: Context) -> [TaskObject] {
    let found = network.tasks.compactMap { task -> TaskObject? in
      guard case .object(let object)? = context.state[task.name],
        let known = object as? TaskObject, known.layer.layer == task.layer
      else { return nil }
      return known
    }
    return found.count == network.tasks.count ? found : []
  }
}
