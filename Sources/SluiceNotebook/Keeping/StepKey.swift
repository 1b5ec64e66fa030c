import SluiceDiagnostics
import SluiceEvaluator
import SluiceKeeping

/// What a step is, and by which program it was run: all that is known of it
/// before it runs.
package struct StepKey: Codable, Equatable, Sendable {
  /// The program's own digest.
  package var program: String
  /// What multiplies matrices, which decides about last digits.
  package var kernels: String
  /// Where relative paths start from, and what may be read and written.
  package var folder: String
  package var access: String
  package var seed: UInt64
  package var identity: String
  package var code: String
  /// The error that the cell announces.
  package var error: String?

  /// - Parameters:
  ///   - code: The step's commands, and what else it consists of.
  ///   - cell: Its cell.
  ///   - identity: What its random numbers follow from.
  ///   - session: The session before it.
  ///   - program: What the program is known by.
  init(
    _ code: String, _ cell: Notebook.Cell, _ identity: StepIdentity,
    in session: Session, program: String
  ) {
    let environment = session.environment
    self.program = program
    kernels = environment.registry.kernels()
    folder = FileAccess.absolutePath(of: environment.folder)
    access = environment.access.description
    seed = session.state.seed
    self.identity = identity.key
    self.code = code
    error = cell.options.error?.rawValue
  }
}
