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
    // A network alone has no path: the command is what is wrong.
    let span =
      path.first.map { $0.span.lowerBound..<(path.last ?? $0).span.upperBound }
      ?? context.span
    if case .member(let member)? = path.first {
      switch NetworkPart.named(member.text)?.setting ?? .refused {
      case .property(let setting) where path.count == 1:
        guard !isFixed else {
          throw context.fail(
            .wrongType,
            "\(name).\(member.text) is not trained, so that there"
              + " is nothing to fix", at: context.span,
            hint: "leave out `fixed`")
        }
        return (try setting(self, value, context), .nothing)
      case .numbers: break
      case .property:
        throw context.fail(
          .wrongType, "\(name).\(member.text) is one number", at: span,
          hint: "write set \(name).\(member.text) = …")
      case .refused:
        let known = NetworkPart.all.filter(\.isSettable).map(\.name)
        throw context.fail(
          .unknownMember, "\(name).\(member.text) cannot be set",
          at: member.span,
          hint: "\(enumeration(known)) can; define the network again for the"
            + " rest")
      }
    }
    var changed = self
    let owner = Reference(self, called: name, at: span)
    let part = try owner.part(path, at: span, in: context)
    let before = PartState(part, of: network)
    var moved = 0
    for weight in part.weights {
      guard var tensor = changed.network.tensor(weight) else { continue }
      let indices = part.entries ?? Array(tensor.values.indices)
      let numbers = try self.numbers(
        value, for: indices, of: weight, shape: tensor.shape, in: context)
      var set = Dictionary(
        zip(indices, numbers), uniquingKeysWith: { first, _ in first })
      for group in network.constraints.tied[weight] ?? [] {
        let meant = Set(group.compactMap { set[$0] }).sorted()
        guard meant.count <= 1 else {
          throw context.fail(
            .wrongType,
            "entries that are tied to each other cannot be"
              + " \(enumeration(meant.map { NumberText.entry(Double($0)) }))",
            at: value.span,
            hint: "give them one number, or untie them first")
        }
        if let number = meant.first {
          for entry in group { set[entry] = number }
        }
      }
      for (entry, number) in set { tensor.values[entry] = number }
      moved += set.count - indices.count
      changed.network.set(weight, tensor)
    }
    if isFixed { changed.network.constrain(part, isFrozen: true) }
    if changed.network.epochs == 0 {
      changed.network.sharing = SharingPath(start: changed.network.snapshot)
    }
    let text = part.written(path, of: name, context)
    let said =
      said(text, part, before, isFixed, changed.network)
      + (moved == 0
        ? "" : ", and \(moved) tied to \(before.count == 1 ? "it" : "them")")
    return (changed, .text(said + stillHeld(text, name, before, isFixed)))
  }

  /// How many entries were set, and to what.
  private func said(
    _ path: String, _ part: WeightPart, _ before: PartState, _ isFixed: Bool,
    _ now: Network
  ) -> String {
    let values = part.weights.flatMap { weight in
      let all = now.tensor(weight)?.values ?? []
      return part.entries?.map { all[$0] } ?? all
    }
    let count = "\(path): \(before.phrase(before.count))"
    guard let value = values.first, values.allSatisfy({ $0 == value }) else {
      return count + (isFixed ? " fixed" : " set")
    }
    let number = numberText(Double(value))
    return count + (isFixed ? " fixed at \(number)" : " set to \(number)")
  }

  /// What training leaves as it is all the same.
  private func stillHeld(
    _ path: String, _ name: String, _ before: PartState, _ isFixed: Bool
  ) -> String {
    guard !isFixed, before.heldCount > 0 else { return "" }
    let them = before.heldCount == 1 ? "it" : "them"
    let some =
      before.heldCount == before.count ? "" : "\(before.heldCount) of them "
    return network.architecture.sluice == .frozen
      ? "; \(some)still frozen: `sluice \(name) on` trains \(them)"
      : "; \(some)still fixed: `thaw \(path)` frees \(them)"
  }

  /// The numbers of a value: one for all, a list, or a list of rows.
  private func numbers(
    _ expression: Expression, for entries: [Int], of weight: Weight,
    shape: [Int], in context: Context
  ) throws(Stop) -> [Float] {
    let count = entries.count
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
    let numbers = value.numbers?.map { Float($0) }
    guard let numbers, numbers.allSatisfy(\.isFinite) else {
      throw context.mismatch(
        value, at: expression.span,
        wanted: Kinds("a number or a list of numbers", .number, .list))
    }
    if case .number = value {
      return [Float](repeating: numbers[0], count: count)
    }
    guard numbers.count == count else {
      throw context.fail(
        .shapeMismatch,
        "\(count) numbers are needed here, not \(numbers.count)",
        at: expression.span, hint: shapeHint(count, weight))
    }
    let columns = Set(entries.map { $0 % (shape.last ?? 1) }).count
    if let odd = value.rowLengths.first(where: { $0 != columns }) {
      throw context.fail(
        .shapeMismatch,
        "a row has \(NumberText.count(columns, of: "number")) here, not"
          + " \(odd)",
        at: expression.span, hint: shapeHint(count, weight))
    }
    return numbers
  }

  private func shapeHint(_ count: Int, _ weight: Weight) -> String {
    let a = network.architecture
    guard weight != .beta else {
      return "beta has a number for each of \(a.readLayers) layers"
    }
    return count == a.streams * a.streams
      ? "alpha has \(a.streams) streams: \(a.stacks) stacks × \(a.subspaces)"
        + " subspaces; write \(a.streams) rows of \(a.streams) numbers"
      : "this part of alpha has \(count) entries, row by row"
  }
}

extension Value {
  /// How long the rows of a list of rows are; none of a plain list, or of
  /// numbers alone.
  fileprivate var rowLengths: [Int] {
    guard case .list(let items) = self,
      items.contains(where: { $0.kind == .list })
    else { return [] }
    return items.map { item in
      if case .list(let row) = item { row.count } else { 1 }
    }
  }
}
