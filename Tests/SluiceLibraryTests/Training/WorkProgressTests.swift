import SluiceEvaluator
import SluiceLibrary
import Synchronization
import Testing

/// What works long tells how far it has come.
@Suite("News of work") struct WorkProgressTests {
  /// All news of a line, without what time makes of it.
  private func news(_ line: String) -> [String] {
    var session = SmallNetwork.session(
      after: "network other tasks=[names, pos] layers=1 hidden=4 seed=1\n"
        + "train net epochs=1 dev=none\ntrain other epochs=1 dev=none\n")
    let texts = Texts()
    session.environment.progressDelay = .zero
    session.environment.progress = { work in
      texts.all.withLock {
        $0.append(work.text.replacing(/, [^,]* left$/, with: ""))
      }
    }
    _ = session.said(to: line, mode: .prompt)
    return texts.all.withLock { $0 }
  }

  private final class Texts: Sendable {
    let all = Mutex<[String]>([])
  }

  @Test(
    "The last news is of the end",
    arguments: [
      ("evaluate net on=toy", "evaluate net: 40 of 40 sentences"),
      (
        "print accuracy(net, pos, toy)",
        "accuracy(net, pos): 40 of 40 sentences"
      ),
      ("print f1(net, names, toy)", "f1(net, names): 40 of 40 sentences"),
      ("print loss(net, pos, toy)", "loss(net, pos): 40 of 40 sentences"),
      (
        "print closing(net, names, pos, toy)",
        "closing(net, names, pos): 80 of 80 sentences"
      ),
      (
        "print closing(net, names, pos, toy, with=mean)",
        "closing(net, names, pos): 120 of 120 sentences"
      ),
      (
        "print significance(net, other, pos, toy, rounds=250)",
        "significance(net, other, pos): 200 of 250 rounds"
      ),
      ("inspect net flow on=toy", "inspect net flow: 40 of 40 sentences"),
      ("inspect net cost on=toy", "inspect net cost: 31 of 32 entries"),
      (
        "predict net text=\"Anna reads .\"", "predict net: 1 of 1 sentences"
      ),
    ])
  func last(line: String, told: String) {
    #expect(news(line).last == told)
  }

  @Test("A refit tells of both trainings, which are halves of the work")
  func refit() throws {
    let all = news("print refit(net, names, pos, toy.test, epochs=2)")
    let places = all.compactMap { $0.split(separator: ":").first }
    #expect(places.first == "refit(net, names, pos), open")
    #expect(places.last == "refit(net, names, pos), closed")
    #expect(all.contains { $0.contains("open: epoch 2 of 2, batch ") })
    #expect(all.contains { $0.contains("closed: epoch 2 of 2, batch ") })
  }

  @Test("Significance tells of either network, then of its rounds")
  func significance() {
    let places = news("print significance(net, other, pos, toy, rounds=250)")
      .compactMap { $0.split(separator: ":").first.map(String.init) }
    #expect(
      places == [
        "significance(net, other, pos), net",
        "significance(net, other, pos), other",
        "significance(net, other, pos)", "significance(net, other, pos)",
      ])
  }
}
