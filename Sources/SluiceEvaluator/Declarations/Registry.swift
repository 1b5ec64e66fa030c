import SluiceLanguage

/// What help lists together.
package enum Topic: String, Sendable, CaseIterable {
  case data, networks, training, inspection, files, session

  package var title: String {
    switch self {
    case .data: "Data"
    case .networks: "Networks and their sharing"
    case .training: "Training and scores"
    case .inspection: "Looking inside"
    case .files: "Saving and loading"
    case .session: "The session"
    }
  }
}

/// All words of the language, and what help knows beside them.
package struct Registry: Sendable {
  package let commands: [any Command.Type]
  package let functions: [any Function.Type]
  package let ideas: [Idea]
  /// The kinds of objects that values can be, for what reads them back.
  package let objects: [any SessionObject.Type]
  /// A number that is raised by hand whenever the same commands give other
  /// results than before; not with each build.
  package let resultsVersion: Int
  /// Says what multiplies matrices here, which decides about last digits.
  package let kernels: @Sendable () -> String
  /// What whoever reads entries understands beside the language: the prompt's
  /// own words.
  package var ownVerbs: [LanguageForm] = []
  package let shapes: [CommandWord]
  private let commandsByName: [String: any Command.Type]
  private let functionsByName: [String: any Function.Type]

  package init(
    commands: [any Command.Type], functions: [any Function.Type],
    ideas: [Idea] = [], objects: [any SessionObject.Type] = [],
    resultsVersion: Int = 1,
    kernels: @escaping @Sendable () -> String = { "none" }
  ) {
    self.commands = commands
    self.functions = functions
    self.ideas = ideas
    self.objects = objects + [TableObject.self]
    self.resultsVersion = resultsVersion
    self.kernels = kernels
    shapes = commands.map { command in
      CommandWord(command.name, form: command.form) { command.shape }
    }
    commandsByName = Dictionary(
      commands.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    functionsByName = Dictionary(
      functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func command(_ name: String) -> (any Command.Type)? {
    commandsByName[name]
  }

  package func function(_ name: String) -> (any Function.Type)? {
    functionsByName[name]
  }

  package var commandNames: [String] { commandsByName.keys.sorted() }
  package var functionNames: [String] { functionsByName.keys.sorted() }
}
