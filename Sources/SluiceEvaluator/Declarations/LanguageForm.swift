/// A form of words that is no command: a statement of the language itself, or
/// what the prompt understands beside it.
package struct LanguageForm: Sendable {
  package var name: String
  package var usage: String
  package var summary: String
  package var examples: [String]

  package init(
    name: String, usage: String, summary: String, examples: [String] = []
  ) {
    self.name = name
    self.usage = usage
    self.summary = summary
    self.examples = examples
  }

  /// Those of the language.
  var signature: Signature {
    Signature(
      name: name, summary: summary, usage: usage, fields: [],
      examples: examples)
  }

  package static let all = [
    LanguageForm(
      name: "let", usage: "let NAME = VALUE",
      summary: "Gives a value a name.",
      examples: ["let rates = [0.1, 0.01]", "print rates[1]"]),
    LanguageForm(
      name: "param",
      usage: "param NAME[: TYPE] = VALUE [in LIMITS] [\"DESCRIPTION\"]",
      summary: "Names a value that can be given from outside with `-p`.",
      examples: [
        "param epochs: number = 10 in 1..100 \"passes over the data\"",
        "param method = sluice in [single, hard, sluice]",
      ]),
    LanguageForm(
      name: "for", usage: "for NAME in VALUES { … }",
      summary: "Runs a block for each item of a list or range.",
      examples: ["for seed in 1..3 { print seed }"]),
    LanguageForm(
      name: "sweep", usage: "sweep TABLE NAME=VALUES … [to=FILE] { … }",
      summary: "Runs a block for all combinations and makes a table of its"
        + " `let`s. With to=\"runs.csv\" each row is kept in runs.jsonl as soon"
        + " as it is there, the same sweep goes on from those, and the whole"
        + " table is written as runs.csv.",
      examples: [
        "sweep squares side=1..3 { let area = side * side }",
        "print squares.area",
        "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
        """
        sweep runs width=[8, 16] seed=1..2 to="out/runs.csv" {
          network net tasks=[pos] layers=1 hidden=width spelling=8 seed=seed
          train net epochs=2 seed=seed
          let score = accuracy(net, pos, toy.test)
        }
        """,
      ]),
    LanguageForm(
      name: "if", usage: "if CONDITION { … } else if … { … } else { … }",
      summary: "Runs a block if a condition holds.",
      examples: ["if 1 < 2 { print \"yes\" } else { print \"no\" }"]),
    LanguageForm(
      name: "assert", usage: "assert CONDITION [\"MESSAGE\"]",
      summary: "Stops unless a condition holds, and shows both sides.",
      examples: ["assert mean([0.9, 0.8]) >= 0.8 \"too low\""]),
  ]
}
