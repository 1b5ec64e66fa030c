/// The stable name of a kind of mistake; each has a page in `docs/errors/`.
package enum Code: String, CaseIterable, Sendable, Codable {
  // What is written: syntax.
  case unexpectedCharacter = "unexpected-character"
  case unterminatedText = "unterminated-text"
  case badNumber = "bad-number"
  case unexpectedToken = "unexpected-token"
  case unclosedBracket = "unclosed-bracket"
  case tooDeep = "too-deep"
  case unknownCommand = "unknown-command"
  case unknownOption = "unknown-option"
  case repeatedOption = "repeated-option"
  case missingArgument = "missing-argument"
  case extraArgument = "extra-argument"
  case shellLine = "shell-line"

  // What is meant: names and values.
  case unknownName = "unknown-name"
  case takenName = "taken-name"
  case wrongType = "wrong-type"
  case outOfRange = "out-of-range"
  case unknownChoice = "unknown-choice"
  case unknownFunction = "unknown-function"
  case unknownMember = "unknown-member"
  case divisionByZero = "division-by-zero"
  case tooLong = "too-long"

  // What only a check finds.
  case unusedParameter = "unused-parameter"
  case unreachable = "unreachable"
  case notACell = "not-a-cell"
  case noEffect = "no-effect"

  // Networks and training.
  case shapeMismatch = "shape-mismatch"
  case indivisible = "indivisible"
  case needsRebuild = "needs-rebuild"
  case notTrained = "not-trained"
  case noTrainingData = "no-training-data"
  case noDevelopmentData = "no-development-data"
  case noLabels = "no-labels"
  case tooFewRuns = "too-few-runs"
  case diverged = "diverged"
  case assertionFailed = "assertion-failed"

  // Data and files.
  case fileNotFound = "file-not-found"
  case notAFile = "not-a-file"
  case unreadable = "unreadable"
  case unwritable = "unwritable"
  case emptyFile = "empty-file"
  case invalidUTF8 = "invalid-utf8"
  case columnCount = "column-count"
  case unknownColumn = "unknown-column"
  case unknownLayer = "unknown-layer"
  case unknownDomain = "unknown-domain"
  case unknownSplit = "unknown-split"
  case mixedScheme = "mixed-scheme"
  case badLine = "bad-line"
  case lineTooLong = "line-too-long"
  case withheldWords = "withheld-words"
  case badVectors = "bad-vectors"
  case badFeatures = "bad-features"
  case badCheckpoint = "bad-checkpoint"

  // Running.
  case notPermitted = "not-permitted"
  case timeout = "timeout"
  case interrupted = "interrupted"
  case badNotebook = "bad-notebook"
  case badExercise = "bad-exercise"
  case unsolved = "unsolved"
  case outputDiffers = "output-differs"
}
