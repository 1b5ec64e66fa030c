import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

/// A parameter as a notebook declares it.
package struct ParameterInfo: Sendable, Equatable {
  package var name: String
  /// `int`, or nothing if it is not declared.
  package var type: String?
  /// The value it has if none is given, and its bounds, as they are written.
  package var standard: String
  package var bounds: String?
  package var description: String?
}

extension NotebookRun {
  /// The notebook's parameters, in order.
  package var parameters: [ParameterInfo] {
    declarations(in: programs).map { parameter, source in
      ParameterInfo(
        name: parameter.name.text, type: parameter.type?.text,
        standard: source.text(parameter.value.span),
        bounds: parameter.bounds.map { source.text($0.span) },
        description: parameter.description)
    }
  }

  /// A parameter with the text it stands in.
  typealias Declaration = (parameter: Parameter, source: SourceText)

  /// A cell's commands, and what is wrong with their syntax.
  typealias CellProgram = (program: Program, diagnostics: [Diagnostic])

  /// Those of all cells that run. They are read anew each time: a run keeps
  /// nothing of what it passed.
  var programs: [CellProgram] {
    let shapes = session.environment.registry.shapes
    return cells.filter { !$0.options.isShownOnly }.map { cell in
      let found = parse(notebook.source(cell), shapes: shapes)
      // What a learner wrote fails that cell alone.
      return cell.isLearners ? (found.program, []) : found
    }
  }

  /// All parameters.
  func declarations(in programs: [CellProgram]) -> [Declaration] {
    programs.flatMap { program, _ in
      program.statements.flatMap(\.parameters).map { ($0, program.source) }
    }
  }

  /// What is wrong before anything runs: that there is nothing to run, the
  /// syntax of all cells, and values given for parameters.
  package func check() -> [Diagnostic] { check(programs) }

  func check(_ programs: [CellProgram]) -> [Diagnostic] {
    guard !cells.isEmpty else {
      let like = notebook.lookalikes.first?.place
      return [
        Diagnostic(
          .badNotebook, "\(notebook.name) has no cell, so nothing would run",
          hint: like.map {
            "line \($0.line) looks like one: sluice check"
              + " \(shellWord(notebook.name)) says why it is none"
          }
            ?? "put its commands between lines ```sluice and ```; commands"
            + " without prose run with: sluice < \(shellWord(notebook.name))")
      ]
    }
    let mistakes = programs.flatMap(\.diagnostics)
    return mistakes.isEmpty
      ? wrongParameters(declarations(in: programs)) : mistakes
  }

  /// What is wrong with the values given for parameters.
  func wrongParameters(_ declarations: [Declaration]) -> [Diagnostic] {
    session.given.sorted { $0.key < $1.key }.compactMap { name, given in
      mistake(in: given, for: name, declarations)
    }
  }

  /// What is wrong with a value for a parameter.
  func mistake(
    in given: Given, for name: String, _ declarations: [Declaration]
  ) -> Diagnostic? {
    guard let found = declarations.first(where: { $0.0.name.text == name })
    else {
      let names = declarations.map(\.parameter.name.text)
      return Diagnostic(
        .unknownName, "\(notebook.name) has no parameter \(name)",
        at: given.place?.fromItsLine,
        hint: didYouMean(
          name, in: names,
          otherwise: names.isEmpty
            ? "it has none" : "it has \(names.joined(separator: ", "))"))
    }
    var mistake = session.mistake(
      in: given, for: found.parameter, of: found.source)
    if given.looksVaried, let hint = mistake?.hint {
      mistake?.hint =
        hint + "; to run it for each of several values, add --table FILE.csv"
    }
    return mistake
  }
}

extension Given {
  /// Whether it was typed as several values.
  fileprivate var looksVaried: Bool {
    folder != nil && (text.contains("..") || text.contains(","))
  }
}

extension NotebookRun {
  /// The names that its cells define with `let` outside of blocks, in order.
  package var boundNames: [String] {
    var names: [String] = []
    for statement in programs.flatMap(\.program.statements) {
      if case .binding(let name, _) = statement.kind,
        !names.contains(name.text)
      {
        names.append(name.text)
      }
    }
    return names
  }
  /// Parameters to which the user gave other values than outputs are recorded
  /// with: those of the profile, else the notebook's own. Where a file lies is
  /// no such value.
  package func deviations(from profile: NotebookSettings.Profile?) -> [String] {
    let recorded = profile?.given ?? [:]
    return declarations(in: programs).compactMap { parameter, source in
      let name = parameter.name.text
      guard let given = session.given[name], given.folder != nil,
        parameter.type?.text != ParameterType.path.rawValue
      else { return nil }
      let now = try? session.value(of: parameter, given, in: source)
      let then = try? session.value(of: parameter, recorded[name], in: source)
      guard let now, let then else { return name }
      return String(describing: now) == String(describing: then) ? nil : name
    }
  }
}

extension Place {
  /// The place, with what leads to it on its line.
  fileprivate var fromItsLine: Place {
    var place = self
    let blanks = text.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    place.columns = min(blanks, columns.lowerBound)..<columns.upperBound
    return place
  }
}

extension Session {
  /// What is wrong with a value given for a parameter, as far as that can be
  /// known on its own.
  fileprivate func mistake(
    in given: Given, for parameter: Parameter, of source: SourceText
  ) -> Diagnostic? {
    do throws(Stop) {
      _ = try value(of: parameter, given, in: source)
      return nil
    } catch {
      // A default that needs other names is known only when it runs.
      return error.mistake.flatMap {
        $0.place?.file == given.source ? $0 : nil
      }
    }
  }

  /// The value that a parameter gets, as far as it can be known on its own.
  fileprivate func value(
    of parameter: Parameter, _ given: Given?, in source: SourceText
  ) throws(Stop) -> Value {
    let values = given.map { [parameter.name.text: $0] } ?? [:]
    let context = Context(
      State(), environment, source: source, mode: .file, given: values,
      stream: StepIdentity.named("check").stream(seed: 0))
    return try context.value(of: parameter)
  }
}

extension Statement {
  /// The parameters declared here and in blocks below.
  var parameters: [Parameter] {
    switch kind {
    case .parameter(let parameter): [parameter]
    case .loop(_, _, let body): body.flatMap(\.parameters)
    case .sweep(let sweep): sweep.body.flatMap(\.parameters)
    case .conditional(let branches, let otherwise):
      (branches.flatMap(\.body) + otherwise).flatMap(\.parameters)
    default: []
    }
  }
}
