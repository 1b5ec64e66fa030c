import SluiceDiagnostics
import SluiceNotebook
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
    if case .run = origin { true } else { false }
  }

  /// Where the outputs are from, in a sentence of a page.
  func sentence(seed: UInt64) -> String {
    switch origin {
    case .recorded(let profile):
      return "The outputs are those that are recorded in the notebook"
        + (profile.map { ", under the profile \($0)." } ?? ".")
    case .run(let kept):
      let values = ["seed \(seed)"] + settings
      return "The outputs are those of a run made for this page, with"
        + " \(values.joined(separator: ", "))"
        + (kept > 0
          ? "; \(NumberText.count(kept, of: "step")) of it"
            + " \(kept == 1 ? "was" : "were") kept from an earlier run." : ".")
    }
  }
}
