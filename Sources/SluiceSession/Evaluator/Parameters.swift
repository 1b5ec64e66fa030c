import SluiceDiagnostics
import SluiceLanguage

extension Context {
  /// Defines a parameter: by the value given from outside, else its own.
  mutating func define(_ parameter: Parameter) throws(Diagnostic) -> Output {
    let standard = try value(of: parameter.value, allowsWords: true)
    if let type = parameter.type { try check(standard, is: type) }
    var value = standard
    var wrong: (Diagnostic) -> Diagnostic = { $0 }
    if let text = given[parameter.name.text] {
      let place = Place(
        file: "-p", line: 1, text: "\(parameter.name.text)=\(text)",
        columns: parameter.name.text.utf8.count + 1..<parameter.name.text.utf8
          .count + 1 + text.utf8.count)
      wrong = { diagnostic in
        var diagnostic = diagnostic
        diagnostic.place = place
        return diagnostic
      }
      do throws(Diagnostic) { value = try read(text, like: standard) } catch {
        throw wrong(error)
      }
    }
    if let bounds = parameter.bounds {
      do throws(Diagnostic) {
        try check(value, of: parameter, within: bounds)
      } catch {
        throw wrong(error)
      }
    }
    state.parameters[parameter.name.text] = value
    return try define(parameter.name, as: value)
  }

  private func check(
    _ value: Value, is type: Name
  ) throws(Diagnostic) {
    let kinds = [
      "number": "a number", "text": "a text", "truth": "true or false",
      "word": "a word", "list": "a list", "range": "a range",
    ]
    guard let kind = kinds[type.text] else {
      throw fail(
        .unknownChoice, "`\(type.text)` is not a type of parameter",
        at: type.span,
        hint: didYouMean(
          type.text, in: kinds.keys,
          otherwise: "choose \(kinds.keys.sorted().joined(separator: ", "))"))
    }
    guard value.kind == kind else {
      throw mismatch(value, at: type.span, wanted: kind)
    }
  }

  /// What was given, read as the same kind of value as the default.
  private func read(
    _ text: String, like standard: Value
  ) throws(Diagnostic) -> Value {
    switch standard {
    case .text: return .text(text)
    case .symbol: return .symbol(text)
    default: break
    }
    let (program, diagnostics) = parse(
      SourceText(text, name: "-p"), shapes: [])
    if let first = diagnostics.first { throw first }
    guard program.statements.count == 1,
      case .expression(let expression)? = program.statements.first?.kind
    else {
      throw fail(
        .wrongType, "expected \(standard.kind), found `\(text)`", at: span)
    }
    let inner = Context(
      State(), environment, source: program.source, mode: .file, given: [:],
      stream: random)
    let value = try inner.value(of: expression, allowsWords: true)
    guard value.kind == standard.kind else {
      throw mismatch(value, at: span, wanted: standard.kind)
    }
    return value
  }

  private func check(
    _ value: Value, of parameter: Parameter, within bounds: Expression
  ) throws(Diagnostic) {
    let name = parameter.name.text
    let span = parameter.value.span
    switch try limits(bounds) {
    case .range(let low, let high):
      guard case .number(let number) = value else {
        throw mismatch(value, at: span, wanted: "a number")
      }
      guard number >= low, number <= high else {
        throw fail(
          .outOfRange,
          "`\(name)` must be from \(numberText(low)) to \(numberText(high)), "
            + "not \(numberText(number))",
          at: span)
      }
    case .list(let choices):
      let words = choices.map(\.text)
      guard words.contains(value.text) else {
        throw fail(
          .unknownChoice, "`\(value.text)` is no choice for `\(name)`",
          at: span,
          hint: didYouMean(
            value.text, in: words,
            otherwise: "choose \(words.joined(separator: ", "))"))
      }
    case let other:
      throw mismatch(other, at: bounds.span, wanted: "a range or a list")
    }
  }

  /// A range of a parameter may have fractions: `0.1..0.5`.
  private func limits(_ bounds: Expression) throws(Diagnostic) -> Value {
    if case .range(let low, let high) = bounds.kind {
      return .range(try number(low), try number(high))
    }
    return try value(of: bounds, allowsWords: true)
  }
}
