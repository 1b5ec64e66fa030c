import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

struct FreezeCommand: Command {
  static let name = "freeze"
  static let summary = "Keeps a part of a network from being trained."
  static let topic = Topic.networks
  static let changesFirst = true
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "freeze net.beta", "freeze net.words", "freeze net.alpha[1]",
    "freeze net.alpha[2][names.1, pos.1]", "inspect net free",
  ]

  /// What is frozen is neither shape nor number.
  static func remains(of value: Value) -> Value { value }

  var path: Expression?

  static var fields: [Field<Self>] {
    [
      .argument(
        \.path, "part",
        "net.alpha, net.alpha[1], net.beta, net.words, net.characters,"
          + " net.input, net.layer[1], net.heads or one entry",
        suggest: .networks)
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    try constrain(path, isFrozen: true, &context)
  }
}

struct ThawCommand: Command {
  static let name = "thaw"
  static let summary = "Lets a frozen or fixed part be trained again."
  static let topic = Topic.networks
  static let changesFirst = true
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "freeze net.alpha", "thaw net.alpha",
  ]

  /// What is frozen is neither shape nor number.
  static func remains(of value: Value) -> Value { value }

  var path: Expression?

  static var fields: [Field<Self>] {
    [
      .argument(
        \.path, "part", "what was frozen, such as net.alpha",
        suggest: .networks)
    ]
  }

  func run(_ context: inout Context) throws(Diagnostic) -> Output {
    try constrain(path, isFrozen: false, &context)
  }
}

private func constrain(
  _ path: Expression?, isFrozen: Bool, _ context: inout Context
) throws(Diagnostic) -> Output {
  guard let path else { return .nothing }
  let (root, steps) = path.steps
  let value = Located(
    value: try context.value(of: root), span: root.span)
  var object = try context.network(value)
  let part = try object.part(steps, at: path.span, in: context)
  object.network.constraints.constrain(part, isFrozen: isFrozen)
  context.replace(object)
  return .text(
    "\(context.source.text(path.span)) is"
      + (isFrozen ? " frozen" : " trained again"))
}

/// A part of a network's weights: whole weights, or entries of one.
struct WeightPart {
  var names: [String]
  /// Entries of the only name, row by row from 0; nil for all.
  var entries: [Int]?
}

extension Constraints {
  mutating func constrain(_ part: WeightPart, isFrozen: Bool) {
    for name in part.names {
      if let entries = part.entries {
        if isFrozen {
          fixed[name, default: []].formUnion(entries)
        } else {
          frozen.remove(name)
          fixed[name]?.subtract(entries)
        }
        if fixed[name]?.isEmpty == true { fixed[name] = nil }
      } else if isFrozen {
        frozen.insert(name)
      } else {
        frozen.remove(name)
        fixed[name] = nil
      }
    }
  }
}

extension Expression {
  /// `net.alpha[1]` as what it starts from and the steps from there.
  var steps: (root: Expression, steps: [PathStep]) {
    switch kind {
    case .member(let whole, let name):
      let (root, steps) = whole.steps
      return (root, steps + [.member(name)])
    case .index(let whole, let places):
      let (root, steps) = whole.steps
      return (root, steps + [.element(places, span: span)])
    default: return (self, [])
    }
  }
}

extension NetworkObject {
  /// The weights that a path after the network's name means.
  func part(
    _ steps: [PathStep], at span: Range<Int>, in context: Context
  ) throws(Diagnostic) -> WeightPart {
    guard case .member(let member)? = steps.first else {
      throw context.fail(
        .missingArgument, "say which part of \(name)", at: span,
        hint: "for instance \(name).alpha, \(name).beta, \(name).words")
    }
    var places: [[Expression]] = []
    for step in steps.dropFirst() {
      guard case .element(let expressions, _) = step else {
        throw context.fail(
          .unknownMember, "\(name).\(member.text) has no parts by name",
          at: span)
      }
      places.append(expressions)
    }
    let part = try part(member, places, at: span, in: context)
    guard part.names.allSatisfy({ network.layout[$0] != nil }),
      !part.names.isEmpty
    else {
      throw context.fail(
        .unknownMember, "\(name) has no \(member.text) now", at: span,
        hint: "it is switched off, or there is one stream or layer only")
    }
    return part
  }

  private func part(
    _ member: Name, _ places: [[Expression]], at span: Range<Int>,
    in context: Context
  ) throws(Diagnostic) -> WeightPart {
    func names(_ prefixes: [String]) -> WeightPart {
      WeightPart(
        names: network.layout.entries.map(\.name).filter { name in
          prefixes.contains(where: name.hasPrefix)
        })
    }
    switch member.text {
    case "alpha": return try alphaPart(places, at: span, in: context)
    case "beta": return try betaPart(places, at: span, in: context)
    case "words": return names(["word."])
    case "characters": return names(["char"])
    case "input": return names(["word.", "char"])
    case "heads": return names(["head."])
    case "layer":
      guard let place = places.first?.first else { return names(["rnn."]) }
      let layer = try layer(place, in: context)
      return names(
        (0..<network.architecture.stacks).map { "rnn.\($0).\(layer)." })
    default:
      let known = partNames.map(\.name).filter { $0 != "penalty" }
      throw context.fail(
        .unknownMember, "\(name) has no weights called \(member.text)",
        at: member.span,
        hint: didYouMean(
          member.text, in: known,
          otherwise: "it has \(known.joined(separator: ", "))"))
    }
  }

  /// `alpha`, `alpha[layer]`, `alpha[layer][receiver, sender]`.
  private func alphaPart(
    _ places: [[Expression]], at span: Range<Int>, in context: Context
  ) throws(Diagnostic) -> WeightPart {
    guard let place = places.first?.first else {
      return WeightPart(
        names: (0..<network.architecture.layers).map(ParameterLayout.alpha))
    }
    let name = ParameterLayout.alpha(try layer(place, in: context))
    guard places.count > 1 else { return WeightPart(names: [name]) }
    guard places.count == 2, places[1].count == 2 else {
      throw context.fail(
        .wrongType, "an entry of alpha has a receiver and a sender", at: span,
        hint: "for instance \(self.name).alpha[1]["
          + "\(streamNames[0]), \(streamNames[streamNames.count - 1])]")
    }
    let rows = try streams(places[1][0], in: context)
    let columns = try streams(places[1][1], in: context)
    let n = network.architecture.streams
    return WeightPart(
      names: [name],
      entries: rows.flatMap { row in columns.map { row * n + $0 } })
  }

  /// `beta`, `beta[task]`, `beta[task, layer]`.
  private func betaPart(
    _ places: [[Expression]], at span: Range<Int>, in context: Context
  ) throws(Diagnostic) -> WeightPart {
    guard let place = places.first, let first = place.first else {
      return WeightPart(names: [ParameterLayout.beta])
    }
    let layers = network.architecture.layers
    let task = try task(Symbol.read(first, in: context), in: context)
    guard place.count > 1 else {
      return WeightPart(
        names: [ParameterLayout.beta],
        entries: Array(task * layers..<(task + 1) * layers))
    }
    return WeightPart(
      names: [ParameterLayout.beta],
      entries: [task * layers + (try layer(place[1], in: context))])
  }
}
