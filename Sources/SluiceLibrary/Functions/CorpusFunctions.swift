import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// A function that reads a corpus from files.
protocol ReadingFunction: WorkingFunction where Plan == Void {
  var path: String { get }
  var domains: [Symbol]? { get }
  var format: CorpusSource.Format { get }
}

extension ReadingFunction {
  static var result: Kind? { .corpus }

  func check(_ context: Context) {}

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
    try context.reading(path) { full throws(Diagnostic) in
      try read(CorpusSource(full, format, domains: domains?.map(\.text)))
    }
  }
}

extension Context {
  /// The name of a layer that a corpus has.
  func layer(
    _ layer: Symbol, of selection: Selection
  ) throws(Stop) -> String {
    let names = selection.corpus.layers.map(\.name)
    guard names.contains(layer.text) else {
      throw fail(
        .unknownLayer, "\(selection.corpus.name) has no layer \(layer.text)",
        at: layer.span,
        hint: didYouMean(
          layer.text, in: names,
          otherwise: "it has \(names.joined(separator: ", "))"))
    }
    return layer.text
  }
}

struct ColumnsFunction: ReadingFunction {
  static let name = "columns"
  static let summary =
    "Reads columns: a token a line, an empty line after a sentence."
  static let examples = ["corpus mine = columns(\"my-corpus\")", "show mine"]

  @Required var path: String
  var domains: [Symbol]?
  var names: [Symbol] = []
  var word: Symbol?
  var separator = Separator.auto

  enum Separator: String, FieldValue, CaseIterable {
    case auto, tab, blanks, comma, semicolon
  }

  static var fields: [Field<Self>] {
    [
      .argument(
        \.$path, "path",
        "a file, a folder of train, dev and test, or a folder of such folders",
        suggest: .paths),
      .option(\.domains, "domains", "which folders to read, in this order"),
      .option(
        \.names, "columns", "names of all columns; `_` skips one"),
      .option(
        \.word, "word",
        "the column of the words, by name; by default form, word or token,"
          + " else the first"),
      .option(\.separator, "separator", "the separator between columns"),
    ]
  }

  var format: CorpusSource.Format {
    var reader = ColumnReader()
    reader.names = names.isEmpty ? nil : names.map { $0.text.lowercased() }
    reader.word = word?.text
    switch separator {
    case .auto: reader.separator = .automatic
    case .tab: reader.separator = .character(9)
    case .blanks: reader.separator = .blanks
    case .comma: reader.separator = .character(UInt8(ascii: ","))
    case .semicolon: reader.separator = .character(UInt8(ascii: ";"))
    }
    return .columns(reader)
  }
}

struct ConllUFunction: ReadingFunction {
  static let name = "conllu"
  static let summary =
    "Reads CoNLL-U files, as Universal Dependencies has them."
  static let examples = [
    "corpus ud = conllu(\"my-treebank.conllu\")", "task pos = ud.upos",
  ]

  @Required var path: String
  var domains: [Symbol]?
  var features: [String] = []

  static var fields: [Field<Self>] {
    [
      .argument(\.$path, "path", "a file or a folder", suggest: .paths),
      .option(\.domains, "domains", "which folders to read, in this order"),
      .option(
        \.features, "features",
        "keys that become layers: [\"feats.Number\", \"misc.SpaceAfter\"]"),
    ]
  }

  var format: CorpusSource.Format { .conllU(features: features) }
}

/// A function that reads files of one format, with nothing to choose but which.
protocol FormatFunction: ReadingFunction {
  var given: Required<String> { get set }
  var domains: [Symbol]? { get set }
}

extension FormatFunction {
  var path: String { given.wrappedValue }

  static var fields: [Field<Self>] {
    [
      .argument(\.given, "path", "a file or a folder", suggest: .paths),
      .option(\.domains, "domains", "which folders to read, in this order"),
    ]
  }
}

struct Conll2000Function: FormatFunction {
  static let name = "conll2000"
  static let summary = "Reads CoNLL-2000 files: word, part of speech, chunk."
  static let examples = ["corpus chunks = conll2000(\"my-chunks.txt\")"]
  let format = CorpusSource.Format.conll2000
  var given = Required<String>()
  var domains: [Symbol]?
}

struct Conll2003Function: FormatFunction {
  static let name = "conll2003"
  static let summary =
    "Reads CoNLL-2003 files: word, part of speech, chunk, name."
  static let examples = ["corpus names = conll2003(\"my-names.txt\")"]
  let format = CorpusSource.Format.conll2003
  var given = Required<String>()
  var domains: [Symbol]?
}

struct OntoNotesFunction: FormatFunction {
  static let name = "ontonotes"
  static let summary =
    "Reads OntoNotes in the form of CoNLL-2012: *.gold_conll files in folders"
    + " bc bn mz nw pt tc wb, of train, development and test."
  static let examples = [
    "corpus onto = ontonotes(\"my-ontonotes\", domains=[bn])"
  ]
  let format = CorpusSource.Format.conll2012
  var given = Required<String>()
  var domains: [Symbol]?
}

struct LayerFunction: Function {
  static let name = "layer"
  static let result: Kind? = .layer
  static let summary =
    "A corpus's layer by name: `toy.pos`, with the name"
    + " in a text."
  static let examples = [
    "corpus toy = toy_english(sentences=20)", "task pos = layer(toy, \"pos\")",
  ]

  @Required var data: Sentences
  @Required var layer: Symbol

  static var fields: [Field<Self>] {
    [
      .argument(\.$data, "corpus", "the corpus"),
      .argument(
        \.$layer, "layer", "the layer's name", suggest: .parts(.layer)),
    ]
  }

  func value(in context: Context) throws(Stop) -> Value {
    .object(
      LayerObject(
        selection: data.selection,
        layer: try context.layer(layer, of: data.selection)))
  }
}
