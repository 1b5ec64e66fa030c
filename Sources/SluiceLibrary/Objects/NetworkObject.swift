import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput
import SluiceTensor

/// A network with the tasks it was made for.
struct NetworkObject: FieldObject {
  var network: Network
  /// Where each task's sentences are; none for a loaded network.
  var tasks: [TaskObject]
  /// What the last training did.
  var run: RunObject?
  /// What was tried beside it; nil where it was not searched for.
  var search: SearchRecord?
  /// Whether a dry run left out what decides on its numbers.
  var isForeseen = false

  static let kinds = Kinds(.network)
  static let hint = "define one: network net tasks=[…]"
  var kind: Kind { .network }
  var memory: [SharedMemory] { [SharedMemory(of: network.weights)] }

  var summary: String {
    let a = network.architecture
    let names = network.tasks.map(\.name).joined(separator: ", ")
    return "\(network.method.rawValue) for \(names);"
      + " \(a.layers) \(a.layers == 1 ? "layer" : "layers") of \(a.hidden), \(a.subspaces)"
      + (a.subspaces == 1 ? " subspace" : " subspaces")
      + ", \(NumberText.count(network.parameterCount)) parameters,"
      + (network.epochs == 0
        ? " untrained"
        : " \(NumberText.count(network.epochs, of: "epoch")) trained")
  }

  func shown(
    as name: String, in context: Context
  ) throws(Stop) -> Output {
    NetworkReport(Reference(self, called: name, at: context.span)).output
  }

  var memberNames: [String] {
    NetworkPart.all.filter { $0.value != nil }.map(\.name) + [
      "parameters", "epochs", "layers", "hidden", "subspaces", "words", "run",
    ] + (search == nil ? [] : ["tries"])
  }

  func member(
    _ name: Name, of whole: Expression, in context: Context
  ) throws(Stop) -> Value? {
    let owner = Reference(
      self, called: context.name(of: whole), at: whole.span)
    let a = network.architecture
    switch name.text {
    case "parameters", "words":
      // They follow from the words of a corpus.
      if network.layout.isOutline { return .unknownNumber }
      return .number(
        Double(
          name.text == "words"
            ? network.vocabulary.words.count : network.parameterCount))
    case "epochs":
      return isForeseen ? .unknownNumber : .number(Double(network.epochs))
    case "layers": return .number(Double(a.layers))
    case "hidden": return .number(Double(a.hidden))
    case "subspaces": return .number(Double(a.subspaces))
    case "run":
      guard let run else {
        throw context.fail(
          .notTrained, "\(owner.name) has not been trained here",
          at: name.span, hint: "train \(owner.name)")
      }
      return .object(run)
    case "tries": return search.map { .object($0.tries) }
    default:
      guard let part = NetworkPart.named(name.text) else { return nil }
      guard let value = part.value else {
        throw context.fail(
          .unknownMember,
          "\(owner.name).\(name.text) has no value to show: it stands for"
            + " \(part.summary)", at: name.span,
          hint: "for instance freeze \(owner.name).\(name.text)")
      }
      return try value(owner, name.span, context)
    }
  }

  func names(of kind: Kind) -> [(name: String, summary: String)] {
    kind == .task ? tasks.map { ($0.name, $0.summary) } : []
  }

  /// Names of all streams, in order.
  var streamNames: [String] {
    (0..<network.architecture.streams).map(network.streamName)
  }

  /// What the layers are called that heads may read: the recurrent ones, then
  /// those of an encoder.
  var readLayerNames: [String] {
    let a = network.architecture
    return (1...a.layers).map { "layer \($0)" }
      + (network.featuresFile?.layers ?? []).map { "features \($0)" }
  }

  /// What each stack is called: by the tasks that read it.
  var stackNames: [String] {
    let a = network.architecture
    return (0..<a.stacks).map { stack in
      guard a.isOwn(stack: stack) else { return network.stackName(stack) }
      return network.tasks.indices.filter { a.stackOfTask[$0] == stack }
        .map { network.tasks[$0].name }.joined(separator: "+")
    }
  }

}

extension Reference<NetworkObject> {
  /// Beta with tasks as rows and layers as columns.
  func betaMatrix(
    at span: Range<Int>, in context: Context
  ) throws(Stop) -> MatrixObject {
    guard let beta = object.matrix(of: .beta) else {
      throw context.fail(
        .unknownMember, "\(name) has no beta", at: span,
        hint: self.network.architecture.readLayers == 1
          ? "with one layer beta is 1" : "skip \(name) beta")
    }
    return beta
  }

  /// The number of a task of this network.
  func task(_ symbol: Symbol, in context: Context) throws(Stop) -> Int {
    if let index = self.network.tasks.firstIndex(where: {
      $0.name == symbol.text
    }) {
      return index
    }
    throw context.fail(
      .unknownName, "\(name) has no task \(symbol.text)", at: symbol.span,
      hint: didYouMean(
        symbol.text, in: self.network.tasks.map(\.name),
        otherwise: "it has "
          + self.network.tasks.map(\.name).joined(separator: ", ")))
  }

  /// The number of a layer (from 0), written from 1.
  func layer(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Int {
    try layer(Located<Int>.read(expression, in: context), in: context)
  }

  func layer(
    _ number: Located<Int>, in context: Context
  ) throws(Stop) -> Int {
    let count = self.network.architecture.layers
    guard (1...count).contains(number.value) else {
      throw context.fail(
        .outOfRange, "\(name) has no layer \(number.value)", at: number.span,
        hint: "its layers are 1 to \(count)")
    }
    return number.value - 1
  }
}

extension NetworkObject {
  /// The same with numbers that nobody knows.
  var withUnknownNumbers: any SessionObject {
    var object = self
    object.isForeseen = true
    return object
  }

  /// The network as if it had been trained: with the same shape, and numbers
  /// that nobody knows.
  var foreseenTrained: NetworkObject {
    var object = self
    object.isForeseen = true
    object.network.epochs += 1
    object.network.hasVocabulary = true
    object.network.learned.formUnion(
      network.tasks.indices.filter { network.tasks[$0].weight > 0 })
    object.network.sharing.epochs.append(network.snapshot)
    object.run = RunObject(
      tasks: network.tasks.map(\.name), main: network.main, epochs: [],
      best: nil, ending: .finished, seconds: 0, isForeseen: true)
    return object
  }
}

extension Tensor {
  /// A matrix' rows.
  var rows: [[Double]] {
    guard shape.count == 2, shape[1] > 0 else { return [] }
    return (0..<shape[0]).map { r in
      values[r * shape[1]..<(r + 1) * shape[1]].map(Double.init)
    }
  }
}
