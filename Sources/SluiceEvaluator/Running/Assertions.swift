import SluiceDiagnostics
import SluiceLanguage

extension Context {
  /// - Throws: `assertion-failed`, showing what both sides are.
  func check(
    _ condition: Expression, message: Expression?
  ) throws(Stop) {
    if isDry, let message { try dryRunApart(message) }
    guard let failed = try failure(of: condition) else {
      environment.assertions.add()
      if environment.assertions.isKeepingTexts, !isRun, !isDry {
        try keepText(of: condition)
      }
      return
    }
    var title = "this does not hold"
    if let message {
      let said = try value(of: message)
      guard case .string(let text) = said else {
        throw mismatch(said, at: message.span, wanted: Kinds(.string))
      }
      title = text
    }
    throw fail(
      .assertionFailed, title, at: failed.part.span, label: failed.finding)
  }

  /// Keeps what held: `accuracy(net, pos) = 0.93, wanted > 0.9`.
  private func keepText(of condition: Expression) throws(Stop) {
    guard case .binary(let operation, let left, let right) = condition.kind
    else { return environment.assertions.keep(source.text(condition.span)) }
    if operation == .and {
      try keepText(of: left)
      return try keepText(of: right)
    }
    guard operation.isComparison else {
      return environment.assertions.keep(source.text(condition.span))
    }
    let sides = try sides(left, right)
    let (found, wanted) = distinct(sides.0, sides.1)
    // Nobody reads two long lists.
    environment.assertions.keep(
      max(found.count, wanted.count) > 60
        ? source.text(condition.span)
        : "\(source.text(left.span)) = \(found), wanted \(operation.rawValue)"
          + " \(wanted)")
  }

  /// The part of a condition that fails, and what was found there.
  private func failure(
    of condition: Expression
  ) throws(Stop) -> (part: Expression, finding: String)? {
    guard case .binary(let operation, let left, let right) = condition.kind
    else {
      return try boolean(condition) ? nil : (condition, "is false")
    }
    if operation == .and {
      var isLeftOpen = false
      do throws(Stop) {
        if let first = try failure(of: left) { return first }
      } catch {
        try note(error)
        isLeftOpen = true
      }
      let second = try failure(of: right)
      if second == nil, isLeftOpen { throw .undecided }
      return second
    }
    guard operation.isComparison else {
      return try boolean(condition) ? nil : (condition, "is false")
    }
    let sides = try sides(left, right)
    if try compared(operation, sides, at: condition.span) { return nil }
    let (found, wanted) = distinct(sides.0, sides.1)
    let name = source.text(left.span)
    return (
      condition,
      (name == found ? "found" : name + " =")
        + " \(found), wanted \(operation.rawValue) \(wanted)"
    )
  }

  /// Both sides in a line; in full where rounding would make them look alike.
  private func distinct(_ a: Value, _ b: Value) -> (String, String) {
    if a.written == b.written, case .number(let x) = a, case .number(let y) = b,
      x != y
    {
      return (String(x), String(y))
    }
    return (a.written, b.written)
  }
}
