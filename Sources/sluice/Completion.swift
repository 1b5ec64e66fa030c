import SluiceSession

/// What may stand at a place of a line, from the commands' declarations.
enum Completion {
  /// - Parameters:
  ///   - before: The line up to the word.
  ///   - start: What of the word is typed.
  /// - Returns: Words that begin so, in alphabetical order.
  static func words(
    after before: String, startingWith start: String
  ) -> [String] {
    candidates(before).filter { $0.hasPrefix(start) }.sorted()
  }

  private static func candidates(_ before: String) -> [String] {
    let registry = Registry.standard
    let words = before.split { $0 == " " || $0 == "\t" }
    guard let verb = words.first.map(String.init) else {
      return registry.commandNames + ["let", "for", "if", "assert", "param"]
    }
    if verb == "help" {
      return registry.commandNames + registry.functionNames
    }
    guard let command = registry.command(verb) else {
      return registry.functionNames
    }
    let fields = command.signature.fields.map(\.info)
    // After `option=` its values, else the options and positional choices.
    if before.hasSuffix("="), let option = words.last?.dropLast() {
      let field = fields.first { $0.name == option }
      return field.map { $0.type.choices } ?? registry.functionNames
    }
    let given = words.compactMap { word in
      word.firstIndex(of: "=").map { String(word[..<$0]) }
    }
    return fields.flatMap { field -> [String] in
      switch field.role {
      case .option: given.contains(field.name) ? [] : [field.name + "="]
      case .flag: [field.name]
      default: field.type.choices
      }
    }
  }
}
