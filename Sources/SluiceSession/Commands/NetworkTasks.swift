import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

/// Which tasks a network is for.
extension NetworkCommand {
  func taskObjects(
    _ context: Context
  ) throws(Diagnostic) -> [TaskObject] {
    guard !tasks.isEmpty else {
      throw context.fail(
        .missingArgument, "`network` needs `tasks=[…]`", at: context.span,
        hint: "for instance tasks=[chunks, pos]; the first is the main one")
    }
    var objects: [TaskObject] = []
    for task in tasks {
      guard case .object(let object) = task.value,
        let object = object as? TaskObject
      else {
        throw context.mismatch(
          task.value, at: task.span, wanted: "a task",
          hint: "define one first: task pos = toy.pos")
      }
      guard !objects.contains(where: { $0.name == object.name }) else {
        throw context.fail(
          .takenName, "\(object.name) is listed twice", at: task.span,
          hint: "a network has each task once")
      }
      objects.append(object)
    }
    return objects
  }

  func mainTask(
    _ tasks: [TaskObject], _ context: Context
  ) throws(Diagnostic) -> Int {
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
