import SluiceDiagnostics
import SluiceLanguage

/// A function of the expressions.
package protocol Function: Declared {
  /// What kind of value it gives, if always the same.
  static var result: Kind? { get }
  func value(in context: Context) throws(Stop) -> Value
}

extension Function {
  package static var result: Kind? { nil }

  /// How it is called: `round(x, digits=0)`.
  package static var usage: String {
    let words = fields.map(\.info).map { info in
      let more = info.isRepeated ? ", …" : ""
      let standard = info.standard ?? "…"
      return info.role == .option
        ? "\(info.name)=\(standard)" : info.name + more
    }
    return "\(name)(\(words.joined(separator: ", ")))"
  }

  static func evaluated(
    _ name: Name, _ arguments: [Expression.Argument], in context: Context
  ) throws(Stop) -> Value {
    var function = Self()
    var filling = Filling()
    let positional = fields.filter { $0.info.isPositional }
    var position = 0
    for argument in arguments {
      let span = argument.name?.span ?? argument.value.span
      let field: Field<Self>
      if let option = argument.name {
        field = try self.field(option, in: context)
      } else if let last = positional.last,
        position < positional.count || last.info.isRepeated
      {
        field = positional[min(position, positional.count - 1)]
        position += 1
      } else {
        throw context.fail(
          .extraArgument, "`\(self.name)` does not take that many values",
          at: span, hint: "it is called as \(usage)")
      }
      guard !filling.given.contains(field.info.name) || field.info.isRepeated
      else {
        throw context.fail(
          .repeatedOption, "`\(field.info.name)` is given twice", at: span,
          label: "the second time", hint: "keep one of them")
      }
      try filling.store(argument.value, in: field, of: &function, context)
    }
    if let missing = filling.missing(of: fields) {
      throw context.fail(
        .missingArgument, "`\(self.name)` needs `\(missing.name)`",
        at: name.span, hint: "it is called as \(usage)")
    }
    guard !filling.isOpen else { return .unknown(kind: result) }
    do throws(Stop) { return try function.value(in: context) } catch {
      guard !error.isUndecided else { return .unknown(kind: result) }
      throw context.placed(error, at: name.span)
    }
  }

  private static func field(
    _ name: Name, in context: Context
  ) throws(Stop) -> Field<Self> {
    let known = fields
    if let field = known.first(where: { $0.info.name == name.text }) {
      return field
    }
    throw context.fail(
      .unknownOption, "`\(self.name)` takes nothing called `\(name.text)`",
      at: name.span,
      hint: didYouMean(
        name.text, in: known.map(\.info.name),
        otherwise: "it is called as \(usage)"))
  }
}
