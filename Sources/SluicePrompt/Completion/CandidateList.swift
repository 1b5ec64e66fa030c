import SluiceOutput

/// Candidates one under the other, each with what it is; of very many the
/// words alone, side by side.
package struct CandidateList: Sendable {
  private let candidates: [Candidate]
  private static let most = 40

  package init(_ candidates: [Candidate]) { self.candidates = candidates }

  package var output: Output {
    candidates.count > Self.most
      ? .words(candidates.map(\.text))
      : .definitions(
        candidates.map {
          Definition(StyledText($0.text), StyledText($0.summary))
        })
  }
}
