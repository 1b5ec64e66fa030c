import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

/// Which tasks a network is for.
extension NetworkCommand {
  func checkTasks(_ context: Context) throws(Stop) {
    guard !tasks.isEmpty else {
      throw context.fail(
        .missingArgument, "`network` needs `tasks=[…]`", at: context.span,
        hint: "for instance tasks=[chunks, pos]; the first is the main one")
    }
    var seen: Set<String> = []
    for task in tasks where !seen.insert(task.name).inserted {
      throw context.fail(
        .takenName, "\(task.name) is listed twice", at: task.span,
        hint: "a network has each task once")
    }
  }

  func mainTask(
    _ context: Context
  ) throws(Stop) -> Int {
    guard let main else { return 0 }
    if let index = tasks.firstIndex(where: { $0.name == main.text }) {
      return index
    }
    throw context.fail(
      .unknownName, "the network has no task \(main.text)", at: main.span,
      hint: didYouMean(
        main.text, in: tasks.map(\.name),
        otherwise: "it has \(tasks.map(\.name).joined(separator: ", "))"))
  }
}
