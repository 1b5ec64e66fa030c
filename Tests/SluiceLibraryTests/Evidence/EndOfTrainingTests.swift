import SluiceEvaluator
import SluiceOutput
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// How a training ended is told as it was.
@Suite("The end of training") struct EndOfTrainingTests {
  /// What a report says of development scores, in percent.
  private func ending(
    _ scores: [Double?], best: Int?, _ ending: TrainingRun.Ending,
    onlyLabels: [String?] = []
  ) -> [String] {
    let task = NetworkTask(name: "pos", layer: "pos", labels: ["A", "B"])
    let epochs = scores.enumerated().map { index, score in
      var epoch = TrainingRun.Epoch([task])
      epoch.onlyLabels = [
        onlyLabels.indices.contains(index) ? onlyLabels[index] : nil
      ]
      epoch.score = score.map { $0 / 100 }
      epoch.scores = [epoch.score]
      return epoch
    }
    let report = TrainingReport(
      run: RunObject(
        tasks: ["pos"], main: 0, epochs: epochs, best: best, ending: ending,
        seconds: 0), network: "net")
    return TerminalRenderer(width: 200, color: false).render(report.output)
      .split(separator: "\n").map(String.init).filter { line in
        ["trained", "stopped", "note:"].contains { line.hasPrefix($0) }
      }
  }

  @Test("The end of training is told as it was")
  func endings() {
    let rising =
      "note: the score was still rising in the last epoch: more epochs may"
      + " improve it"
    #expect(
      ending([50, 60, 70], best: 2, .finished) == [
        "trained 3 epochs; the weights are those of epoch 3", rising,
      ])
    #expect(
      ending([50, 70, 60], best: 1, .finished) == [
        "trained 3 epochs; the weights are those of epoch 2"
      ])
    #expect(
      ending([50, 70, 70], best: 2, .finished) == [
        "trained 3 epochs; the weights are those of epoch 3, which ties with"
          + " epoch 2"
      ])
    #expect(
      ending([50, 70, 60, 70, 70], best: 4, .patience) == [
        "stopped after 5 epochs, the last 3 no better than epoch 2; the weights"
          + " are those of epoch 5, which ties with epoch 2"
      ])
    #expect(
      ending([50, 70, 60, 60], best: 1, .patience) == [
        "stopped after 4 epochs, the last 2 without improvement; the weights"
          + " are those of epoch 2"
      ])
    // Of one epoch, or without development data, nobody knows.
    #expect(
      ending([50], best: 0, .finished) == [
        "trained 1 epoch; the weights are those of epoch 1"
      ])
    #expect(
      ending([nil, nil], best: 1, .finished) == [
        "trained 2 epochs; the weights are those of epoch 2"
      ])
    // A score of 0 is told apart from one that there is not yet.
    #expect(
      ending(
        [0, 0, 40, 30], best: 2, .finished, onlyLabels: ["O", "O", nil, nil])
        == [
          "trained 4 epochs; the weights are those of epoch 3",
          "note: no span of pos is predicted before epoch 3, and its score is 0"
            + " until then",
        ])
  }

  @Test(
    "A dev part without a span is no reason to keep an epoch, and that is said")
  func noSpanInDev() throws {
    let notes = try Notes(
      """
      corpus c = columns("c")
      task names = c.ner
      network net tasks=[names] layers=1 hidden=4 word=4 characters=4 spelling=4 head=4 seed=1
      train net epochs=5 noise=0 unknown=0
      """,
      files: [
        "c/train.tsv": "# columns = form ner\nIda\tB-PER\nruns\tO\n",
        "c/dev.tsv": "# columns = form ner\nruns\tO\n",
      ])
    #expect(
      notes.notes.contains(
        "the development sentences have no span of names, so that no score"
          + " chose the epoch"), "\(notes)")
  }
}
