/// Who asks work to end before it is done. Every message about a stop is made
/// from it.
package enum StopReason: Int, Sendable, Equatable, Codable {
  /// Ctrl-C.
  case user = 1
  /// The time of a cell, or of a whole run, is over.
  case cellTimeout, runTimeout
  /// The system, or another program, wants this one to end.
  case terminated

  package var code: Code {
    switch self {
    case .user, .terminated: .interrupted
    case .cellTimeout, .runTimeout: .timeout
    }
  }

  /// As part of a sentence: `stopped on request`.
  package var phrase: String {
    switch self {
    case .user: "on request"
    case .cellTimeout: "by the cell's timeout"
    case .runTimeout: "by the run's timeout"
    case .terminated: "by the end of the program"
    }
  }

  /// What the user is told.
  ///
  /// - Parameters:
  ///   - what: What was stopped, as a message begins: `the cell`.
  ///   - state: What is true afterwards.
  ///   - place: Where.
  /// - Returns: The message.
  package func diagnostic(
    _ what: String? = nil,
    leaving state: String = "nothing from this statement was kept",
    at place: Place? = nil
  ) -> Diagnostic {
    switch self {
    case .user:
      Diagnostic(
        code, what.map { "\($0) was stopped" } ?? "stopped", at: place,
        hint: state)
    case .terminated:
      Diagnostic(
        code, "the program was told to end", at: place, hint: state)
    case .cellTimeout:
      Diagnostic(
        code, "the cell took longer than its timeout", at: place,
        hint: "raise timeout=, or do less; \(state)")
    case .runTimeout:
      Diagnostic(
        code, "the run took longer than its timeout", at: place,
        hint: "raise --timeout, or do less; \(state)")
    }
  }
}

extension Code {
  /// Whether it says that somebody stopped the work, which was not wrong.
  package var isStop: Bool { self == .interrupted || self == .timeout }
}
