import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

/// A word, alone or with options: `adam`, `adam(lr=0.1)`. A function may give
/// the word: `if_else(…)`.
func wordWithOptions(
  _ expression: Expression, _ options: [String], in context: Context
) throws(Stop) -> (Name, [Expression.Argument]) {
  guard case .call(let name, let arguments) = expression.kind,
    !context.isFunction(name)
  else {
    let symbol = try Symbol.read(expression, in: context)
    return (Name(symbol.text, span: symbol.span), [])
  }
  let known = enumeration(options.map { "\($0)=" })
  if let other = arguments.first(where: {
    $0.name.map { !options.contains($0.text) } ?? true
  }) {
    throw context.fail(
      .unknownOption,
      "`\(name.text)` takes \(options.count == 1 ? "only " : "")\(known)",
      at: other.name?.span ?? other.value.span,
      hint: "write \(name.text)(\(options[0])=…)")
  }
  var seen: Set<String> = []
  for argument in arguments {
    guard let option = argument.name, !seen.insert(option.text).inserted
    else { continue }
    throw context.fail(
      .repeatedOption, "`\(option.text)` is given twice", at: option.span,
      label: "the second time", hint: "keep one of them")
  }
  return (name, arguments)
}

extension Context {
  /// Whether a call is that of a function, and so stands for its value.
  func isFunction(_ name: Name) -> Bool {
    environment.registry.function(name.text) != nil
  }
}
