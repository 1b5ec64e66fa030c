import SluiceDiagnostics
import SluiceLanguage

extension Notebook.Exercise {
  /// What a fence's words make it, if it is one that belongs to an exercise.
  ///
  /// - Throws: `bad-exercise` for words that do not belong there.
  static func kind(
    of fence: Notebook.Fence, at place: Place
  ) throws(Diagnostic) -> Piece.Kind? {
    let words = fence.words
    switch (words.first, words.dropFirst().first) {
    case ("hint", nil): return .hint
    case ("sluice", "solution"):
      try refuseMore(words, 2, at: place)
      return .solution
    case ("sluice", "check"):
      try refuseMore(words, 2, at: place)
      return .check
    case ("sluice", "wrong"):
      return .wrong(try message(of: fence, at: place))
    default: return nil
    }
  }

  private static func refuseMore(
    _ words: [String], _ count: Int, at place: Place
  ) throws(Diagnostic) {
    guard words.count > count else { return }
    throw Diagnostic(
      .badExercise, "nothing follows `\(words[1])`", at: place,
      hint: "remove `\(words.dropFirst(count).joined(separator: " "))`")
  }

  /// The text in quotes behind `sluice wrong`.
  private static func message(
    of fence: Notebook.Fence, at place: Place
  ) throws(Diagnostic) -> String {
    let rest = fence.info.drop(while: \.isWhitespace).dropFirst(6)
      .drop(while: \.isWhitespace).dropFirst(5)
    let source = SourceText(String(rest), name: place.file)
    let program = parse(source, shapes: [])
    guard program.diagnostics.isEmpty, program.program.statements.count == 1,
      case .expression(let value) = program.program.statements[0].kind,
      case .string(let text) = value.kind,
      !text.allSatisfy(\.isWhitespace)
    else {
      throw Diagnostic(
        .badExercise, "a wrong answer needs a message in quotes", at: place,
        hint: "sluice wrong \"That closes the gate in the other direction.\"")
    }
    return text
  }
}

extension Notebook.Cell {
  /// Whether its commands are what a learner wrote: an exercise in a copy
  /// without solutions.
  var isLearners: Bool { exercise.map { $0.solution == nil } ?? false }

  /// Takes a fence in that belongs to the cell's exercise.
  mutating func add(
    _ piece: Notebook.Exercise.Piece, at place: Place
  ) throws(Diagnostic) {
    guard var exercise else {
      throw Diagnostic(
        .badExercise, "this \(piece.kind.title) belongs to no exercise",
        at: place,
        hint: "put it directly below a cell with the option `exercise`")
    }
    let isOnlyOne = piece.kind == .solution || piece.kind == .check
    guard
      !isOnlyOne
        || !exercise.pieces.contains(where: {
          $0.kind == piece.kind
        })
    else {
      throw Diagnostic(
        .badExercise, "an exercise has only one \(piece.kind.title)", at: place,
        hint: piece.kind == .check
          ? "one fence holds all its assertions" : "remove one of the two")
    }
    if piece.kind == .solution {
      guard outputs.isEmpty else {
        throw Diagnostic(
          .badExercise, "a recorded output follows the solution", at: place,
          hint: "move the solution above it")
      }
      code = piece.fence.inside
    }
    exercise.pieces.append(piece)
    self.exercise = exercise
  }

  /// What is wrong with a cell that is an exercise, once all of it is read.
  func checkExercise(at place: Place) throws(Diagnostic) {
    guard let exercise else { return }
    func bad(_ title: String, _ hint: String) -> Diagnostic {
      Diagnostic(.badExercise, title, at: place, hint: hint)
    }
    guard options.id != nil else {
      throw bad(
        "an exercise needs a name", "write: sluice exercise #close-the-gate")
    }
    guard !options.isShownOnly, options.error == nil else {
      throw bad(
        "an exercise cannot have "
          + (options.isShownOnly ? "`no-run`" : "`error=`"),
        "remove one of the two")
    }
    guard exercise.check != nil else {
      throw bad(
        "this exercise has no check",
        "put a fence `sluice check` below it, with assertions that hold after a"
          + " right answer")
    }
  }
}
