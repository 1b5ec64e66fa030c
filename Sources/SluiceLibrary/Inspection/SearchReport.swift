import SluiceEvaluator
import SluiceLearning
import SluiceOutput
import SluiceRandom

/// What a search found, what it cost, and what it chose from.
///
/// Nothing here depends on the clock: the same seed prints the same report.
struct SearchReport {
  let name: String
  let plan: SearchCommand.Plan
  let run: SearchRun
  /// The best try, by its number from 0.
  let winner: (number: Int, trial: Trial)

  /// The best network, with what was tried beside it.
  var network: NetworkObject {
    var network = winner.trial.best
    network.search = SearchRecord(
      tries: tries, courses: run.parts.map(\.course))
    return network
  }

  var output: Output {
    (run.isWhole ? .nothing : .text(stopped)) + .table(spaces)
      + .table(course) + .text(best)
      + notes.reduce(.nothing) { $0 + .note($1) }
  }

  // MARK: - Tables

  /// What was chosen from, beside what was counted elsewhere.
  private var spaces: Table {
    let published = PublishedSpace.self
    return Table(
      ["space", "architectures", "what is counted"],
      [
        [
          "this search", NumberText.count(plan.space.count),
          "ties × low × subspaces × skip × α",
        ],
        [
          "with equal ones", NumberText.count(plan.space.combinations),
          "all combinations of these",
        ],
        [
          "Ruder et al. 2017", NumberText.count(published.count),
          "\(published.options)^\(published.pairs): \(published.options) options,"
            + " \(published.pairs) pairs of layers",
        ],
      ])
  }

  /// The best score so far by what had been done.
  private var course: Table {
    let courses = run.parts.map(\.course)
    let steps = courses[0].steps
    let most = 8
    let shown =
      steps.count <= most
      ? Array(steps.indices)
      : (1...most).map { $0 * steps.count / most - 1 }
    return Table(
      ["tries", "epochs", "tokens", "best by \(courses[0].name)"]
        + courses.dropFirst().flatMap {
          ["starts", "tokens", "best of \($0.name)"]
        },
      shown.map { index in
        let step = steps[index]
        return [
          String(step.tries), NumberText.count(step.epochs),
          NumberText.count(step.tokens), Self.percent(step.score),
        ]
          + courses.dropFirst().flatMap { course in
            let step = course.step(within: step.epochs)
            return [
              step.map { String($0.tries) } ?? "–",
              step.map { NumberText.count($0.tokens) } ?? "–",
              Self.percent(step?.score),
            ]
          }
      })
  }

  private static func percent(_ score: Double?) -> String {
    score.map(NumberText.percent) ?? "–"
  }

  /// All tries, a row each.
  private var tries: TableObject {
    let tasks = plan.trials.tasks.enumerated()
      .filter { $0.offset != plan.trials.mainNumber }.map(\.element)
    var table = TableObject(
      axes: SearchRecord.axes, columns: SearchRecord.columns, rows: [])
    for part in run.parts {
      for (index, trial) in part.trials.sorted(by: { $0.key < $1.key }) {
        let choice = part.choices[index]
        table.rows.append([
          .symbol(part.name), .number(Double(index + 1)),
          trial.score.map { .number($0) } ?? .missing,
          .number(Double(trial.epochs)), .number(Double(trial.tokens)),
          .number(trial.run?.seconds ?? 0),
          .number(Double(trial.best.network.parameterCount)),
          .string(choice.tiedText), .string(choice.lowText(tasks)),
          .number(Double(choice.subspaces)), .symbol(choice.skip.rawValue),
          .symbol(choice.alpha.rawValue),
        ])
        table.failures.append(trial.failure)
        table.trained.append(
          trial.best.learned.map { String($0) })
      }
    }
    return table
  }

  // MARK: - Words

  private var stopped: String {
    let parts = run.parts.map { part in
      "\(part.trials.count) of \(part.choices.count) of \(part.name)"
    }
    return "stopped early: \(parts.joined(separator: ", ")) were trained, and"
      + " \(name) is the best of them"
  }

  private var best: String {
    let part = run.parts[0]
    let trial = winner.trial
    let main = plan.trials.main.name
    let auxiliaries = plan.trials.tasks.filter { $0 != main }
    return "\(name) is try \(winner.number + 1) of \(part.choices.count):"
      + " dev \(main) \(Self.percent(trial.score)) after"
      + " \(NumberText.count(trial.epochs, of: "epoch"))\n"
      + part.choices[winner.number].sentence(auxiliaries)
  }

  private var notes: [String] {
    var notes: [String] = []
    if plan.schedule.rungs.count > 1 {
      let rungs = plan.schedule.rungs.map { rung in
        (rung.tries == 1 ? "1 try" : "\(rung.tries) tries")
          + " to \(NumberText.count(rung.epochs, of: "epoch"))"
      }
      notes.append("halving: \(rungs.joined(separator: ", then "))")
    }
    if run.parts.count > 1 {
      let sluice = run.parts[1]
      notes.append(
        "\(sluice.name) is the network as it comes, trained for"
          + " \(NumberText.count(plan.trials.epochs, of: "epoch")) from"
          + " \(NumberText.count(sluice.choices.count, of: "start")): as many"
          + " epochs in all as the search may train, rounded down")
    }
    let failed = run.parts[0].trials.values.count { $0.failure != nil }
    if failed > 0 {
      notes.append(
        "\(failed) of \(run.parts[0].trials.count) tries failed;"
          + " \(name).tries says why")
    }
    notes.append(
      "the best of many development scores is too high by chance: compare with"
        + " a test score of \(name), taken once")
    return notes
  }
}

extension SluiceChoice {
  /// Which layers are tied, from 1.
  var tiedText: String {
    let layers = tied.indices.filter { tied[$0] }.map { String($0 + 1) }
    return layers.isEmpty ? "none" : layers.joined(separator: ", ")
  }

  /// Which auxiliary tasks are supervised below the last layer.
  func lowText(_ tasks: [String]) -> String {
    let low = zip(tasks, levels).filter { $0.1 < tied.count }
    return low.isEmpty
      ? "none" : low.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  /// All of it, in words.
  fileprivate func sentence(_ tasks: [String]) -> String {
    let low = zip(tasks, levels).filter { $0.1 < tied.count }.map {
      "\($0.0) supervised at layer \($0.1)"
    }
    let alpha =
      switch alpha {
      case .off: "no α"
      case .frozen: "α fixed at its start"
      case .trained: "α trained"
      }
    return
      ([tied.contains(true) ? "tied layers: \(tiedText)" : "no layer tied"]
      + (low.isEmpty ? ["no task supervised low"] : low)
      + [
        NumberText.count(subspaces, of: "subspace"), "skip \(skip.rawValue)",
        alpha,
      ]).joined(separator: "; ")
  }
}
