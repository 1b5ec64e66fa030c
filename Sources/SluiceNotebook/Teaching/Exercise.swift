import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

extension Notebook {
  /// What a cell asks of a learner: a start with `…` where something is missing,
  /// and the fences below it that belong to it.
  package struct Exercise: Sendable {
    /// What the learner is shown.
    package var start: Fence
    /// The fences that belong to it, in the order of the file.
    package var pieces: [Piece] = []

    package struct Piece: Sendable {
      package var kind: Kind
      package var fence: Fence

      package enum Kind: Sendable, Equatable {
        /// `hint`: a piece of advice.
        case hint
        /// `sluice solution`: what stands for the start wherever nobody
        /// answers.
        case solution
        /// `sluice check`: assertions on the state after an answer.
        case check
        /// `sluice wrong "…"`: a wrong answer that was foreseen, and what is
        /// said to it.
        case wrong(String)
      }
    }

    package var hints: [Fence] {
      pieces.filter { $0.kind == .hint }.map(\.fence)
    }

    package var solution: Fence? {
      pieces.first { $0.kind == .solution }?.fence
    }

    package var check: Fence? { pieces.first { $0.kind == .check }?.fence }

    package var wrong: [(message: String, fence: Fence)] {
      pieces.compactMap { piece in
        if case .wrong(let message) = piece.kind {
          (message, piece.fence)
        } else {
          nil
        }
      }
    }

    /// Whether something is still missing: there is no solution, and the start
    /// has a hole.
    package var isUnsolved: Bool { solution == nil && hasHole }

    /// Whether the start says where something is to be written, or, in a
    /// comment, that something is to be changed.
    var hasHole: Bool { start.text.contains { $0.contains(Self.hole) } }

    /// What stands where something is missing.
    package static let hole: Character = "…"

    /// What the start would say, were each hole some name.
    private func filled(_ name: String) -> SourceText {
      SourceText(
        start.text.joined(separator: "\n").replacing(
          String(Self.hole), with: name), name: name)
    }

    /// The names that an answer will define or change, as far as the start
    /// tells, and those that the check needs and nobody knows.
    func madeNames(in notebook: Notebook, before: Session) -> Set<String> {
      let registry = before.environment.registry
      let program = parse(filled("missing"), shapes: registry.shapes).program
      let made = StatementNames(program.statements, registry: registry).made
        .subtracting(["missing"])
      let unknown = check.map { before.unknownNames(in: notebook.source($0)) }
      return made.union(unknown ?? [])
    }
  }

  /// Some lines of a fence as commands, with their place in the file.
  package func source(_ fence: Fence) -> SourceText { source(fence.inside) }
}

extension Notebook.Exercise.Piece.Kind {
  /// What a fence's first line says of what it is.
  package var written: String {
    switch self {
    case .hint: "hint"
    case .solution: "sluice solution"
    case .check: "sluice check"
    case .wrong(let message): "sluice wrong \(quoted(message))"
    }
  }

  /// What messages call it.
  var title: String {
    switch self {
    case .hint: "hint"
    case .solution: "solution"
    case .check: "check"
    case .wrong: "wrong answer"
    }
  }
}
