import Foundation
import SluiceEvaluator
import SluiceKeeping

/// What a step has looked at while it ran. Where all of it is the same, the
/// step does the same.
package struct StepTrace: Codable, Sendable {
  /// What a name stood for before the step.
  struct Reading: Codable, Equatable, Sendable {
    /// Nil where it stood for nothing.
    var digest: ContentDigest?
    /// A plain value in a few words; nothing of others.
    var text: String?
  }

  var names: [String: Reading] = [:]
  /// All names with their values, in the order of their definitions.
  var all: ContentDigest?
  /// What was given from outside for parameters; nil for nothing.
  var given: [String: String?] = [:]
  /// Texts that the user gave and the paths that they were taken for.
  var paths: [String: String]?
  var read: [StepFile] = []
  var written: [StepFile] = []
  /// Of a step with rows of sweeps, whether those of earlier runs were left
  /// aside.
  var isFresh: Bool?

  /// - Parameters:
  ///   - log: What was looked at.
  ///   - files: What was opened.
  ///   - session: The session as it was before the step.
  ///   - coding: How values are kept.
  /// - Throws: Where a value cannot be kept.
  init(
    _ log: StateLog.Record, _ files: StepFiles, in session: Session,
    _ coding: KeptCoding
  ) throws {
    let state = session.state.unlogged
    for name in log.names {
      names[name] = try Self.reading(name, state, coding)
    }
    if log.readsAll { all = try Self.all(state, coding) }
    for name in log.parameters {
      given.updateValue(session.givenText(name), forKey: name)
    }
    if log.opensPaths { paths = session.paths }
    read = files.read
    written = files.written(besides: session.environment.scratch)
    if !files.rows.isEmpty { isFresh = session.environment.scratch != nil }
  }

  private static func reading(
    _ name: String, _ state: State, _ coding: KeptCoding
  ) throws -> Reading {
    guard let value = state.own(name) else { return Reading() }
    let text = if case .object = value { "" } else { value.written }
    return Reading(
      digest: try coding.digest(of: value),
      text: text.count > 60 ? text.prefix(59) + "…" : text)
  }

  private static func all(
    _ state: State, _ coding: KeptCoding
  ) throws -> ContentDigest {
    ContentDigest(
      of: try state.definedNames.map { name in
        let digest = try state.own(name).map(coding.digest)
        return "\(digest?.text ?? "") \(name)"
      }.joined(separator: "\n"))
  }

  /// What is other now than it was; nothing where the step does the same.
  ///
  /// - Parameters:
  ///   - session: The session before the step.
  ///   - coding: How values are kept.
  ///   - isThorough: Whether all of it is wanted, and not the first alone.
  /// - Returns: The changes, those of values first.
  func changes(
    in session: Session, _ coding: KeptCoding, isThorough: Bool = false
  ) -> [StepChange] {
    var changes: [StepChange] = []
    let state = session.state.unlogged
    func isOver(_ change: StepChange?) -> Bool {
      if let change { changes.append(change) }
      return !isThorough && !changes.isEmpty
    }
    for name in given.keys.sorted() {
      let (old, new) = (given[name] ?? nil, session.givenText(name))
      if old != new, isOver(.given(name)) {
        return changes
      }
    }
    for (name, old) in names.sorted(by: { $0.key < $1.key }) {
      let new = try? Self.reading(name, state, coding)
      if new?.digest != old.digest || new == nil,
        isOver(.value(name, from: old.text, to: new?.text))
      {
        return changes
      }
    }
    if let paths, paths != session.paths, isOver(.paths) { return changes }
    for file in read where !file.isSame(in: session) {
      let isGone = !FileManager.default.fileExists(atPath: file.place)
      if isOver(.file(file.path, isGone: isGone)) { return changes }
    }
    for file in written
    where ContentDigest(contentsOf: file.place) != file.digest {
      if isOver(.written(file.path)) { return changes }
    }
    if let all, (try? Self.all(state, coding)) != all, isOver(.all) {
      return changes
    }
    if let isFresh, isFresh != (session.environment.scratch != nil) {
      changes.append(.rows)
    }
    return changes
  }
}

extension Session {
  /// What was given for a parameter, and where the user was.
  fileprivate func givenText(_ name: String) -> String? {
    given[name].map {
      "\($0.isText ? "text" : "value") \($0.folder ?? "") \($0.text)"
    }
  }

  fileprivate var paths: [String: String] {
    Dictionary(state.paths(among: given).map { ($0.text, $0.path) }) {
      first, _ in first
    }
  }
}
