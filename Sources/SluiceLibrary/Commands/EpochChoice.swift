import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// Sentences, or `none`.
enum DevelopmentChoice: FieldValue {
  case data(Sentences)
  case nothing

  static var fieldType: FieldType {
    FieldType(
      Kinds("a part of a corpus, or none", .corpus, .corpusPart),
      examples: ["none"])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> DevelopmentChoice {
    if case .name("none") = expression.kind { return .nothing }
    return .data(try Sentences.read(expression, in: context))
  }

  var spelled: String? { nil }
}

/// `main`, `mean`, `last` or a task's name.
struct SelectSetting: FieldValue {
  var word: Symbol

  static var fieldType: FieldType {
    FieldType(
      Kinds("main, mean, last or a task of the network", .word, .string, .task),
      examples: ["main", "mean", "last"])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> SelectSetting {
    SelectSetting(word: try Symbol.read(expression, in: context))
  }

  var spelled: String? { word.text }
}

extension TrainCommand {
  /// What chooses the epoch.
  func choice(
    _ context: Context
  ) throws(Stop) -> TrainingOptions.Choice {
    let tasks = network.network.tasks
    switch select?.word.text {
    case nil, "main": return .main
    case "mean": return .mean
    case "last": return .last
    case let name?:
      if let task = tasks.firstIndex(where: { $0.name == name }) {
        return .task(task)
      }
      throw context.fail(
        .unknownChoice, "`\(name)` is not a valid choice here",
        at: select?.word.span ?? context.span,
        hint: didYouMean(
          name, in: ["main", "mean", "last"] + tasks.map(\.name),
          otherwise: "choose main, mean, last, or a task of"
            + " \(network.name)"))
    }
  }
}
