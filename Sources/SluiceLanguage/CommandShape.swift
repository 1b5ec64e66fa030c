/// A verb of the language. What its command takes is asked when a text uses it:
/// to ask all of them would be a tenth of the program's start.
package struct CommandWord: Sendable {
  package let name: String
  package let form: CommandShape.Form
  package let shape: @Sendable () -> CommandShape

  package init(
    _ name: String, form: CommandShape.Form,
    shape: @escaping @Sendable () -> CommandShape
  ) {
    self.name = name
    self.form = form
    self.shape = shape
  }

  package init(_ shape: CommandShape) {
    self.init(shape.name, form: shape.form) { shape }
  }
}

/// How a command is written: all the parser needs to know of it.
package struct CommandShape: Equatable, Sendable {
  /// What follows the verb.
  package enum Form: Equatable, Sendable {
    /// `train net epochs=3`
    case plain
    /// `task pos = ewt.xpos metric=accuracy`
    case binding
    /// `set net.alpha[1] = 0 fixed`
    case setting
  }

  /// One argument that is recognised by its position.
  package struct Argument: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
      /// Any expression.
      case expression
      /// A name that the command defines.
      case newName
      /// A bare word, keywords included: `help for`.
      case word
    }

    package var name: String
    package var kind: Kind
    package var isRequired: Bool
    /// Whether it takes all that follows; only the last one may.
    package var isRepeated: Bool
    /// The words that may stand there, if it is a choice.
    package var choices: [String]

    package init(
      _ name: String, kind: Kind = .expression, isRequired: Bool = true,
      isRepeated: Bool = false, choices: [String] = []
    ) {
      self.name = name
      self.kind = kind
      self.isRequired = isRequired
      self.isRepeated = isRepeated
      self.choices = choices
    }
  }

  package var name: String
  package var form: Form
  /// In a binding and a setting the first stands before `=`, the second
  /// after it.
  package var arguments: [Argument]
  package var options: [String]
  package var flags: [String]

  package init(
    _ name: String, form: Form = .plain, arguments: [Argument] = [],
    options: [String] = [], flags: [String] = []
  ) {
    self.name = name
    self.form = form
    self.arguments = arguments
    self.options = options
    self.flags = flags
  }

  /// The command with its arguments as they are written, options left out:
  /// `train NET`, `task NAME = LAYER`.
  package var usage: String {
    var words = arguments.map { positional in
      let word =
        positional.name.uppercased()
        + (positional.isRepeated ? "…" : "")
      return positional.isRequired ? word : "[\(word)]"
    }
    if form != .plain, !words.isEmpty { words.insert("=", at: 1) }
    return ([name] + words).joined(separator: " ")
  }
}
