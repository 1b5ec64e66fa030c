import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

struct TieCommand: Command {
  static let name = "tie"
  static let summary = "Makes a layer one for all tasks' stacks."
  static let topic = Topic.networks
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "tie net.layer[1]", "show net",
  ]

  var path: Expression?

  static var fields: [Field<Self>] {
    [
      .argument(
        \.path, "part", "net.layer[1], or net.layer for all layers")
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let path else { return .nothing }
    var (object, layers) = try context.tiedLayers(path)
    object.network.tie(layers: layers)
    if object.network.epochs == 0 {
      object.network.sharing = SharingPath(start: object.network.snapshot)
    }
    context.replace(object)
    return .text(
      "\(context.source.text(path.span)) is one for all stacks, with the weights"
        + " of \(object.stackNames[0])")
  }
}

struct UntieCommand: Command {
  static let name = "untie"
  static let summary = "Lets tied stacks go their own ways again."
  static let topic = Topic.networks
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] method=split layers=2 hidden=16",
    "untie net.layer[1]",
  ]

  var path: Expression?

  static var fields: [Field<Self>] {
    [.argument(\.path, "part", "what was tied, such as net.layer[1]")]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let path else { return .nothing }
    var (object, layers) = try context.tiedLayers(path)
    guard object.network.untie(layers: layers) else {
      throw context.fail(
        .wrongType, "\(context.source.text(path.span)) is not tied",
        at: path.span, hint: "`show \(object.name)` says which layers are")
    }
    context.replace(object)
    return .text("\(context.source.text(path.span)) is each stack's own again")
  }
}

extension Context {
  /// The network and the layers (from 0) of `net.layer[1]` or `net.layer`.
  fileprivate func tiedLayers(
    _ path: Expression
  ) throws(Diagnostic) -> (NetworkObject, [Int]) {
    let (root, steps) = path.steps
    let object = try network(
      Located(value: try value(of: root), span: root.span))
    let name = object.name
    guard case .member(let member)? = steps.first, member.text == "layer"
    else {
      throw fail(
        .wrongType, "only layers can be tied", at: path.span,
        hint: "for instance \(name).layer[1], or \(name).layer for all")
    }
    guard object.network.architecture.columns > 1 else {
      throw fail(
        .wrongType, "\(name) has one stack: there is nothing to tie it to",
        at: path.span,
        hint: "with method=hard all tasks share it already")
    }
    switch steps.count {
    case 1: return (object, Array(0..<object.network.architecture.layers))
    case 2:
      guard case .element(let places, _) = steps[1], places.count == 1 else {
        break
      }
      return (object, [try object.layer(places[0], in: self)])
    default: break
    }
    throw fail(
      .wrongType, "a layer is tied whole", at: path.span,
      hint: "for instance \(name).layer[1]")
  }
}
