import SluiceDiagnostics

/// What a word would be at the place where it is typed, as the grammar has it.
package enum CompletionPlace: Sendable {
  /// A line's first word: a command, a keyword, or a value to look at.
  case statement
  /// An argument, an option or a flag of a command; what is given so far.
  case argument(CommandCall)
  /// The first word of a value.
  case value(ValuePlace)
  /// An argument or option of a function; what is given so far.
  case call(Name, [Expression.Argument])
  /// A part of a value, after a dot.
  case member(of: Expression, ValuePlace)
  /// One of these words.
  case keyword([String])
}

/// What a value is for.
package indirect enum ValuePlace: Sendable {
  /// Nothing that the grammar knows of.
  case any
  /// A command's argument, by its number, from 0.
  case argument(CommandCall, Int)
  case option(CommandCall, String)
  /// A function's argument, after those before.
  case given(Name, [Expression.Argument])
  case named(Name, [Expression.Argument], String)
  /// A place in `[…]`, after those before.
  case element(of: Expression, [Expression], in: ValuePlace)
}

/// What a word at an offset of a text would be.
///
/// - Parameters:
///   - offset: Where the word begins, in UTF-8.
///   - source: The text, with any word at the offset.
///   - shapes: The commands.
/// - Returns: nil where no word is known that could stand there, as where a new
///   name is invented.
package func completionPlace(
  at offset: Int, of source: SourceText, shapes: [CommandWord]
) -> CompletionPlace? {
  var parser = Parser(source, shapes: shapes)
  parser.cursor = offset
  _ = parser.statements(inBlock: false)
  return parser.place
}

/// Whether a text could be the beginning of a program: whatever is wrong with
/// it is that it ends here.
package func isBeginning(
  _ source: SourceText, shapes: [CommandWord]
) -> Bool {
  var parser = Parser(source, shapes: shapes)
  guard parser.diagnostics.isEmpty else { return false }
  _ = parser.statements(inBlock: false)
  return !parser.failedBeforeEnd
}

extension Parser {
  /// Remembers what may stand here, if the word in question does.
  mutating func note(_ place: CompletionPlace) {
    guard current.span.lowerBound == cursor, self.place == nil else { return }
    self.place = place
  }

  /// Reads a part whose values are for something.
  mutating func reading<T>(
    _ wanted: @autoclosure () -> ValuePlace,
    _ part: (inout Parser) throws(Diagnostic) -> T
  ) throws(Diagnostic) -> T {
    guard cursor != nil else { return try part(&self) }
    let outer = self.wanted
    self.wanted = wanted()
    defer { self.wanted = outer }
    return try part(&self)
  }
}
