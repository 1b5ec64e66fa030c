import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput
import SluiceRandom

/// What a sweep runs.
struct SweepPlan: Sendable {
  let name: Name
  let axes: [String]
  /// All combinations of the axes' values, the first axis slowest.
  let combinations: [[Value]]
  /// The same with objects as they are called: ``AxisLabels``.
  let labels: [[Value]]
  let body: [Statement]
  /// Which value of each axis a combination has, from 0.
  let places: [[Int]]
  /// What the block names with `let`, in order.
  let columns: [String]
  /// Names whose objects the block makes or changes.
  let made: [String]
  /// What is varied and never used by the block.
  let unused: [String]
  /// Where rows are kept.
  let file: OutputFile?
  /// What all runs have in common: the block, in the one layout, the values
  /// that it uses, the axes' names and where random numbers come from. Rows on
  /// file are known by it.
  let digest: String
  /// Of the block alone: a run's random numbers follow from it and from the
  /// run's combination.
  let block: UInt64

  init(_ sweep: Sweep, _ context: Context) throws(Stop) {
    name = sweep.name
    body = sweep.body
    columns = Self.bindings(sweep.body)
    var axes: [String] = []
    var file: OutputFile?
    var values: [[Value]] = []
    var labels: [[Value]] = []
    for axis in sweep.axes {
      if axis.name.text == "to" {
        file = try Self.file(axis.value, context)
        continue
      }
      axes.append(axis.name.text)
      let items = try Self.values(of: axis, context)
      values.append(items)
      labels.append(AxisLabels(items, writtenAs: axis.value).values)
      guard values.reduce(1.0, { $0 * Double($1.count) }) <= 100_000 else {
        throw context.fail(
          .tooLong, "this sweep has more than 100,000 runs",
          at: axis.name.span, hint: "take fewer values")
      }
    }
    self.axes = axes
    let all = values.reduce(1) { $0 * $1.count }
    let isPart = context.isDry && all > DryRun.items
    combinations =
      isPart ? Self.some(of: values) : Self.combinations(of: values)
    self.labels =
      isPart ? Self.some(of: labels) : Self.combinations(of: labels)
    places =
      isPart ? [] : Self.combinations(of: values.map { Array($0.indices) })
    self.file = file
    try Self.check(columns, axes, at: sweep.bodySpan, context)
    let registry = context.environment.registry
    let text = context.source.text(sweep.bodySpan).dropFirst().dropLast()
    block = StepIdentity.digest(
      SourceText(String(text), name: "block"), shapes: registry.shapes)
    let names = StatementNames(sweep.body, registry: registry)
    made = names.made.sorted()
    unused = zip(axes, values).filter { $1.count > 1 }.map(\.0)
      .filter { !names.used.contains($0) }
    let uses = names.used.union(names.changed).subtracting(axes).sorted()
      .compactMap { name in
        context.state[name].map { "\(name) \($0.fingerprint)" }
      }
    let given = names.defined.sorted().compactMap { name in
      context.given(for: name).map { "-p \(name) \($0.text)" }
    }
    var random = context.sweeps
    digest = Digest.text(
      KeptJSON.line([
        [String(block), String(random.next())], axes, uses, given,
      ]))
  }

  private static func file(
    _ value: Expression, _ context: Context
  ) throws(Stop) -> OutputFile {
    let file = try OutputFile.read(value, in: context)
    // The rows beside the table are written, too.
    let rows = KeptRows.rowsPath(of: file.path)
    if let full = try? context.access.writable(
      rows, from: context.environment.folder, isDry: true)
    {
      context.environment.dryRun?.findings.wrote(full, nil)
    }
    return file
  }

  private static func values(
    of axis: CommandCall.Option, _ context: Context
  ) throws(Stop) -> [Value] {
    let items = try context.items(of: axis.value, allowsWords: true)
    var seen: Set<[UInt8]> = []
    let twice = items.first {
      !$0.isOpen && !seen.insert(Array($0.fingerprint.utf8)).inserted
    }
    if let twice {
      var what = twice.written
      if case .object = twice, let kind = twice.phrase.firstRange(of: " ") {
        what = "the same " + twice.phrase[kind.upperBound...]
      }
      throw context.fail(
        .repeatedOption, "`\(axis.name.text)` has \(what) twice",
        at: axis.value.span,
        hint: wordHint(axis.value, context) ?? "name each value once")
    }
    return items
  }

  /// That a word of a list is the name of something, so that it stands for that.
  private static func wordHint(
    _ values: Expression, _ context: Context
  ) -> String? {
    guard case .list(let items) = values.kind else { return nil }
    for case .name(let name) in items.map(\.kind) {
      if case .object(let object)? = context.state[name] {
        return "`\(name)` is \(Value.object(object).phrase) here; in quotes it"
          + " is a word: \(quoted(name))"
      }
    }
    return nil
  }

  private static func check(
    _ columns: [String], _ axes: [String], at span: Range<Int>,
    _ context: Context
  ) throws(Stop) {
    guard !columns.isEmpty else {
      throw context.fail(
        .missingArgument, "a sweep's block names nothing with `let`",
        at: span,
        hint: "name what the table should hold: let score = accuracy(…)")
    }
    if let clash = columns.first(where: axes.contains) {
      throw context.fail(
        .takenName, "`\(clash)` is both varied and named by the block",
        at: span, hint: "rename one of them")
    }
    let own = TableObject.failure
    if (axes + columns).contains(own) {
      throw context.fail(
        .takenName,
        "`\(own)` is the table's own column, which says why runs failed",
        at: span, hint: "choose another name")
    }
  }

  private static func combinations<T>(of values: [[T]]) -> [[T]] {
    values.reduce([[]]) { rows, items in
      rows.flatMap { row in items.map { row + [$0] } }
    }
  }

  /// So many that a dry run of them ends: each value of a short axis at least
  /// once, beside whichever of the others, and of a long one from its first to
  /// its last.
  private static func some(of values: [[Value]]) -> [[Value]] {
    let most = min(DryRun.items, values.map(\.count).max() ?? 1)
    return (0..<most).map { row in
      values.map { items in
        items.count <= most
          ? items[row % items.count]
          : items[row * (items.count - 1) / max(1, most - 1)]
      }
    }
  }

  /// Names that a block's own statements bind, those of inner blocks included.
  private static func bindings(_ body: [Statement]) -> [String] {
    body.flatMap { statement -> [String] in
      switch statement.kind {
      case .binding(let name, _): [name.text]
      case .conditional(let branches, let otherwise):
        branches.flatMap { bindings($0.body) } + bindings(otherwise)
      default: []
      }
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  // MARK: - A run

  /// A run's combination in words, as one would type it.
  func words(_ index: Int) -> String {
    zip(axes, labels[index]).map { "\($0)=\($1.exact)" }
      .joined(separator: " ")
  }

  /// A run's combination as its row on file has it.
  func kept(_ index: Int) -> [KeptValue] {
    zip(combinations[index], labels[index]).map(KeptValue.init(_:label:))
  }

  /// Tells a run from all others of the sweep, on file.
  func key(_ index: Int) -> String { KeptJSON.line(kept(index)) }

  /// What a run's random numbers follow from: its values, whatever they are
  /// called.
  func identity(_ index: Int) -> String {
    KeptJSON.line(combinations[index].map(KeptValue.init))
  }
}

extension Value {
  /// The value as one would type it, with all digits.
  package var exact: String {
    switch self {
    case .number(let number): CSV.text(number)
    case .list(let items):
      "[" + items.map(\.exact).joined(separator: ", ") + "]"
    default: written
    }
  }
}
