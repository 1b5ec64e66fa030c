import Foundation
import SluiceDiagnostics
import Testing

/// The error pages' examples, checked instead of run.
@Suite("Error pages, checked") struct CheckedPagesTests {
  /// Codes that only data, work or the clock can show.
  static let onlyRunning: Set<Code> = [
    .shellLine, .noDevelopmentData, .noLabels, .tooFewRuns, .diverged,
    .unwritable,
    .columnCount, .mixedScheme, .badLine, .lineTooLong, .withheldWords,
    .badVectors, .badFeatures, .badCheckpoint, .timeout, .interrupted,
    .outputDiffers, .unsolved,
  ]

  @Test(
    "Whatever a check says of an example, running says too",
    arguments: Code.allCases)
  func saysWhatRunningSays(code: Code) throws {
    let page = ErrorPagesTests.folder.appending(path: "\(code.rawValue).md")
    for example in try ErrorPagesTests.examples(page)
    where example.kind != .check {
      let isNotebook = example.kind != .sluice
      let text = isNotebook ? example.code : Checking.cell(example.code)
      let found = try example.inFolder { folder in
        Checking.findings(
          text, named: "wrong.sluice", in: folder,
          access: isNotebook ? .notebook(in: folder) : .everything)
      }.filter { !$0.hasPrefix("error[unused-parameter]") }
      let said = Self.heads(example.message)
      #expect(Self.heads(found.joined(separator: "\n")).isSubset(of: said))
      if !Self.onlyRunning.contains(code) {
        #expect(!found.isEmpty, "\(example.code)")
      }
    }
  }

  /// The first line of each message.
  private static func heads(_ text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").map(String.init).filter {
        $0.hasPrefix("error[")
      })
  }
}
