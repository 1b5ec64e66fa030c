import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning
import SluiceLibrary
import SluiceOutput

/// Scores one file's labels against another's.
struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.score.rawValue,
    abstract: "Score the labels of one file against those of another.",
    discussion: """
        sluice score --layer pos notebooks/data/small/trains/test.tsv notebooks/data/small/trains/test.tsv
        sluice score --json --layer pos notebooks/data/small/trains/test.tsv notebooks/data/small/trains/test.tsv
      """)

  @Argument(
    help:
      "the file with the right labels: CoNLL-U if its name ends in .conllu, else columns"
  )
  var gold: String

  @Argument(
    help:
      "the file with the labels to score; left out, they are in the last column of GOLD, behind the right ones"
  )
  var predicted: String?

  @Option(help: "which layer to score, if there are several")
  var layer: String?

  @Flag(help: "print one line of JSON")
  var json = false

  func run() throws {
    try Failure.leaving {
      let evaluation = try evaluation()
      guard json else {
        return Terminal.showWhole(ScoreReport(evaluation).output)
      }
      Event.print(ScoreLine(evaluation))
    }
  }

  private func evaluation() throws(Diagnostic) -> Evaluation {
    let right = try read(gold)
    let layers = right.corpus.layers.map(\.name)
    guard let predicted else {
      guard layers.count > 1 else {
        throw Diagnostic(
          .missingArgument, "\(gold) has not two columns of labels",
          hint: "name a second file, or one with right and predicted labels in"
            + " its last columns")
      }
      return try Evaluation(
        of: ScoredLayer(right, layer: layers[layers.count - 1], name: gold),
        against: ScoredLayer(
          right, layer: layers[layers.count - 2], name: gold))
    }
    let guess = try read(predicted)
    let common = layers.filter(guess.hasLayer)
    guard let layer = layer ?? (common.count == 1 ? common[0] : nil) else {
      throw Diagnostic(
        .missingArgument,
        common.isEmpty
          ? "\(gold) and \(predicted) have no layer in common"
          : "\(gold) and \(predicted) have several layers",
        hint: common.isEmpty
          ? "\(gold) has \(enumeration(layers)); a first line `# columns = form"
            + " ner` names columns"
          : "choose one: --layer \(common.joined(separator: ", or --layer "))")
    }
    return try Evaluation(
      of: ScoredLayer(guess, layer: layer, name: predicted),
      against: ScoredLayer(right, layer: layer, name: gold))
  }

  private func read(_ path: String) throws(Diagnostic) -> Selection {
    let format: CorpusSource.Format =
      WrittenForm(ofFile: path) == .conllU
      ? .conllU(features: []) : .columns(ColumnReader())
    return Selection(try CorpusSource(path, format).read(as: path))
  }
}

/// Scores as one line of JSON; shares from 0 to 1, nothing where there was
/// nothing to score.
private struct ScoreLine: Encodable {
  struct Spans: Encodable {
    var gold, predicted, right: Int
    var precision, recall, f1: Double?

    init(_ counts: SpanScore.Counts) {
      (gold, predicted, right) = (counts.gold, counts.predicted, counts.right)
      precision = counts.precision.value
      recall = counts.recall.value
      f1 = counts.f1.value
    }
  }

  struct Convention: Encodable {
    var micro: Spans
    var macro_f1: Double?
    var types: [String: Spans]

    init(_ score: SpanScore) {
      micro = Spans(score.all)
      macro_f1 = score.macro(\.f1).value
      types = score.byType.mapValues(Spans.init)
    }
  }

  var sentences, tokens: Int
  var accuracy: Double?
  var scheme: String
  var conlleval, strict: Convention?

  init(_ evaluation: Evaluation) {
    sentences = evaluation.sentences.count
    tokens = evaluation.tokens
    accuracy = evaluation.accuracy.value
    scheme = evaluation.scheme.rawValue
    guard evaluation.hasSpans else { return }
    conlleval = Convention(evaluation.spans(.conlleval))
    if evaluation.isStrict { strict = Convention(evaluation.spans(.strict)) }
  }
}
