extension Walkthrough {
  /// An exercise of the notebook, and how the learner fares with it.
  package struct ExerciseState {
    package var name: String
    package var state: State
    package var effort: WalkRecord.Effort

    package enum State: Sendable {
      case open
      case tried
      case solved
      /// Its solution was shown, or run unseen.
      case shown, skipped

      package var text: String {
        switch self {
        case .open: "open"
        case .tried: "tried"
        case .solved: "solved"
        case .shown: "solution shown"
        case .skipped: "skipped"
        }
      }
    }
  }

  /// The notebook's exercises in order.
  package var efforts: [ExerciseState] {
    let passed = record.steps
    return notebook.cells.enumerated().compactMap { number, cell in
      guard cell.exercise != nil, let name = cell.options.id else { return nil }
      let step = passed.indices.contains(number) ? passed[number] : nil
      let effort = step?.effort ?? (number == next ? effort : .init())
      return ExerciseState(
        name: "#" + name, state: Self.state(step, effort), effort: effort)
    }
  }

  private static func state(
    _ step: WalkRecord.Step?, _ effort: WalkRecord.Effort
  ) -> ExerciseState.State {
    if effort.answer != nil { return .solved }
    guard let step else { return effort.tries > 0 ? .tried : .open }
    return step.wasSkipped ? .skipped : .shown
  }
}

extension Notebook {
  /// Whether it asks something of whoever reads it.
  package var isLesson: Bool {
    parts.contains { part in
      switch part {
      case .question: true
      case .cell(let cell): cell.exercise != nil
      case .prose, .because: false
      }
    }
  }
}
