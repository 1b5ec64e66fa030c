import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

private let averageDoc =
  "the score of all sentences, or the mean of the domains' scores"

/// What an example of a trained network starts with.
let trainedExample = [
  "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
  "task names = toy.ner metric=span_f1",
  "network net tasks=[names, pos] layers=2 hidden=16 spelling=8",
  "train net epochs=2",
]

extension Context {
  /// A task of a network beside sentences with labels for it.
  fileprivate func evaluation(
    _ network: Located<Value>?, _ task: Symbol, _ data: Located<Value>?
  ) throws(Diagnostic) -> Evaluation {
    guard let network, let data else {
      throw fail(.missingArgument, "a network and data are needed", at: span)
    }
    let object = try self.network(network)
    let number = try object.task(task, in: self)
    let selection = try selection(data)
    let noLabels = fail(
      .noLabels, "these sentences have no label of \(task.text)",
      at: data.span, hint: "show the corpus to see which parts do")
    guard !leavesWorkOut() else {
      throw selection.hasLayer(object.network.tasks[number].layer)
        ? .undecided : noLabels
    }
    let evaluation = object.network.evaluation(
      task: number, on: selection, threads: environment.threads)
    guard evaluation.tokens > 0 else { throw noLabels }
    return evaluation
  }
}

/// What a score is taken over.
enum Average: String, FieldValue, CaseIterable {
  /// All sentences as one, so that a large domain counts for more.
  case all
  /// Each domain, and then their mean.
  case domains

  func of(
    _ evaluation: Evaluation, _ score: (Evaluation) -> Double
  ) -> Double {
    guard self == .domains else { return score(evaluation) }
    let scores = evaluation.byDomain.map { score($0.evaluation) }
    return scores.reduce(0, +) / Double(max(1, scores.count))
  }
}

/// A function of a network's task and sentences for it.
protocol TaskFunction: Function {
  var network: Located<Value>? { get set }
  var task: Symbol { get set }
  var data: Located<Value>? { get set }
}

extension TaskFunction {
  static var result: String? { Value.number(0).kind }

  /// The three arguments that all have.
  static var scored: [Field<Self>] {
    [
      .argument(\.network, "net", "the network", suggest: .networks),
      .argument(\.task, "task", "one of its tasks", suggest: .tasks),
      .argument(\.data, "data", "the sentences", suggest: .corpora),
    ]
  }
}

struct AccuracyFunction: TaskFunction {
  static let name = "accuracy"
  static let summary = "The share of labelled tokens that are right, 0 to 1."
  static let examples =
    trainedExample + [
      "print accuracy(net, pos, toy.test)",
      "print accuracy(net, pos, except(toy, mail).test, average=domains)",
    ]

  var network: Located<Value>?
  var task = Symbol()
  var data: Located<Value>?
  var average = Average.all

  static var fields: [Field<Self>] {
    scored + [.option(\.average, "average", averageDoc)]
  }

  func value(in context: Context) throws(Diagnostic) -> Value {
    .number(
      average.of(try context.evaluation(network, task, data), \.accuracy))
  }
}

struct SpanF1Function: TaskFunction {
  static let name = "f1"
  static let summary = "The F1 of spans, as conlleval counts, 0 to 1."
  static let examples =
    trainedExample + [
      "print f1(net, names, toy.test)",
      "print f1(net, names, toy.test, strict=yes)",
    ]

  var network: Located<Value>?
  var task = Symbol()
  var data: Located<Value>?
  var strict = false
  var average = Average.all

  static var fields: [Field<Self>] {
    scored + [
      .option(
        \.strict, "strict", "count broken sequences as strict IOB2 does"),
      .option(\.average, "average", averageDoc),
    ]
  }

  func value(in context: Context) throws(Diagnostic) -> Value {
    .number(
      average.of(try context.evaluation(network, task, data)) {
        $0.spans(strict ? .strict : .conlleval).f1
      })
  }
}

struct LossFunction: TaskFunction {
  static let name = "loss"
  static let summary =
    "A task's mean cross-entropy over labelled tokens, in nats."
  static let examples = trainedExample + ["print loss(net, pos, toy.test)"]

  var network: Located<Value>?
  var task = Symbol()
  var data: Located<Value>?

  static var fields: [Field<Self>] { scored }

  func value(in context: Context) throws(Diagnostic) -> Value {
    guard let network else { return .number(.nan) }
    let object = try context.network(network)
    let number = try object.task(task, in: context)
    var probe = try context.probe(object, data, 0)
    return .number(probe.losses()[number])
  }
}

struct TallyFunction: TaskFunction {
  static let name = "tally"
  static let summary =
    "What each sentence adds to a task's score, for `compare` to test over"
    + " sentences."
  static let examples =
    trainedExample + ["let sentences = tally(net, pos, toy.test)"]
  static let result: String? = Value.text("").kind

  var network: Located<Value>?
  var task = Symbol()
  var data: Located<Value>?

  static var fields: [Field<Self>] { scored }

  func value(in context: Context) throws(Diagnostic) -> Value {
    let evaluation = try context.evaluation(network, task, data)
    return .text(
      Tally(
        counts: evaluation.task.metric == .accuracy
          ? evaluation.tokenCounts : evaluation.spanCounts
      ).text)
  }
}

/// Sentences' counts as a text: `3/4 5/5` for right tokens of all, `1/2/2` for
/// right, predicted and gold spans.
struct Tally {
  var counts: [Randomization.Counts]

  init(counts: [Randomization.Counts]) { self.counts = counts }

  /// Nil where the text is no tally.
  init?(_ text: String) {
    counts = text.split(separator: " ").map {
      $0.split(separator: "/").compactMap { Double($0) }
    }
    guard let width = counts.first?.count, width == 2 || width == 3,
      counts.allSatisfy({ $0.count == width })
    else { return nil }
  }

  var text: String {
    counts.map { $0.map { String(Int($0)) }.joined(separator: "/") }
      .joined(separator: " ")
  }
}

struct SignificanceFunction: Function {
  static let name = "significance"
  static let summary =
    "The p-value of two networks' difference, over the same sentences."
  static let examples =
    trainedExample + [
      "network small tasks=[names, pos] layers=1 hidden=4 spelling=4",
      "train small epochs=1",
      "print significance(net, small, pos, toy.test)",
    ]
  static let result: String? = Value.number(0).kind

  var one: Located<Value>?
  var two: Located<Value>?
  var task = Symbol()
  var data: Located<Value>?
  var rounds = 10_000

  static var fields: [Field<Self>] {
    [
      .argument(\.one, "one", "a network", suggest: .networks),
      .argument(\.two, "two", "another", suggest: .networks),
      .argument(\.task, "task", "a task of both", suggest: .tasks),
      .argument(\.data, "data", "the sentences", suggest: .corpora),
      .option(
        \.rounds, "rounds", "how often outputs are swapped at random",
        atLeast: 99, atMost: 1_000_000),
    ]
  }

  func value(in context: Context) throws(Diagnostic) -> Value {
    let first = try context.evaluation(one, task, data)
    let second = try context.evaluation(two, task, data)
    let byF1 = first.task.metric != .accuracy
    return .number(
      Randomization.pValue(
        byF1 ? first.spanCounts : first.tokenCounts,
        byF1 ? second.spanCounts : second.tokenCounts, rounds: rounds,
        context.random.split("significance"),
        score: byF1 ? Randomization.f1 : Randomization.accuracy))
  }
}
