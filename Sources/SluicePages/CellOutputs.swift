import SluiceDiagnostics
import SluiceOutput

/// What an exported notebook shows below its cells, and where that is from.
package struct CellOutputs: Sendable {
  package enum Origin: Sendable, Equatable {
    /// The lines that the file has; of the profile, if one is named.
    case recorded(profile: String?)
    /// A run that was made for it, of which so many steps were kept from
    /// earlier ones.
    case run(kept: Int)
  }

  package var origin: Origin
  /// What each cell printed, by its number from 0; of a cell that is not in it
  /// the recorded lines are shown.
  package var printed: [Int: Output]
  /// What went wrong in the cell that stopped the run, by its number.
  package var mistakes: [Int: [Diagnostic]]

  package init(
    _ origin: Origin, printed: [Int: Output] = [:],
    mistakes: [Int: [Diagnostic]] = [:]
  ) {
    self.origin = origin
    self.printed = printed
    self.mistakes = mistakes
  }
}
