import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

extension Context {
  /// A corpus from files, with its errors at the function's place.
  func corpus(
    _ path: String, _ format: CorpusSource.Format, _ domains: [Symbol]?
  ) throws(Diagnostic) -> Value {
    let isSketch = leavesWorkOut()
    let corpus = try reading(path) { full throws(Diagnostic) in
      let source = CorpusSource(full, format, domains: domains?.map(\.text))
      return isSketch
        ? try source.sketch(as: "corpus") : try source.read(as: "corpus")
    }
    guard let corpus else { throw .undecided }
    return .object(CorpusObject(selection: Selection(corpus)))
  }

  /// The name of a layer that a corpus has.
  func layer(
    _ layer: Symbol, of selection: Selection
  ) throws(Diagnostic) -> String {
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

struct ColumnsFunction: Function {
  static let name = "columns"
  static let result: String? = "a corpus"
  static let summary =
    "Reads columns: a token a line, an empty line after a sentence."
  static let examples = ["corpus mine = columns(\"my-corpus\")", "show mine"]

  var path = ""
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
        \.path, "path",
        "a file, a folder of train, dev and test, or a folder of such folders",
        suggest: .paths),
      .option(\.domains, "domains", "which folders to read, in this order"),
      .option(
        \.names, "columns", "names of all columns; `_` for one not read"),
      .option(\.word, "word", "the column of the words, by name"),
      .option(\.separator, "separator", "what stands between columns"),
    ]
  }

  func value(in context: Context) throws(Diagnostic) -> Value {
    var reader = ColumnReader()
    reader.names = names.isEmpty ? nil : names.map { $0.text.lowercased() }
    reader.word = word?.text ?? "1"
    switch separator {
    case .auto: reader.separator = .automatic
    case .tab: reader.separator = .character(9)
    case .blanks: reader.separator = .blanks
    case .comma: reader.separator = .character(UInt8(ascii: ","))
    case .semicolon: reader.separator = .character(UInt8(ascii: ";"))
    }
    return try context.corpus(path, .columns(reader), domains)
  }
}

struct ConllUFunction: Function {
  static let name = "conllu"
  static let result: String? = "a corpus"
  static let summary =
    "Reads CoNLL-U files, as Universal Dependencies has them."
  static let examples = [
    "corpus ud = conllu(\"my-treebank.conllu\")", "task pos = ud.upos",
  ]

  var path = ""
  var domains: [Symbol]?
  var features: [String] = []

  static var fields: [Field<Self>] {
    [
      .argument(\.path, "path", "a file or a folder", suggest: .paths),
      .option(\.domains, "domains", "which folders to read, in this order"),
      .option(
        \.features, "features",
        "keys that become layers: [\"feats.Number\", \"misc.SpaceAfter\"]"),
    ]
  }

  func value(in context: Context) throws(Diagnostic) -> Value {
    try context.corpus(path, .conllU(features: features), domains)
  }
}

/// A function that reads files of one format, with nothing to choose but which.
protocol FormatFunction: Function {
  var path: String { get set }
  var domains: [Symbol]? { get set }
  static var format: CorpusSource.Format { get }
}

extension FormatFunction {
  static var fields: [Field<Self>] {
    [
      .argument(\.path, "path", "a file or a folder", suggest: .paths),
      .option(\.domains, "domains", "which folders to read, in this order"),
    ]
  }

  func value(in context: Context) throws(Diagnostic) -> Value {
    try context.corpus(path, Self.format, domains)
  }
}

struct Conll2000Function: FormatFunction {
  static let name = "conll2000"
  static let result: String? = "a corpus"
  static let summary = "Reads CoNLL-2000 files: word, part of speech, chunk."
  static let examples = ["corpus chunks = conll2000(\"my-chunks.txt\")"]
  static let format = CorpusSource.Format.conll2000
  var path = ""
  var domains: [Symbol]?
}

struct Conll2003Function: FormatFunction {
  static let name = "conll2003"
  static let result: String? = "a corpus"
  static let summary =
    "Reads CoNLL-2003 files: word, part of speech, chunk, name."
  static let examples = ["corpus names = conll2003(\"my-names.txt\")"]
  static let format = CorpusSource.Format.conll2003
  var path = ""
  var domains: [Symbol]?
}

struct OntoNotesFunction: FormatFunction {
  static let name = "ontonotes"
  static let result: String? = "a corpus"
  static let summary =
    "Reads OntoNotes in the form of CoNLL-2012: *.gold_conll files in folders"
    + " bc bn mz nw pt tc wb, of train, development and test."
  static let examples = [
    "corpus onto = ontonotes(\"my-ontonotes\", domains=[bn])"
  ]
  static let format = CorpusSource.Format.conll2012
  var path = ""
  var domains: [Symbol]?
}

struct LayerFunction: Function {
  static let name = "layer"
  static let result: String? = "a layer"
  static let summary = "A corpus' layer by its name, as `toy.pos` by a text."
  static let examples = [
    "corpus toy = toy_english(sentences=20)", "task pos = layer(toy, \"pos\")",
  ]

  var data: Located<Value>?
  var layer = Symbol()

  static var fields: [Field<Self>] {
    [
      .argument(\.data, "corpus", "the corpus", suggest: .corpora),
      .argument(
        \.layer, "layer", "the layer's name", suggest: .parts("a layer")),
    ]
  }

  func value(in context: Context) throws(Diagnostic) -> Value {
    guard let data else { return .truth(false) }
    let selection = try context.selection(data)
    return .object(
      LayerObject(
        selection: selection, layer: try context.layer(layer, of: selection)))
  }
}
