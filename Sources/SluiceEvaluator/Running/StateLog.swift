import Synchronization

/// What a step looks at in the state, and what it changes, while somebody wants
/// to know: a step depends on that, and on nothing else of the state.
package final class StateLog: Sendable {
  package struct Record: Sendable, Equatable {
    /// Names that were looked up or changed, defined or not.
    package var names: Set<String> = []
    /// Those of them that were changed, if only in a copy of the state.
    package var changed: Set<String> = []
    /// Whether all names were looked through.
    package var readsAll = false
    /// Parameters of which it mattered what was given for them.
    package var parameters: Set<String> = []
    /// Whether paths were opened, which may be meant from where the user is.
    package var opensPaths = false
  }

  private let record = Mutex(Record())
  private let outer: StateLog?

  package init() { outer = nil }

  /// For a dry run, which decides by what it reads, and changes nothing.
  init(readingFor outer: StateLog) { self.outer = outer }

  func reads(_ name: String) {
    if let outer { return outer.reads(name) }
    record.withLock { _ = $0.names.insert(name) }
  }

  func readsAll() {
    if let outer { return outer.readsAll() }
    record.withLock { $0.readsAll = true }
  }

  func changes(_ name: String) {
    guard outer == nil else { return }
    record.withLock {
      $0.names.insert(name)
      $0.changed.insert(name)
    }
  }

  func reads(parameter name: String) {
    if let outer { return outer.reads(parameter: name) }
    record.withLock { _ = $0.parameters.insert(name) }
  }

  func opensPath() {
    if let outer { return outer.opensPath() }
    record.withLock { $0.opensPaths = true }
  }

  /// What was noted since this was last asked.
  package func taken() -> Record {
    record.withLock { record in
      defer { record = Record() }
      return record
    }
  }
}
