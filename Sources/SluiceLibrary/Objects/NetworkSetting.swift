import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput
import SluiceTensor

extension NetworkObject {
  /// `set net.alpha[1][a.1, b.1] = 0 fixed`, `set net.beta[a] = [0, 0, 1]`,
  /// `set net.penalty = 0.1`.
  func setting(
    _ path: [PathStep], of name: String, to value: Expression, isFixed: Bool,
    in context: Context
  ) throws(Stop) -> (any SessionObject, Output) {
    if case .member(let member)? = path.first {
      switch NetworkPart.named(member.text)?.setting ?? .refused {
      case .property(let setting) where path.count == 1:
        return (try setting(self, value, context), .nothing)
      case .numbers: break
      case .property, .refused:
        let known = NetworkPart.all.filter(\.isSettable).map(\.name)
        throw context.fail(
          .unknownMember, "\(name).\(member.text) cannot be set",
          at: member.span,
          hint: "\(enumeration(known)) can; define the network again for the"
            + " rest")
      }
    }
    var changed = self
    let owner = Reference(self, called: name, at: value.span)
    let part = try owner.part(path, at: value.span, in: context)
    for weight in part.weights {
      guard var tensor = changed.network.tensor(weight) else { continue }
      let indices = part.entries ?? Array(tensor.values.indices)
      let numbers = try self.numbers(
        value, count: indices.count, of: weight, shape: tensor.shape,
        in: context)
      for (index, number) in zip(indices, numbers) {
        tensor.values[index] = number
        for group in network.constraints.tied[weight] ?? []
        where group.contains(index) {
          for other in group { tensor.values[other] = number }
        }
      }
      changed.network.set(weight, tensor)
    }
    if isFixed { changed.network.constraints.constrain(part, isFrozen: true) }
    if changed.network.epochs == 0 {
      changed.network.sharing = SharingPath(start: changed.network.snapshot)
    }
    return (changed, .nothing)
  }

  /// The numbers of a value: one for all, a list, or a list of rows.
  private func numbers(
    _ expression: Expression, count: Int, of weight: Weight, shape: [Int],
    in context: Context
  ) throws(Stop) -> [Float] {
    if case .name(let word) = expression.kind,
      context.state[word] == nil, count == shape.reduce(1, *),
      shape.first == shape.last
    {
      let start = try AlphaStart.read(expression, in: context).alpha
      return Initialization.alpha(start, streams: shape[0])
    }
    let value = try context.value(of: expression)
    guard !value.isOpen else {
      throw context.mismatch(
        value, at: expression.span,
        wanted: Kinds("a number, list or matrix", .number, .list, .matrix))
    }
    let numbers = flat(value)
    guard let numbers, numbers.allSatisfy(\.isFinite) else {
      throw context.mismatch(
        value, at: expression.span,
        wanted: Kinds("a number or a list of numbers", .number, .list))
    }
    if numbers.count == 1 {
      return [Float](repeating: numbers[0], count: count)
    }
    guard numbers.count == count else {
      throw context.fail(
        .shapeMismatch,
        "\(count) numbers are needed here, not \(numbers.count)",
        at: expression.span, hint: shapeHint(count, weight))
    }
    return numbers
  }

  private func shapeHint(_ count: Int, _ weight: Weight) -> String {
    let a = network.architecture
    guard weight != .beta else {
      return "beta has a number for each of \(a.layers) layers"
    }
    return count == a.streams * a.streams
      ? "alpha has \(a.streams) streams: \(a.stacks) stacks × \(a.subspaces)"
        + " subspaces; write \(a.streams) rows of \(a.streams) numbers"
      : "this part of alpha has \(count) entries, row by row"
  }

  private func flat(_ value: Value) -> [Float]? {
    switch value {
    case .number(let number): return [Float(number)]
    case .list(let items):
      var all: [Float] = []
      for item in items {
        guard let part = flat(item) else { return nil }
        all += part
      }
      return all
    case .object(let object):
      return (object as? MatrixObject)?.values.joined().map { Float($0) }
    default: return nil
    }
  }
}
