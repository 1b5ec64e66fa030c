import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning
import SluiceOutput

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

extension Reference<NetworkObject> {
  /// The weights that a path after the network's name means.
  func part(
    _ steps: [PathStep], at span: Range<Int>, in context: Context
  ) throws(Stop) -> WeightPart {
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
    guard part.names.allSatisfy({ self.network.layout[$0] != nil }),
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
  ) throws(Stop) -> WeightPart {
    func names(_ prefixes: [String]) -> WeightPart {
      WeightPart(
        names: self.network.layout.entries.map(\.name).filter { name in
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
        (0..<self.network.architecture.columns).map { "rnn.\($0).\(layer)." })
    default:
      let known = self.partNames.map(\.name).filter { $0 != "penalty" }
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
  ) throws(Stop) -> WeightPart {
    guard let place = places.first?.first else {
      return WeightPart(
        names: (0..<self.network.architecture.layers).map(ParameterLayout.alpha)
      )
    }
    let name = ParameterLayout.alpha(try layer(place, in: context))
    guard places.count > 1 else { return WeightPart(names: [name]) }
    guard places.count == 2, places[1].count == 2 else {
      throw context.fail(
        .wrongType, "an entry of alpha has a receiver and a sender", at: span,
        hint: "for instance \(self.name).alpha[1]["
          + "\(self.streamNames[0]), \(self.streamNames[self.streamNames.count - 1])]"
      )
    }
    let rows = try streams(places[1][0], in: context)
    let columns = try streams(places[1][1], in: context)
    let n = self.network.architecture.streams
    return WeightPart(
      names: [name],
      entries: rows.flatMap { row in columns.map { row * n + $0 } })
  }

  /// `beta`, `beta[task]`, `beta[task, layer]`.
  private func betaPart(
    _ places: [[Expression]], at span: Range<Int>, in context: Context
  ) throws(Stop) -> WeightPart {
    guard let place = places.first, let first = place.first else {
      return WeightPart(names: [ParameterLayout.beta])
    }
    let layers = self.network.architecture.layers
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
