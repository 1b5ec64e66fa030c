import ArgumentParser
import SluiceDiagnostics

/// What ends a command: mistakes that are told on standard error and decide
/// the exit code.
struct Failure: Error {
  var mistakes: [Diagnostic]

  init(_ mistakes: [Diagnostic]) { self.mistakes = mistakes }

  /// Does something; what goes wrong is told and becomes an exit code.
  static func leaving(_ body: () throws -> Void) throws {
    do { try body() } catch let failure as Failure {
      Terminal.printError(failure.mistakes)
      throw ExitCode(failure.mistakes.map(\.code).exitStatus)
    } catch let diagnostic as Diagnostic {
      Terminal.printError([diagnostic])
      throw ExitCode(diagnostic.code.exitStatus)
    }
  }
}
