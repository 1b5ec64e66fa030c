import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct PredictCommand: WorkingCommand {
  static let name = "predict"
  static let summary =
    "Labels sentences, to be looked at or written to a file."
  static let topic = Topic.training
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "network net tasks=[pos] layers=1 hidden=16 spelling=8",
    "train net epochs=2", "predict net text=\"Anna reads the old report .\"",
    "predict net on=toy.test to=\"out/test.conllu\" scores=yes",
  ]

  @Required var network: Reference<NetworkObject>
  var on: Sentences?
  var text: String?
  var file: String?
  var target: OutputFile?
  var scores = false

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "the network"),
      .option(\.on, "on", "sentences of a corpus, with labels or without"),
      .option(\.text, "text", "sentences, one a line"),
      .option(
        \.file, "file", "a file of raw text, one sentence a line",
        suggest: .paths),
      .option(
        \.target, "to",
        "the file to write: CoNLL-U if its name ends in .conllu, else columns; all"
          + " but the labels stays as the corpus' own files have it",
        suggest: .paths),
      .option(
        \.scores, "scores", "also how probable each label is, from 0 to 1"),
    ]
  }

  func check(_ context: Context) throws(Stop) {
    let given = [on != nil, text != nil, file != nil].count { $0 }
    guard given > 0 else {
      throw context.fail(
        .missingArgument, "`predict` needs sentences", at: context.span,
        hint: "name them: on=CORPUS, text=\"…\" or file=\"…\"")
    }
    guard given == 1 else {
      throw context.fail(
        .extraArgument, "`predict` takes one of on=, text= and file=",
        at: context.span, hint: "keep the one that is meant")
    }
    if let text {
      guard !PlainText.sentences(text).isEmpty else {
        throw noSentence(context)
      }
    } else if let file {
      try context.reading(file) { full throws(Diagnostic) in
        try PlainText.check(full)
      }
    }
  }

  func run(_ plan: Void, _ context: inout Context) throws(Stop) -> Output {
    let tasks = network.network.tasks.indices.filter(network.isTrained)
    guard !tasks.isEmpty else {
      throw context.fail(
        .notTrained, "no task was trained in \(network.name)",
        at: network.span, hint: "train \(network.name)")
    }
    let selection = try selection(context)
    let sentences = selection.sentences
    guard !sentences.isEmpty else { throw noSentence(context) }
    let work = CountedWork(
      "predict \(network.name)", of: "sentences", context.environment)
    let labelled = try stopping { () throws(Diagnostic) in
      try network.network.labelling(
        of: sentences, in: selection.corpus, withProbabilities: scores,
        threads: context.environment.threads
      ) { work.isDone($0, of: sentences.count) }
    }
    let layers = tasks.flatMap { number in
      let task = network.network.tasks[number]
      // Corpora are read again by their layers' names.
      return task.layers(
        number, labelled,
        called: on == nil || target == nil ? task.name : task.layer,
        digits: target == nil ? 4 : 6)
    }
    guard let target else {
      return Self.tables(selection, layers) + network.untrainedTasks
    }
    try context.write(to: target) { full throws(Diagnostic) in
      let bytes = try selection.written(
        with: layers, as: WrittenForm(ofFile: target.path))
      try WholeFile.write(Data(bytes), to: full, as: target.path)
    }
    let names = enumeration(tasks.map { network.network.tasks[$0].name })
    return .text(
      "labelled \(NumberText.count(sentences.count, of: "sentence")) by \(names)"
        + " in \(target.path)") + network.untrainedTasks
  }

  private func selection(_ context: Context) throws(Stop) -> Selection {
    if let on { return on.selection }
    guard let file else { return Selection(PlainText.corpus(text ?? "")) }
    return Selection(
      PlainText.corpus(
        try context.reading(file) { full throws(Diagnostic) in
          try PlainText.read(full)
        }))
  }

  private static func tables(
    _ selection: Selection, _ layers: [WrittenLayer]
  ) -> Output {
    let corpus = selection.corpus
    let tables = selection.sentences.enumerated().map { place, sentence in
      Table(
        ["word"] + layers.map(\.name),
        corpus.tokens(ofSentence: sentence).enumerated().map { t, token in
          [corpus.spellings[Int(corpus.words[token])]]
            + layers.map { $0.texts[place][t] ?? "–" }
        })
    }
    return Output(blocks: tables.map { .table($0) })
  }

  private func noSentence(_ context: Context) -> Stop {
    context.fail(
      .missingArgument, "there is no sentence to label", at: context.span,
      hint: "predict \(network.name) text=\"Anna reads .\"")
  }
}
