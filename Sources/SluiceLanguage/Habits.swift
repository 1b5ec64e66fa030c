/// What people write out of habit who come from Python or a shell, and what to
/// write here: for hints where nothing nearer is known.
package enum Habits {
  /// The hint for a word that stands for nothing here; nil if it is nobody's
  /// habit.
  package static func hint(forWord word: String) -> String? { words[word] }

  /// The hint for an option that a command does not have.
  package static func hint(forOption word: String) -> String? {
    options[word.lowercased()]
  }

  /// The hint for a word where the grammar has no place for one; nil if it is
  /// nobody's habit.
  static func hint(forMisplaced word: String) -> String? {
    word == "if" || word == "else" ? choice : nil
  }

  /// The hint where something was found, after something else, that is no
  /// value; nil if it is nobody's habit.
  ///
  /// - Parameters:
  ///   - found: What was found.
  ///   - before: The mark before it, if it is one.
  ///   - bracket: The innermost bracket that is open.
  /// - Returns: What to write.
  static func hint(
    for found: Mark, after before: Mark?, in bracket: Mark? = nil
  ) -> String? {
    if found == .colon {
      return switch bracket {
      case .leftBracket: "a range is written 1..3"
      case .leftParenthesis: "an option is written with `=`: layer=1"
      default: "a name is given with `let`: let x = 3"
      }
    }
    return switch (before, found) {
    case (.divide?, .divide):
      "a comment begins with #; a whole division is (7 - 7 % 2) / 2"
    case (.times?, .times): "a power is written with ^: 2 ^ 3"
    case (.less?, .greater): "unequal is written !="
    case (.plus?, .assign), (.minus?, .assign), (.times?, .assign),
      (.divide?, .assign), (.plus?, .plus):
      "a value does not change; the new one has a name: let more = n + 1"
    case (.range?, .dot): "a range is written 1..3"
    case (_, .dot):
      "a number begins with a digit, 0.5; a path stands in quotes, \"a.csv\""
    case (_, .leftBrace): "a list stands in square brackets: [1, 2]"
    default: nil
    }
  }

  /// How one of two values is chosen.
  static let choice = "one of two values is written if_else(a > b, 1, 2)"

  /// The hint where what is no name is given a value.
  static func hint(forSetting path: String) -> String {
    let place = path.hasSuffix(".alpha") ? path + "[1]" : path
    return "a part of a network is changed with `set`: set \(place) = …"
  }

  /// The hint for a text right behind a word, as in f"{x}".
  static let prefix =
    "a text has nothing before its quotes; `print` sets values side by side"

  private static let words = [
    "True": "write `true`", "False": "write `false`",
    "None": "write `none` where an option takes it",
    "range": "a range is written 1..3",
    "pow": "a power is written with ^: 2 ^ 3",
    "str": "`print` takes values of all kinds, side by side",
    "type": "`show NAME` says what a value is",
    "exit": "`quit` leaves", "q": "`quit` leaves", "bye": "`quit` leaves",
    "quit": "write `quit`, without parentheses",
    "import": "nothing needs to be imported: `help functions` lists what there"
      + " is",
    "from": "nothing needs to be imported: `help functions` lists what there"
      + " is",
    "def": "there are no functions to define; `for` and `sweep` repeat a block",
    "return": "a block names its values with `let`",
    "while": "write how often: for i in 1..10 { … }",
    "del": "names stay; another value takes another name",
    "var": "a name is given with `let`",
    "const": "a name is given with `let`",
    "is": "equality is written ==",
    "count": "`length` counts what a list holds",
    "floor": "the whole part of x is x - x % 1",
    "int": "the whole part of x is x - x % 1",
    "float": "numbers are all of one kind",
    "input": "`sluice run -p NAME=VALUE` gives a notebook its values",
    "elif": "write `else if`",
    "try": "a failed line changes nothing, and the next one can be run",
    "lambda": "there are no functions to define",
  ]

  private static let options = [
    "lr":
      "the learning rate belongs to the optimizer: optimizer=adam(lr=0.002)",
    "learning_rate":
      "the learning rate belongs to the optimizer: optimizer=adam(lr=0.002)",
    "batch_size": "write batch=16", "n_epochs": "write epochs=20",
    "num_epochs": "write epochs=20", "num_layers": "write layers=3",
    "hidden_size": "write hidden=100", "hidden_dim": "write hidden=100",
    "embedding_dim": "write word=64",
    "momentum": "sgd has no momentum here: optimizer=sgd(lr=0.1)",
    "device": "it runs on the processor; `sluice --threads N` chooses threads",
    "verbose": "progress is shown by itself",
  ]
}
