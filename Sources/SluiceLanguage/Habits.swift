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

  /// The hint where something was found, after something else, that is no
  /// value; nil if it is nobody's habit.
  static func hint(for found: Mark, after before: Mark?) -> String? {
    switch (before, found) {
    case (.divide?, .divide):
      "a comment begins with #; there is no whole division: round(7 / 2)"
    case (.times?, .times): "a power is written with ^: 2 ^ 3"
    case (.less?, .greater): "unequal is written !="
    case (.plus?, .assign), (.minus?, .assign), (.times?, .assign):
      "write the sum in full: let n = n + 1"
    case (_, .leftBrace): "a list stands in square brackets: [1, 2]"
    default: nil
    }
  }

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
    "del": "a name stays; `let` gives it another value",
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
