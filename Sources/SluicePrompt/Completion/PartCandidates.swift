import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

extension Completer {
  typealias Part = (candidate: Candidate, kind: Kind?)

  func parts(
    of object: any SessionObject, _ owner: Expression, in context: Context
  ) -> [Part] {
    object.memberNames.compactMap { name in
      guard
        let part = try? object.member(
          Name(name, span: 0..<0), of: owner, in: context)
      else { return nil }
      return (Candidate(name, part.brief, goesOn: part.hasParts), part.kind)
    }
  }

  /// What may follow a dot.
  func members(
    of owner: Expression, for place: ValuePlace, in context: Context
  ) -> [Candidate] {
    // A stream's name has a dot of its own: net.alpha[1][pos.1, …].
    if case .element(let matrix, let before, let wanted) = place,
      case .name(let task) = owner.kind
    {
      let streams = elements(of: matrix, before, for: wanted, in: context)
        .map(\.text).filter { $0.hasPrefix(task + ".") }
      if !streams.isEmpty {
        return streams.map { Candidate(String($0.dropFirst(task.count + 1))) }
      }
    }
    guard case .object(let object)? = value(owner, in: context) else {
      return []
    }
    if isPath(place),
      case .changeable(let change)? = info(of: place)?.suggestion
    {
      return object.parts(for: change).map {
        Candidate($0.name, $0.summary, goesOn: true)
      }
    }
    let known = parts(of: object, owner, in: context)
    // Of a corpus only its parts are sentences, not its layers.
    let wanted = info(of: place)?.type.kinds
    let fitting = known.filter { part in
      part.kind.map { wanted?.begins(with: $0) ?? true } ?? false
    }
    return (fitting.isEmpty ? known : fitting).map(\.candidate)
  }

  /// What may stand in `[…]`.
  func elements(
    of owner: Expression, _ before: [Expression], for place: ValuePlace,
    in context: Context
  ) -> [Candidate] {
    if isPath(place) {
      let (root, steps) = owner.steps
      if case .object(let object)? = value(root, in: context) {
        return object.places(after: steps, before.count).map { Candidate($0) }
      }
    }
    switch value(owner, in: context) {
    case .list(let items)?:
      return before.isEmpty
        ? items.prefix(99).enumerated().map {
          Candidate(String($0 + 1), $1.brief)
        } : []
    case .object(let object)?:
      return object.places(after: before, in: context).map { Candidate($0) }
    default: return []
    }
  }

  /// Whether a value is the path of something to change, `net.layer[1]`,
  /// and not the value that stands there.
  func isPath(_ place: ValuePlace) -> Bool {
    switch place {
    case .argument(let call, let number):
      guard let command = registry.command(call.verb.text) else { return false }
      let info = command.signature.fields.map(\.info).positional(number)
      return info?.type.use == .changePart
    case .element(_, _, let outer): return isPath(outer)
    default: return false
    }
  }
}
