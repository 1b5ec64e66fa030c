import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput
import SluiceRandom

/// A search as it goes on: what was tried, how far each try is, and how the
/// best score rose.
struct SearchRun {
  /// A way of using the work: the search, or the plain sluice network from one
  /// start after the other.
  struct Part {
    let name: String
    let choices: [SluiceChoice]
    let schedule: Halving
    /// By number, those that were trained.
    var trials: [Int: Trial] = [:]
    var course: SearchRecord.Course
    /// Whether all was done that was to be done.
    var isWhole = false

    init(_ name: String, _ choices: [SluiceChoice], _ schedule: Halving) {
      self.name = name
      self.choices = choices
      self.schedule = schedule
      course = SearchRecord.Course(name: name)
    }
  }

  private let plan: SearchCommand.Plan
  private let name: String
  private let stream: RandomStream
  private(set) var parts: [Part]

  init(
    _ command: SearchCommand, _ plan: SearchCommand.Plan, _ context: Context
  ) {
    self.plan = plan
    name = command.target.text
    stream =
      command.setup.seed.map { RandomStream(seed: UInt64(max(0, $0))) }
      ?? context.random.split("search")
    let chosen = plan.space.sample(
      command.tries, stream.split("architectures"))
    parts = [Part(command.method.rawValue, chosen, plan.schedule)]
    guard command.beside else { return }
    let epochs = plan.trials.epochs
    let starts = max(1, plan.schedule.epochs / epochs)
    parts.append(
      Part(
        Method.sluice.name,
        Array(repeating: .sluice(in: plan.space), count: starts),
        Halving(tries: starts, epochs: epochs)))
  }

  /// Trains all that is to be trained, until somebody stops it.
  mutating func run(_ context: Context) throws(Stop) {
    let total = parts.reduce(0) { sum, part in
      sum + part.schedule.rungs.reduce(0) { $0 + $1.tries }
    }
    var several = SeveralTrials("search \(name)", total: total, context)
    for index in parts.indices {
      try run(&parts[index], &several, context)
      guard parts[index].isWhole else { return }
    }
  }

  private func run(
    _ part: inout Part, _ several: inout SeveralTrials, _ context: Context
  ) throws(Stop) {
    var active = Array(part.choices.indices)
    for (number, rung) in part.schedule.rungs.enumerated() {
      if number > 0 {
        let scores = active.reduce(into: [Int: Double]()) {
          $0[$1] = part.trials[$1]?.score
        }
        active = Halving.survivors(of: scores, number: rung.tries)
      }
      let (plan, stream, choices) = (plan.trials, stream, part.choices)
      let (trials, numbers) = (part.trials, active)
      // The search's and the sluice network's tries of one number start from
      // the same seeds.
      let trained = try several.train(
        active.count, to: rung.epochs, context
      ) { place throws(Stop) in
        let index = numbers[place]
        if let trial = trials[index] { return trial }
        return try plan.trial(
          stream.split("try").split(UInt64(index)), choices[index], context)
      }
      for case (let index, let trial?) in zip(active, trained) {
        part.course.add(
          trial, after: part.trials[index], isFirst: number == 0)
        part.trials[index] = trial
      }
      guard !trained.contains(where: { $0 == nil }) else { return }
    }
    part.isWhole = true
  }

  var isWhole: Bool { parts.allSatisfy(\.isWhole) }

  /// The number of the try with the best score, and of equal ones the one that
  /// was trained longest, then the first.
  ///
  /// - Throws: That nothing is left to choose from.
  func winner(
    _ context: Context
  ) throws(Stop) -> (number: Int, trial: Trial) {
    let interrupt = context.environment.interrupt
    let search = parts[0]
    let scored = search.trials.compactMap { index, trial in
      trial.score.map { (index: index, score: $0, epochs: trial.epochs) }
    }
    let best = scored.min {
      ($1.score, $1.epochs, $0.index) < ($0.score, $0.epochs, $1.index)
    }
    if !isWhole, best == nil || !context.keepsPart || interrupt.requests > 1 {
      let reason = interrupt.reason ?? .user
      throw context.fail(
        reason.code,
        "stopped \(reason.phrase) after \(search.trials.count) of"
          + " \(search.choices.count) tries", at: context.span,
        hint: "\(name) is as it was before")
    }
    if let best, let trial = search.trials[best.index] {
      return (best.index, trial)
    }
    let failure = search.trials[0]?.failure
    throw context.fail(
      failure.flatMap { Code(rawValue: $0.code) } ?? .diverged,
      "all \(search.choices.count) tries failed"
        + (failure.map { ", the first since \($0.title)" } ?? ""),
      at: context.span,
      hint: "lower the rate, for instance optimizer=adam(lr=0.001), or name"
        + " other sentences with dev=")
  }
}

extension SearchRecord.Course {
  /// Adds what was done to a try since it was last looked at.
  mutating func add(_ trial: Trial, after earlier: Trial?, isFirst: Bool) {
    var step =
      steps.last
      ?? Step(tries: 0, epochs: 0, tokens: 0, score: nil)
    step.tries += isFirst ? 1 : 0
    step.epochs += trial.epochs - (earlier?.epochs ?? 0)
    step.tokens += trial.tokens - (earlier?.tokens ?? 0)
    step.score = [step.score, trial.score].compactMap(\.self).max()
    steps.append(step)
  }
}
