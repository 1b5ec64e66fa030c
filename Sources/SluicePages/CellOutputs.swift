import SluiceDiagnostics
import SluiceNotebook
import SluiceOutput

/// What an exported notebook shows below its cells, and where that is from.
package struct CellOutputs: Sendable {
  package enum Origin: Sendable, Equatable {
    /// The lines that the file has; of the profile, if one is named.
    case recorded(profile: String?)
    /// A run of it; steps that were kept from an earlier one have the same
    /// bits.
    case run
    /// What is kept of earlier runs, up to a cell (by its title), and below
    /// that the lines that the file has; nil where all is kept.
    case kept(upTo: String?)
  }

  package var origin: Origin
  /// What each cell printed, by its number from 0; of a cell that is not in it
  /// the recorded lines are shown.
  package var printed: [Int: Output]
  /// What went wrong in the cell that stopped the run, by its number.
  package var mistakes: [Int: [Diagnostic]]
  /// What the predictions of cells turned out to be, by the cells' numbers.
  package var answers: [Int: PredictedAnswer] = [:]
  /// Values of the run that are not the notebook's own: `epochs=3`.
  package var settings: [String] = []

  package init(
    _ origin: Origin, printed: [Int: Output] = [:],
    mistakes: [Int: [Diagnostic]] = [:]
  ) {
    self.origin = origin
    self.printed = printed
    self.mistakes = mistakes
  }

  var profile: String? {
    if case .recorded(let profile) = origin { profile } else { nil }
  }

  var isRun: Bool {
    if case .recorded = origin { false } else { true }
  }

  /// Where the outputs are from, in a sentence of a page.
  func sentence(seed: UInt64) -> String {
    let values = (["seed \(seed)"] + settings).joined(separator: ", ")
    switch origin {
    case .recorded(let profile):
      return "The outputs are those that are recorded in the notebook"
        + (profile.map { ", under the profile \($0)." } ?? ".")
    case .run: return "The outputs are those of a run with \(values)."
    case .kept(nil):
      return "The outputs are kept from earlier runs with \(values)."
    case .kept(let title?):
      return "The outputs above \(title) are kept from earlier runs with"
        + " \(values); from there on they are as recorded in the notebook."
    }
  }
}
