import SluiceOutput

/// How a step stands, before it is run.
package enum StepStanding: Sendable {
  /// It would not be run again.
  case kept(KeptStep)
  /// It would, since something is other than it was.
  case changed(KeptStep, [StepChange])
  /// Nothing is kept of it.
  case unknown
}

/// Why a step would not do what it did.
package enum StepChange: Equatable, Sendable {
  /// Values in a few words; nil where there is none.
  case value(String, from: String?, to: String?)
  case given(String)
  case file(String, isGone: Bool)
  /// A file that the step wrote is not as it left it.
  case written(String)
  /// Whether rows of earlier runs count.
  case rows
  /// What paths of parameters mean.
  case paths
  /// Some name among all, which the step looks through.
  case all
  // What is known before a step runs.
  case program, kernels, folder, access, identity, error
  case seed(from: UInt64, to: UInt64)
  case code(from: String, to: String)
}

extension StepKey {
  /// What is other than it was in an earlier run.
  func changes(since old: StepKey) -> [StepChange] {
    var changes: [StepChange] = []
    if code != old.code { changes.append(.code(from: old.code, to: code)) }
    if error != old.error { changes.append(.error) }
    if identity != old.identity, code == old.code { changes.append(.identity) }
    if seed != old.seed { changes.append(.seed(from: old.seed, to: seed)) }
    if program != old.program { changes.append(.program) }
    if kernels != old.kernels { changes.append(.kernels) }
    if folder != old.folder { changes.append(.folder) }
    if access != old.access { changes.append(.access) }
    return changes
  }
}

extension StepChange {
  /// The change as the user is told.
  package var sentence: StyledText {
    switch self {
    case .value(let name, let old?, let new?):
      StyledText(
        marked: old == new || old.isEmpty || new.isEmpty
          ? "`\(name)` is another one" : "`\(name)` was \(old) and is \(new)")
    case .value(let name, nil, let new?):
      StyledText(
        marked: "`\(name)` was not there and is now"
          + (new.isEmpty ? "" : ": \(new)"))
    case .value(let name, _, nil):
      StyledText(marked: "`\(name)` is not there any more")
    case .given(let name):
      StyledText(marked: "another value is given for the parameter `\(name)`")
    case .file(let path, let isGone):
      StyledText("\(path) \(isGone ? "is gone" : "has changed")")
    case .written(let path):
      StyledText("\(path), which it wrote, is not as it left it")
    case .rows: StyledText("rows of earlier runs count now, or did then")
    case .paths: StyledText("other paths are given")
    case .all:
      StyledText("it looks through all names, and one of them has changed")
    case .program: StyledText("it was run by another build of the program")
    case .kernels: StyledText("matrices were multiplied by other kernels")
    case .folder: StyledText("the notebook was in another folder")
    case .access: StyledText("other files could be read or written")
    case .identity: StyledText("its random numbers are others")
    case .error: StyledText("its error= option is another")
    case .seed(let old, let new):
      StyledText("the seed was \(old) and is \(new)")
    case .code: StyledText("its commands have changed")
    }
  }
}
