import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

struct TieCommand: Command {
  static let name = "tie"
  static let summary =
    "Makes a layer one for all stacks, or entries of α or β one number."
  static let topic = Topic.networks
  static let changesFirst = true
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "tie net.layer[1]", "tie net.alpha[1][names, pos]",
    "tie net.alpha[2][names.1, pos.1] net.alpha[2][pos.1, names.1]",
    "show net",
  ]

  var paths: [Expression] = []

  static var fields: [Field<Self>] {
    [
      .rest(
        \.paths, "parts",
        "net.layer[1], net.layer for all layers, or entries of one α or of β",
        isRequired: true, suggest: .networks)
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let first = paths.first else { return .nothing }
    let text = paths.map { context.source.text($0.span) }
      .joined(separator: " and ")
    var object = try context.owner(of: first)
    if context.meansLayers(first) {
      let layers = try context.layers(paths, of: object)
      object.network.tie(layers: layers)
      context.replace(object.restarted)
      return .text(
        "\(text) is one for all stacks, with the weights of"
          + " \(object.stackNames[0])")
    }
    let (weight, entries) = try context.entries(first, paths, of: object)
    guard entries.count > 1 else {
      throw context.fail(
        .wrongType, "one entry alone cannot be tied", at: first.span,
        hint: "name several: tie \(object.name).alpha[1][a, b]"
          + " \(object.name).alpha[1][b, a]")
    }
    let value = object.network.tie(entries: entries, of: weight)
    context.replace(object.restarted)
    return .text(
      "\(entries.count) entries are one number, now their mean,"
        + " \(NumberText.entry(Double(value)))")
  }
}

struct UntieCommand: Command {
  static let name = "untie"
  static let summary = "Lets what was tied go its own ways again."
  static let topic = Topic.networks
  static let changesFirst = true
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "tie net.layer[1]", "untie net.layer[1]",
    "tie net.alpha[1][names, pos]", "untie net.alpha[1][names, pos]",
  ]

  /// What cannot be untied is as it was.
  static func remains(of value: Value) -> Value { value }

  var paths: [Expression] = []

  static var fields: [Field<Self>] {
    [
      .rest(
        \.paths, "parts", "what was tied, such as net.layer[1]",
        isRequired: true, suggest: .networks)
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    guard let first = paths.first else { return .nothing }
    let text = paths.map { context.source.text($0.span) }
      .joined(separator: " and ")
    var object = try context.owner(of: first)
    let isLayer = context.meansLayers(first)
    let wasTied: Bool
    if isLayer {
      wasTied = object.network.untie(
        layers: try context.layers(paths, of: object))
    } else {
      let (weight, entries) = try context.entries(first, paths, of: object)
      wasTied = object.network.untie(entries: entries, of: weight)
    }
    guard wasTied else {
      throw context.fail(
        .wrongType, "\(text) is not tied", at: first.span,
        hint: "`show \(object.name)` says what is")
    }
    context.replace(object)
    return .text(
      isLayer ? "\(text) is each stack's own again" : "\(text) is free again")
  }
}

extension NetworkObject {
  /// The same; untrained, its α and β start from what they are now.
  fileprivate var restarted: NetworkObject {
    guard network.epochs == 0 else { return self }
    var object = self
    object.network.sharing = SharingPath(start: network.snapshot)
    return object
  }
}

extension Context {
  /// The network that a path starts from.
  fileprivate func owner(
    of path: Expression
  ) throws(Diagnostic) -> NetworkObject {
    let root = path.steps.root
    return try network(Located(value: try value(of: root), span: root.span))
  }

  fileprivate func meansLayers(_ path: Expression) -> Bool {
    guard case .member(let member)? = path.steps.steps.first else {
      return false
    }
    return NetworkPart.named(member.text)?.tying == .stacks
  }

  /// The entries that some paths mean together, all of the weight that the
  /// first of them means.
  fileprivate func entries(
    _ first: Expression, _ paths: [Expression], of object: NetworkObject
  ) throws(Diagnostic) -> (weight: Weight, entries: [Int]) {
    let weight = try entries(first, of: object).weight
    var entries: Set<Int> = []
    for path in paths {
      let part = try self.entries(path, of: object)
      guard part.weight == weight else { throw notTied(path, object) }
      entries.formUnion(part.entries)
    }
    return (weight, entries.sorted())
  }

  /// The entries, of one α or of β, that a path means.
  private func entries(
    _ path: Expression, of object: NetworkObject
  ) throws(Diagnostic) -> (weight: Weight, entries: [Int]) {
    let part = try object.part(path.steps.steps, at: path.span, in: self)
    guard let weight = part.weights.first, part.weights.count == 1,
      part.part.tying == .entries, let entry = object.network.layout[weight]
    else { throw notTied(path, object) }
    return (weight, part.entries ?? Array(0..<entry.count))
  }

  private func notTied(
    _ path: Expression, _ object: NetworkObject
  ) -> Diagnostic {
    fail(
      .wrongType, "only layers, and entries of one α or of β, can be tied",
      at: path.span,
      hint: "for instance \(object.name).layer[1], or"
        + " \(object.name).alpha[1][…, …]")
  }

  /// The layers (from 0) that paths such as `net.layer[1]` mean.
  fileprivate func layers(
    _ paths: [Expression], of object: NetworkObject
  ) throws(Diagnostic) -> [Int] {
    var layers: [Int] = []
    for path in paths { layers += try self.layers(path, of: object) }
    return layers
  }

  /// The same of one path.
  private func layers(
    _ path: Expression, of object: NetworkObject
  ) throws(Diagnostic) -> [Int] {
    let steps = path.steps.steps
    let name = object.name
    guard meansLayers(path) else {
      throw fail(
        .wrongType, "only layers can be tied", at: path.span,
        hint: "for instance \(name).layer[1], or \(name).layer for all")
    }
    guard object.network.architecture.stacks > 1 else {
      throw fail(
        .wrongType, "\(name) has one stack: there is nothing to tie it to",
        at: path.span,
        hint: "with method=hard all tasks share it already")
    }
    switch steps.count {
    case 1: return Array(0..<object.network.architecture.layers)
    case 2:
      guard case .element(let places, _) = steps[1], places.count == 1 else {
        break
      }
      return [try object.layer(places[0], in: self)]
    default: break
    }
    throw fail(
      .wrongType, "a layer is tied whole", at: path.span,
      hint: "for instance \(name).layer[1]")
  }
}
