import SluiceDiagnostics
import SluiceOutput
import Synchronization

/// What makes a result worth less than it looks, such as a score on sentences
/// that were trained on: collected while a statement runs, told when it is
/// done.
package final class Cautions: Sendable {
  private let texts = Mutex<[String]>([])

  init() {}

  fileprivate func add(_ text: String) {
    texts.withLock { if !$0.contains(text) { $0.append(text) } }
  }

  /// What was collected since the last time.
  func take() -> [String] {
    texts.withLock { collected in
      defer { collected = [] }
      return collected
    }
  }
}

extension Context {
  /// Has the user told of something, once, when the statement is done; in a
  /// sweep, when the sweep is.
  package func caution(_ text: String) {
    environment.cautions.add(text)
  }

  /// What the statement's parts had to say, as notes.
  func cautions() -> Output {
    environment.cautions.take().reduce(.nothing) { $0 + .note($1) }
  }
}

extension SweepPlan {
  /// How many different cautions of a sweep are told.
  private static let shown = 3

  /// The cautions of some runs, by a run's number, as notes: each once, with
  /// the first run that it is of.
  func notes(_ cautions: [Int: [String]]) -> Output {
    var runs: [(text: String, numbers: [Int])] = []
    for (number, texts) in cautions.sorted(by: { $0.key < $1.key }) {
      for text in texts {
        if let known = runs.firstIndex(where: { $0.text == text }) {
          runs[known].numbers.append(number)
        } else {
          runs.append((text, [number]))
        }
      }
    }
    let notes = runs.prefix(Self.shown).reduce(Output.nothing) {
      let others = $1.numbers.count - 1
      return $0
        + .note(
          "\($1.text), in the run \(words($1.numbers[0]))"
            + (others == 0
              ? ""
              : others == 1
                ? " and 1 other"
                : " and \(others) others"))
    }
    let more = runs.count - Self.shown
    return more <= 0
      ? notes
      : notes
        + .note(
          more == 1
            ? "1 more note of this kind, about other runs, is left out"
            : "\(more) more notes of this kind, about other runs, are left out")
  }
}
