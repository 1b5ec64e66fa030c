import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput

extension Context {
  /// Says how many of the sentences that a network is scored on it was trained
  /// on; nothing where they are a train part, which tells as much.
  func cautionTrained(
    _ network: Reference<NetworkObject>, on selection: Selection
  ) {
    let overlap = network.network.trained.overlap(with: selection)
    let isTrainPart =
      selection.split == "train"
      && (overlap.isWhole || overlap.knownLong == overlap.long)
    guard overlap.isNotable, !isTrainPart else { return }
    caution(
      "\(network.name) was trained on \(overlap.phrase(of: selection.path))")
  }

  /// Says so where a development score is of sentences that are trained on.
  func cautionDevelopment(
    _ development: [Selection?], _ trained: TrainedSentences
  ) {
    for selection in development.compactMap(\.self) {
      let overlap = trained.overlap(with: selection)
      guard overlap.isNotable else { continue }
      caution(
        "the development score is of sentences that are trained on:"
          + " \(overlap.phrase(of: selection.path))")
    }
  }

  /// Says so where a corpus is trained on with its dev and test parts.
  func cautionWhole(_ selection: Selection) {
    guard selection.split == nil else { return }
    let parts = ["dev", "test"].filter { selection.splits.contains($0) }
    guard !parts.isEmpty else { return }
    let path = selection.path
    caution(
      "\(path) is trained on with its \(parts.joined(separator: " and "))"
        + " \(parts.count == 1 ? "part" : "parts");"
        + " on=\(path).train leaves \(parts.count == 1 ? "it" : "them") out")
  }
}

extension TrainedSentences.Overlap {
  /// Which sentences these are: `3 of the 40 sentences of toy.test with …`.
  fileprivate func phrase(of path: String) -> String {
    func all(_ count: Int) -> String {
      switch count {
      case 1: "the one sentence of \(path)"
      case 2: "both sentences of \(path)"
      default: "all \(NumberText.count(count)) sentences of \(path)"
      }
    }
    if isWhole { return all(sentences) }
    let long = " with six words or more"
    guard knownLong < self.long else { return all(self.long) + long }
    return "\(NumberText.count(knownLong)) of the"
      + " \(NumberText.count(self.long)) sentences of \(path)" + long
  }
}

extension Selection {
  /// The part as one would type it: `ewt[ewt-reviews].test`.
  var path: String {
    corpus.name + (domains.map { "[\($0.joined(separator: ", "))]" } ?? "")
      + (split.map { ".\($0)" } ?? "")
  }

  /// Splits that occur, in the usual order.
  var splits: [String] {
    let found = Set(portions.map(\.split))
    let usual = ["train", "dev", "test", "all"].filter(found.contains)
    return usual + found.subtracting(usual).sorted()
  }
}
