import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// Where the user says that a corpus lies.
struct CorpusFiles: Sendable {
  /// A file or a folder.
  var path: String?
  var domains: [Symbol]?
  /// A file for each part.
  var train, dev, test: String?

  fileprivate var parts: [(split: String, path: String)] {
    [("train", train), ("dev", dev), ("test", test)].compactMap {
      split, path in path.map { (split, $0) }
    }
  }
}

/// A function that reads a corpus from files.
protocol ReadingFunction: WorkingFunction where Plan == Void {
  var files: CorpusFiles { get set }
  var format: CorpusSource.Format { get }
}

extension ReadingFunction {
  static var result: Kind? { .corpus }

  /// What all readers take.
  static var places: [Field<Self>] {
    [
      .argument(
        \.files.path, "path",
        "a file, a folder of train, dev and test, or a folder of such folders",
        suggest: .paths),
      .option(
        \.files.domains, "domains", "which folders to read, in this order"),
      .option(
        \.files.train, "train", "the file of the train part, in place of PATH",
        suggest: .paths),
      .option(
        \.files.dev, "dev", "the file of the dev part", suggest: .paths),
      .option(
        \.files.test, "test", "the file of the test part", suggest: .paths),
    ]
  }

  func check(_ context: Context) throws(Stop) {
    let hasParts = !files.parts.isEmpty
    if files.path == nil, !hasParts {
      throw context.fail(
        .missingArgument, "`\(Self.name)` needs a file or a folder",
        at: context.span,
        hint: "name it, \(Self.name)(\"PATH\"), or a file for each part:"
          + " \(Self.name)(train=\"PATH\", dev=\"PATH\", test=\"PATH\")")
    }
    if hasParts, files.path != nil || files.domains != nil {
      throw context.fail(
        .extraArgument,
        "`\(Self.name)` takes \(files.path == nil ? "domains=" : "a path") or a"
          + " file for each part, not both", at: context.span,
        hint: files.path == nil
          ? "domains= chooses among the folders of a folder: leave it out"
          : "name all files by train=, dev= and test=, or a folder of them")
    }
  }

  /// The corpus as far as names and first lines of files tell.
  func foreseen(_ plan: Void, _ context: Context) throws(Stop) -> Value {
    let corpus = try reading(context) { source throws(Diagnostic) in
      try source.sketch(as: "corpus")
    }
    guard let corpus else { throw .undecided }
    return .object(CorpusObject(selection: Selection(corpus)))
  }

  func value(_ plan: Void, _ context: Context) throws(Stop) -> Value {
    let corpus = try reading(context) { source throws(Diagnostic) in
      try source.read(as: "corpus")
    }
    for note in corpus.notes { context.caution(note) }
    return .object(CorpusObject(selection: Selection(corpus)))
  }

  private func reading<T>(
    _ context: Context, _ read: (CorpusSource) throws(Diagnostic) -> T
  ) throws(Stop) -> T {
    let parts = files.parts
    let paths = files.path.map { [$0] } ?? parts.map(\.path)
    return try context.reading(paths) { full throws(Diagnostic) in
      let place: CorpusSource.Place =
        parts.isEmpty
        ? .path(full[0], domains: files.domains?.map(\.text))
        : .parts(zip(parts, full).map { ($0.split, $1) })
      return try read(CorpusSource(place, format))
    }
  }
}
