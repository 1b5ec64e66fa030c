import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput
import SluiceRandom

struct SearchCommand: TrialCommand {
  static let name = "search"
  static let summary =
    "Tries architectures of sluice networks, and keeps the one with the best"
    + " development score."
  static let topic = Topic.training
  static let examples = [
    "corpus toy = toy_english(sentences=20, domains=[mail])",
    "task pos = toy.pos",
    "task names = toy.ner",
    "search best tasks=[names, pos] tries=3 epochs=2 layers=2 hidden=8"
      + " spelling=8",
    "plot best search", "let runs = best.tries",
    "compare runs of=score by=way",
    "search quick tasks=[names, pos] tries=4 epochs=2 method=halving factor=2"
      + " layers=2 hidden=8 spelling=8 beside=no test=toy.test",
  ]

  enum Way: String, FieldValue, CaseIterable {
    case random, halving
  }

  @Required var target: Name
  var setup = TrialSetup()
  var main: Symbol?
  var method = Way.random
  var tries = 20
  var factor = 3
  var subspaces: [Located<Int>] = []
  var beside = true
  var test: Sentences?

  static var fields: [Field<Self>] {
    [
      .newName(\.$target, "the name to give the best network"),
      .option(
        \.setup.tasks, "tasks", "what it learns; the first is the main one",
        suggest: .names(.task)),
      .option(
        \.main, "main", "the task whose development score chooses",
        suggest: .names(.task)),
      .option(
        \.tries, "tries", "architectures to try, no two alike", atLeast: 2,
        atMost: 10_000),
      .option(
        \.method, "method",
        "`random`, which trains each to the end, or `halving`, which trains all"
          + " a little and goes on with the best"),
      .option(
        \.factor, "factor",
        "one of how many goes on, with as many times the epochs, for"
          + " `method=halving`", atLeast: 2, atMost: 100),
      .option(
        \.subspaces, "subspaces",
        "how many there may be; by default 1, 2 and 4, where they divide"
          + " `hidden`"),
    ] + sizes + training + [
      .option(
        \.beside, "beside",
        "whether the sluice network is trained as it comes, too, from as many"
          + " starts as take as many epochs in all"),
      .option(
        \.test, "test",
        "sentences to score the network on that was chosen, and no other"),
      .option(\.setup.seed, "seed", "the seed of the search"),
    ]
  }

  /// What is tried, and how.
  struct Plan {
    var trials: TrialPlan
    var space: SearchSpace
    var schedule: Halving
  }

  func check(_ context: Context) throws(Stop) -> Plan {
    try setup.checkTasks(Self.name, context)
    let trials = try TrialPlan(
      setup, called: target.text, tasks: setup.tasks, context
    ) {
      $0.subspaces = 1
      $0.main = main
    }
    let space = try space(trials.architecture, context)
    guard tries <= space.count else {
      throw context.fail(
        .outOfRange,
        "there are \(NumberText.count(space.count)) architectures to try, not"
          + " \(NumberText.count(tries))", at: context.span,
        hint: "take fewer tries, or more layers or subspaces")
    }
    if let test, !test.selection.hasLayer(trials.main.layer) {
      throw context.fail(
        .noLabels, "these sentences have no label of \(trials.main.name)",
        at: test.span, hint: "show the corpus to see which parts do")
    }
    return Plan(
      trials: trials, space: space,
      schedule: method == .random
        ? Halving(tries: tries, epochs: trials.epochs)
        : Halving(tries: tries, epochs: trials.epochs, factor: factor))
  }

  func foresee(_ plan: Plan, _ context: inout Context) throws(Stop) {
    _ = try context.define(target, as: .unknown(kind: .network))
  }

  func run(_ plan: Plan, _ context: inout Context) throws(Stop) -> Output {
    var run = SearchRun(self, plan, context)
    try run.run(context)
    let winner = try run.winner(context)
    let report = SearchReport(
      name: target.text, plan: plan, run: run, winner: winner)
    let defined = try context.define(target, as: .object(report.network))
    return defined + report.output + (try tested(report.network, plan, context))
  }

  /// What may be chosen from.
  private func space(
    _ architecture: Architecture, _ context: Context
  ) throws(Stop) -> SearchSpace {
    for number in subspaces {
      var cut = architecture
      cut.subspaces = number.value
      try checkSubspaces(cut, name: target.text, at: number.span, context)
    }
    let standard = [1, 2, 4].filter { architecture.hidden % $0 == 0 }
    return SearchSpace(
      tasks: setup.tasks.count, layers: architecture.layers,
      subspaces: subspaces.isEmpty ? standard : subspaces.map(\.value))
  }

  /// The test score of the network that was chosen.
  private func tested(
    _ network: NetworkObject, _ plan: Plan, _ context: Context
  ) throws(Stop) -> Output {
    guard let test else { return .nothing }
    let main = plan.trials.main.name
    let scored = try ScoredTask(
      Reference(network, called: target.text, at: context.span),
      Symbol(main, span: test.span), test, context)
    let evaluation = try scored.evaluation(for: "search", context)
    return .text(
      "on \(test.selection.path), which chose nothing: \(main) "
        + (evaluation.choice.map(NumberText.percent) ?? "–"))
  }
}
