import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

extension Context {
  /// Defines a parameter: by the value given from outside, else its own.
  mutating func define(_ parameter: Parameter) throws(Stop) -> Output {
    let value = try value(of: parameter)
    state.parameters[parameter.name.text] = value
    return try define(parameter.name, as: value)
  }

  /// The value that a parameter gets.
  ///
  /// - Throws: `wrong-type`, `out-of-range` or `unknown-choice`, placed in the
  ///   notebook or in what was given.
  package func value(of parameter: Parameter) throws(Stop) -> Value {
    let standard = try value(of: parameter.value, allowsWords: true)
    let type = try parameter.type.map { name throws(Stop) in
      try self.type(name)
    }
    if let type, !type.accepts(standard) {
      throw mismatch(standard, at: parameter.value.span, wanted: type.kinds)
    }
    if standard.isOpen, type == nil { throw .undecided }
    guard let given = given(for: parameter.name.text) else {
      try check(standard, of: parameter)
      return standard
    }
    do throws(Stop) {
      let type = type ?? ParameterType(of: standard)
      let value = try read(given, as: type)
      try check(value, of: parameter)
      return type == .path ? located(value, given) : value
    } catch {
      guard let mistake = error.mistake else { throw error }
      throw .mistake(blamed(given, for: mistake, of: parameter))
    }
  }

  /// A path that the user gave, from where the user is.
  private func located(_ value: Value, _ given: Given) -> Value {
    guard case .string(let text) = value, !text.isEmpty,
      let folder = given.folder
    else { return value }
    return .string(FileAccess.absolute(text, from: folder))
  }

  /// What may be read and written: also the paths that the user gave.
  var access: FileAccess {
    var access = environment.access
    let scratch = environment.scratch.map { [$0.folder] } ?? []
    access.allowReading(scratch + givenPaths.map(\.path))
    return access
  }

  /// A path as it is meant: one that begins with a text which the user gave
  /// starts where the user is.
  func meant(_ path: String) -> String {
    state.log?.opensPath()
    let given = givenPaths.filter { text, _ in
      path == text || path.hasPrefix(text.hasSuffix("/") ? text : text + "/")
    }.max { $0.text.utf8.count < $1.text.utf8.count }
    guard let given else { return path }
    return given.path + path.dropFirst(given.text.count)
  }

  /// Texts of parameters that the user gave, with the paths that they are if
  /// they are used as such.
  private var givenPaths: [(text: String, path: String)] {
    state.paths(among: given)
  }

  private func type(_ name: Name) throws(Stop) -> ParameterType {
    if let type = ParameterType(rawValue: name.text) { return type }
    let names = ParameterType.allCases.map(\.rawValue)
    throw fail(
      .unknownChoice, "`\(name.text)` is not a type of parameter",
      at: name.span,
      hint: didYouMean(
        name.text, in: names,
        otherwise: "choose \(names.joined(separator: ", "))"))
  }

  /// What was given, read as a type.
  private func read(
    _ given: Given, as type: ParameterType
  ) throws(Stop) -> Value {
    let isQuoted =
      given.text.count > 1 && given.text.hasPrefix("\"")
      && given.text.hasSuffix("\"")
    if given.isText && type != .word
      || [.text, .path].contains(type) && !isQuoted
    {
      guard type.accepts(.string(given.text)) else {
        throw fail(
          .wrongType,
          "expected \(type.kinds.phrase), found the text \(quoted(given.text))",
          at: span, hint: "remove the quotes")
      }
      return .string(given.text)
    }
    if type == .word { return .symbol(given.text) }
    let (program, diagnostics) = parse(
      SourceText(given.text, name: given.source), shapes: [])
    guard diagnostics.isEmpty, program.statements.count == 1,
      case .expression(let expression)? = program.statements.first?.kind
    else {
      throw fail(
        .wrongType, "expected \(type.kinds.phrase), found `\(given.text)`",
        at: span)
    }
    let inner = Context(
      State(), environment, source: program.source, mode: .file, given: [:],
      stream: random)
    let value = try inner.value(of: expression, allowsWords: true)
    guard type.accepts(value) else {
      throw fail(
        .wrongType, "expected \(type.kinds.phrase), found `\(given.text)`",
        at: span)
    }
    return value
  }

  /// A mistake put where the value was given, with what would do.
  private func blamed(
    _ given: Given, for mistake: Diagnostic, of parameter: Parameter
  ) -> Diagnostic {
    var mistake = mistake
    let name = parameter.name.text
    let start = name.utf8.count + 1
    mistake.place =
      given.place
      ?? Place(
        file: given.source, line: 1, text: "\(name)=\(given.text)",
        columns: start..<start + given.text.utf8.count)
    if mistake.hint == nil {
      let standard = source.text(parameter.value.span)
      mistake.hint =
        "\(name) is \(standard) if nothing is given"
        + (parameter.bounds.map { ", and in \(source.text($0.span))" } ?? "")
    }
    return mistake
  }

  // MARK: - Bounds

  private func check(
    _ value: Value, of parameter: Parameter
  ) throws(Stop) {
    guard let bounds = parameter.bounds else { return }
    let name = parameter.name.text
    let span = parameter.value.span
    switch try limits(bounds) {
    case .range(let low, let high):
      guard case .number(let number) = value else {
        throw mismatch(value, at: span, wanted: Kinds(.number))
      }
      guard number >= low, number <= high else {
        throw fail(
          .outOfRange,
          "`\(name)` must be from \(numberText(low)) to \(numberText(high)), "
            + "not \(numberText(number))",
          at: span)
      }
    case .list(let choices):
      guard !value.isOpen, !choices.contains(where: \.isOpen) else {
        throw .undecided
      }
      let words = choices.map(\.text)
      guard words.contains(value.text) else {
        throw fail(
          .unknownChoice, "`\(value.text)` is not a valid choice for `\(name)`",
          at: span,
          hint: didYouMean(
            value.text, in: words,
            otherwise: "choose \(words.joined(separator: ", "))"))
      }
    case let other:
      throw mismatch(
        other, at: bounds.span,
        wanted: Kinds("a range or a list", .range, .list))
    }
  }

  /// A range of a parameter may have fractions: `0.1..0.5`.
  private func limits(_ bounds: Expression) throws(Stop) -> Value {
    if case .range(let low, let high) = bounds.kind {
      return .range(try number(low), try number(high))
    }
    return try value(of: bounds, allowsWords: true)
  }
}

extension State {
  /// Texts of parameters that the user gave, with the paths that they are.
  package func paths(
    among given: [String: Given]
  ) -> [(text: String, path: String)] {
    given.compactMap { name, given in
      guard let folder = given.folder,
        case .string(let text)? = parameters[name], !text.isEmpty
      else { return nil }
      return FileAccess.path(text, from: folder).map { (text, $0) }
    }
  }
}
