import SluiceRandom

/// All that a session knows: a value, so that a copy is a snapshot.
package struct State: Sendable {
  /// What each name stands for, but for the names of loops that are being run.
  private var own = NameTable<Value>()
  private var items: [String: LoopItem] = [:]
  /// Where all randomness of the session comes from.
  package var seed: UInt64 = 1
  /// Parameters defined so far, with the values in use.
  package var parameters: [String: Value] = [:]
  /// Where each name was defined: the run and the offset in its text.
  var origins = NameTable<Origin>()
  /// The uses of redefined names that were said, for as long as they hold.
  var saidOldUses: Set<OldUse> = []
  /// Texts run so far, and how often each text (by its digest) was run.
  package var runs = 0
  /// Notes what is looked at and changed, where somebody wants to know.
  package var log: StateLog?
  var runsOfText: [UInt64: UInt64] = [:]

  package init() {}

  /// What the name of a loop stands for while its block is run.
  enum LoopItem: Sendable {
    /// Another name: what is done to the one is done to the other.
    case place(String)
    /// An item that is no name's value.
    case copy(Value)
  }

  struct Origin: Equatable, Sendable {
    var run: Int
    var offset: Int
  }

  /// The stream of random numbers of one step.
  ///
  /// - Parameters:
  ///   - step: What the step is; nil for a text without a notebook, which is
  ///     known by itself and by how often it came before.
  ///   - text: The text.
  /// - Returns: The stream.
  package mutating func stream(step: StepIdentity?, text: [UInt8])
    -> RandomStream
  {
    runs += 1
    if let step { return step.stream(seed: seed) }
    let digest = RandomStream.digest(text)
    let ordinal = runsOfText[digest, default: 0]
    runsOfText[digest] = ordinal + 1
    return StepIdentity.commands(digest: digest, ordinal: ordinal)
      .stream(seed: seed)
  }
}

extension State {
  /// What a name stands for.
  package subscript(_ name: String) -> Value? {
    switch items[name] {
    case .place(let place)?: own(place)
    case .copy(let value)?: value
    case nil: own(name)
    }
  }

  /// All names with what they stand for.
  package var values: [String: Value] {
    log?.readsAll()
    return items.isEmpty
      ? own.whole
      : own.whole.merging(
        items.keys.compactMap { name in self[name].map { (name, $0) } }
      ) { $1 }
  }

  /// Whether the block of a loop is being run.
  var isInLoop: Bool { !items.isEmpty }

  /// The names of values, but for those of loops.
  package var ownNames: [String] {
    log?.readsAll()
    return own.names
  }

  /// What a name of its own stands for, whatever a loop calls so.
  package func own(_ name: String) -> Value? {
    log?.reads(name)
    return own[name]
  }

  /// Makes a name stand for a value of its own.
  package mutating func define(_ name: String, as value: Value?) {
    log?.changes(name)
    items[name] = nil
    own[name] = value
  }

  /// The name whose value a name stands for: itself, but for the names of
  /// loops; nil for an item that is no name's value.
  package func place(of name: String) -> String? {
    switch items[name] {
    case .place(let place)?: place
    case .copy?: nil
    case nil: name
    }
  }

  /// Makes a name stand for what it stood for in another state, or for nothing.
  package mutating func restore(_ name: String, from other: State) {
    define(name, as: other.own(name))
    origins[name] = other.origins[name]
  }

  /// Puts a value in the place that ``place(of:)`` found.
  package mutating func assign(_ value: Value, to place: String) {
    log?.changes(place)
    own[place] = value
  }

  /// What a name stands for as the item of a loop; nil where it is none.
  func item(_ name: String) -> LoopItem? { items[name] }

  mutating func setItem(_ name: String, _ item: LoopItem?) {
    items[name] = item
  }

  /// Makes every name unknown, and these as well.
  mutating func forgetAll(and names: Set<String>) {
    for name in Set(own.names).union(items.keys).union(names) {
      define(name, as: .anything)
    }
    origins = NameTable()
  }
}

extension State {
  /// Where in the text of its step a name was defined; nil where it is not.
  package func offset(ofDefinition name: String) -> Int? {
    origins[name]?.offset
  }

  /// Names in the order in which they were defined.
  package var definedNames: [String] {
    ownNames.sorted { one, two in
      guard let first = origins[one], let second = origins[two],
        first != second
      else { return one < two }
      return (first.run, first.offset) < (second.run, second.offset)
    }
  }

  /// Takes over what a step did that was run before, in place of running it.
  ///
  /// - Parameters:
  ///   - values: What it made names stand for; nil for nothing.
  ///   - offsets: Where in its text it defined them.
  ///   - parameters: The parameters that it defined.
  package mutating func takeOver(
    _ values: [String: Value?], definedAt offsets: [String: Int],
    parameters: [String: Value]
  ) {
    runs += 1
    for (name, value) in values {
      define(name, as: value)
      origins[name] = offsets[name].map { Origin(run: runs, offset: $0) }
    }
    self.parameters.merge(parameters) { $1 }
  }
}
