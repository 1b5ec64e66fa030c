import SluiceDiagnostics
import SluiceLanguage

/// Before a block runs again and again, it is gone through without any work: a
/// mistake that each round would meet is told before the first, and not when
/// the others are done.
extension Context {
  /// - Throws: A mistake that every run of a sweep would meet.
  func foresee(_ sweep: Sweep) throws(Stop) {
    try foresee { dry throws(Stop) in try dry.dryRun(sweep) }
  }

  /// - Throws: A mistake that every round of a loop would meet, and what is
  ///   written wrong in a branch.
  func foresee(_ statement: Statement) throws(Stop) {
    guard !isForeseen else { return }
    guard case .loop(let name, let values, let body) = statement.kind else {
      return try foresee { dry throws(Stop) in
        try dry.dryRun(statement)
      }
    }
    let items = try loopItems(of: values)
    guard let first = items.first, let last = items.last else { return }
    try foresee { dry throws(Stop) in
      let found = try [first, last].map { item throws(Stop) in
        var round = dry
        round.state.setItem(name.text, item)
        return try round.findings { round throws(Stop) in
          try round.execute(body) { _ in }
        }
      }
      for mistake in Self.common(found) where mistake.code.exitStatus == 2 {
        try dry.note(.mistake(mistake))
      }
    }
  }

  private func foresee(
    _ body: (inout Context) throws(Stop) -> Void
  ) throws(Stop) {
    var dry = self
    let run = DryRun()
    dry.environment.dryRun = run
    dry.environment.fileWatchers = []
    dry.state.log = state.log.map(StateLog.init(readingFor:))
    dry.environment.cautions = Cautions()
    dry.isForeseen = true
    do throws(Stop) { try body(&dry) } catch {
      guard error.isUndecided else { throw error }
    }
    let certain = run.findings.mistakes.first {
      ![.unreachable, .unusedParameter].contains($0.code)
    }
    if let certain { throw .mistake(certain) }
  }

  /// What a dry run finds in some statements, and in no others.
  mutating func findings(
    _ body: (inout Context) throws(Stop) -> Void
  ) throws(Stop) -> [Diagnostic] {
    guard let findings = environment.dryRun?.findings else { return [] }
    let before = findings.setAside()
    do throws(Stop) { try body(&self) } catch {
      _ = findings.takeBack(before)
      throw error
    }
    return findings.takeBack(before)
  }

  /// The mistakes that all of some rounds have.
  static func common(_ rounds: [[Diagnostic]]) -> [Diagnostic] {
    (rounds.first ?? []).filter { mistake in
      rounds.allSatisfy { $0.contains { $0.isOne(with: mistake) } }
    }
  }
}

extension Diagnostic {
  /// Whether it is the same mistake, maybe with other values.
  fileprivate func isOne(with other: Diagnostic) -> Bool {
    guard code == other.code else { return false }
    guard let place, let there = other.place else {
      return title == other.title
    }
    return place == there
  }
}
