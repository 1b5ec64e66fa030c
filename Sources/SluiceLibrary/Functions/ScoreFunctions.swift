import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

private let averageDoc =
  "the score of all sentences, or the mean of the domains' scores, of those"
  + " that have one"

private let transitionsDoc =
  "which labels may follow which here: any, or only `valid` ones; by default as"
  + " the task has it"

/// What an example of a trained network starts with.
let trainedExample = [
  "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
  "task names = toy.ner",
  "network net tasks=[names, pos] layers=2 hidden=16 spelling=8",
  "train net epochs=2",
]

/// What a score is taken over.
enum Average: String, FieldValue, CaseIterable {
  /// All sentences as one, so that a large domain counts for more.
  case all
  /// Each domain, and then their mean.
  case domains

  func of(
    _ evaluation: Evaluation, _ score: (Evaluation) -> Measure
  ) -> Measure {
    guard self == .domains else { return score(evaluation) }
    return Measure(meanOf: evaluation.byDomain.map { score($0.evaluation) })
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

  var network = Required<Reference<NetworkObject>>()
  var task = Required<Symbol>()
  var data = Required<Sentences>()
  var average = Average.all
  var transitions: NetworkTask.Transitions?

  static var fields: [Field<Self>] {
    scored + [
      .option(\.average, "average", averageDoc),
      .option(\.transitions, "transitions", transitionsDoc),
    ]
  }

  func check(_ context: Context) throws(Stop) -> ScoredTask {
    try ScoredTask(
      network.wrappedValue, task.wrappedValue, data.wrappedValue, context
    ).labelled(by: transitions, context)
  }

  func value(
    _ scored: ScoredTask, _ context: Context
  ) throws(Stop) -> Value {
    .number(
      try scored.value(
        average.of(try scored.evaluation(for: call, context), \.accuracy),
        context))
  }
}

struct SpanF1Function: TaskFunction {
  static let name = "f1"
  static let summary = "The F1 of spans, as conlleval counts, 0 to 1."
  static let examples =
    trainedExample + [
      "print f1(net, names, toy.test)",
      "print f1(net, names, toy.test, strict=yes)",
      "print f1(net, names, toy.test, transitions=any)",
    ]

  var network = Required<Reference<NetworkObject>>()
  var task = Required<Symbol>()
  var data = Required<Sentences>()
  var strict = false
  var average = Average.all
  var transitions: NetworkTask.Transitions?

  static var fields: [Field<Self>] {
    scored + [
      .option(
        \.strict, "strict",
        "count only spans that are well-formed in the layer's scheme"),
      .option(\.average, "average", averageDoc),
      .option(\.transitions, "transitions", transitionsDoc),
    ]
  }

  func check(_ context: Context) throws(Stop) -> ScoredTask {
    let scored = try ScoredTask(
      network.wrappedValue, task.wrappedValue, data.wrappedValue, context
    ).labelled(by: transitions, context)
    try scored.checkSpans(context, strictly: strict)
    return scored
  }

  func value(
    _ scored: ScoredTask, _ context: Context
  ) throws(Stop) -> Value {
    let f1 = average.of(try scored.evaluation(for: call, context)) {
      $0.spans(strict ? .strict : .conlleval).f1
    }
    return .number(try scored.value(f1, of: "span", context))
  }
}

struct LossFunction: TaskFunction {
  static let name = "loss"
  static let summary =
    "A task's mean cross-entropy over labelled tokens, in nats."
  static let examples = trainedExample + ["print loss(net, pos, toy.test)"]

  var network = Required<Reference<NetworkObject>>()
  var task = Required<Symbol>()
  var data = Required<Sentences>()

  static var fields: [Field<Self>] { scored }

  func value(
    _ scored: ScoredTask, _ context: Context
  ) throws(Stop) -> Value {
    var probe = try context.probe(scored.network, scored.data, 0)
    probe.isDone =
      CountedWork(call, of: "sentences", context.environment).isDone
    return .number(
      try scored.value(
        stopping { () throws(Diagnostic) in try probe.losses() }[scored.number],
        context))
  }
}

struct TallyFunction: TaskFunction {
  static let name = "tally"
  static let summary =
    "What each sentence adds to a task's score, for `compare` to test over"
    + " sentences."
  static let examples =
    trainedExample + ["let sentences = tally(net, pos, toy.test)"]
  static let result: Kind? = .string

  var network = Required<Reference<NetworkObject>>()
  var task = Required<Symbol>()
  var data = Required<Sentences>()

  static var fields: [Field<Self>] { scored }

  func value(
    _ scored: ScoredTask, _ context: Context
  ) throws(Stop) -> Value {
    let evaluation = try scored.evaluation(for: call, context)
    _ = try scored.value(
      evaluation.score, of: evaluation.task.metric.counted, context)
    return .string(Tally(counts: evaluation.counts).text)
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

struct SignificanceFunction: WorkingFunction {
  static let name = "significance"
  static let summary =
    "The p-value of the difference between two networks on the same sentences."
  static let examples =
    trainedExample + [
      "network small tasks=[names, pos] layers=1 hidden=4 spelling=4",
      "train small epochs=1",
      "print significance(net, small, pos, toy.test)",
    ]
  static let result: Kind? = .number

  @Required var one: Reference<NetworkObject>
  @Required var two: Reference<NetworkObject>
  @Required var task: Symbol
  @Required var data: Sentences
  var rounds = 10_000

  static var fields: [Field<Self>] {
    [
      .argument(\.$one, "one", "a network"),
      .argument(\.$two, "two", "another"),
      .argument(\.$task, "task", "a task of both", suggest: .names(.task)),
      .argument(\.$data, "data", "the sentences"),
      .option(
        \.rounds, "rounds", "how often outputs are swapped at random",
        atLeast: 99, atMost: 1_000_000),
    ]
  }

  func check(
    _ context: Context
  ) throws(Stop) -> (one: ScoredTask, two: ScoredTask) {
    (
      try ScoredTask(one, task, data, context),
      try ScoredTask(two, task, data, context)
    )
  }

  func value(
    _ scored: (one: ScoredTask, two: ScoredTask), _ context: Context
  ) throws(Stop) -> Value {
    let call = "\(Self.name)(\(one.name), \(two.name), \(task.text))"
    let first = try scored.one.evaluation(for: "\(call), \(one.name)", context)
    let second = try scored.two.evaluation(
      for: "\(call), \(two.name)", context)
    let metric = first.task.metric
    guard first.score.value != nil || second.score.value != nil else {
      _ = try scored.one.value(first.score, of: metric.counted, context)
      return .number(1)
    }
    var other = second
    other.task.metric = metric
    let work = CountedWork(call, of: "rounds", context.environment)
    return .number(
      try stopping { () throws(Diagnostic) in
        try Randomization.pValue(
          first.counts, other.counts, rounds: rounds,
          context.random.split("significance"),
          isDone: { work.isDone($0, of: rounds) },
          score: metric == .accuracy
            ? Randomization.accuracy : Randomization.f1)
      })
  }
}

extension NetworkTask.Metric {
  /// What it counts.
  fileprivate var counted: String { self == .accuracy ? "label" : "span" }
}
