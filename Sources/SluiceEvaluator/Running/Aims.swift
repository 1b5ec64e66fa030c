import SluiceDiagnostics
import SluiceLanguage

/// One assertion of a check, as it is met by a state.
package struct Aim: Sendable, Equatable {
  /// What should be so.
  package var message: String
  package var isReached: Bool
  /// What the sides of its comparisons are: two states that are the same here
  /// are the same to it.
  package var values: [String]
  package var place: Place
}

extension Session {
  /// Looks at the assertions of a text one by one, and leaves the session as it
  /// is. What stands between them is run; where that fails, or an assertion
  /// cannot be worked out, the aims that need it are not reached.
  ///
  /// - Parameters:
  ///   - source: The text; its assertions stand in no block.
  ///   - step: Whose random numbers it has.
  /// - Returns: The aims in order, and why they are not all there, if somebody
  ///   stopped it.
  package func aims(
    of source: SourceText, step: StepIdentity
  ) -> (aims: [Aim], stopped: Diagnostic?) {
    let program = parse(source, shapes: environment.registry.shapes).program
    var context = looking(at: source, step)
    var aims: [Aim] = []
    for statement in program.statements {
      let values: [String]
      if case .assertion(let condition, _) = statement.kind {
        values = context.listening { $0.sideValues(of: condition) }
      } else {
        values = []
      }
      let stop = context.listening { $0.stop(of: statement) { _ in } }
      if let mistake = stop?.mistake, mistake.code.isStop {
        return (aims, mistake)
      }
      guard case .assertion(_, let message) = statement.kind else { continue }
      aims.append(
        Aim(
          message: message.flatMap(\.literal)
            ?? source.text(statement.span), isReached: stop == nil,
          values: values, place: source.place(statement.span)))
    }
    return (aims, nil)
  }

  /// Names that a text needs and nothing has.
  package func unknownNames(in source: SourceText) -> Set<String> {
    let program = parse(source, shapes: environment.registry.shapes).program
    let dry = DryRun()
    var context = looking(at: source, .named("check"))
    context.environment.dryRun = dry
    dry.findings.begin()
    var mistakes: [Diagnostic] = []
    for statement in program.statements {
      let stop = context.listening { $0.stop(of: statement) { _ in } }
      if let mistake = stop?.mistake { mistakes.append(mistake) }
    }
    mistakes += dry.findings.mistakes
    return Set(
      mistakes.filter { $0.code == .unknownName }.compactMap { mistake in
        mistake.place.map { place in
          let bytes = Array(place.text.utf8)
          let columns = place.columns.clamped(to: 0..<bytes.count)
          return String(decoding: bytes[columns], as: UTF8.self)
        }
      })
  }

  /// A context that reads a text and leaves nothing behind, not even notes.
  private func looking(at source: SourceText, _ step: StepIdentity) -> Context {
    var environment = environment
    environment.cautions = Cautions()
    var context = Context(
      state, environment, source: source, mode: .prompt, given: given,
      stream: step.stream(seed: state.seed))
    context.state.runs += 1
    return context
  }

  /// What one expression stands for, in the session as it is.
  ///
  /// - Throws: What is wrong with it; `unexpected-token` if it is a command.
  package func value(of source: SourceText) throws(Diagnostic) -> Value {
    let (program, mistakes) = parse(
      source, shapes: environment.registry.shapes)
    if let first = mistakes.first { throw first }
    guard program.statements.count == 1,
      case .expression(let expression) = program.statements[0].kind
    else {
      throw Diagnostic(
        .unexpectedToken, "an expression is expected here",
        at: source.place(0..<source.bytes.count),
        hint: "such as: 100 * accuracy(net, main)")
    }
    var context = looking(at: source, .named("answer"))
    let result: Result<Value, Stop> = context.listening { context in
      do throws(Stop) {
        return .success(try context.value(of: expression))
      } catch { return .failure(error) }
    }
    switch result {
    case .success(let value): return value
    case .failure(let stop):
      guard let mistake = stop.mistake else { return .anything }
      throw mistake
    }
  }
}

extension Context {
  /// The sides of all comparisons that a condition joins by `and` and `or`, in
  /// full; a dash for what cannot be worked out.
  fileprivate func sideValues(of condition: Expression) -> [String] {
    guard case .binary(let operation, let left, let right) = condition.kind
    else { return [sideValue(condition)] }
    if operation == .and || operation == .or {
      return sideValues(of: left) + sideValues(of: right)
    }
    return operation.isComparison
      ? [sideValue(left), sideValue(right)] : [sideValue(condition)]
  }

  private func sideValue(_ side: Expression) -> String {
    guard let value = try? value(of: side, allowsWords: true) else {
      return "–"
    }
    if case .number(let number) = value { return String(number) }
    return value.written
  }
}

extension Expression {
  /// The text, where it is written as one.
  fileprivate var literal: String? {
    if case .string(let text) = kind { text } else { nil }
  }
}
