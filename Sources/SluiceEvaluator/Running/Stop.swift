import SluiceDiagnostics

/// Why a statement does not go on.
package enum Stop: Error, Equatable, Sendable {
  /// Something is wrong with what the user wrote or gave.
  case mistake(Diagnostic)
  /// Whether anything is wrong cannot be known without the work that a dry run
  /// leaves out; a real run never stops so.
  case undecided

  /// What is wrong; nil where that cannot be known.
  package var mistake: Diagnostic? {
    if case .mistake(let mistake) = self { mistake } else { nil }
  }

  var isUndecided: Bool { mistake == nil }
}

/// Runs a part that knows nothing of statements.
///
/// - Parameter part: What throws a mistake as it is.
/// - Returns: What it gives.
/// - Throws: Its mistake.
package func stopping<T>(
  _ part: () throws(Diagnostic) -> T
) throws(Stop) -> T {
  do throws(Diagnostic) { return try part() } catch { throw .mistake(error) }
}
