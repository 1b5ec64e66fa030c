import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

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

  var files = CorpusFiles()
  var names: [Symbol] = []
  var word: Symbol?
  var separator = Separator.auto

  enum Separator: String, FieldValue, CaseIterable {
    case auto, tab, blanks, comma, semicolon
  }

  static var fields: [Field<Self>] {
    places + [
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

  var files = CorpusFiles()
  var features: [String] = []

  static var fields: [Field<Self>] {
    places + [
      .option(
        \.features, "features",
        "keys that become layers: [\"feats.Number\", \"misc.SpaceAfter\"]")
    ]
  }

  var format: CorpusSource.Format { .conllU(features: features) }
}

struct Conll2000Function: ReadingFunction {
  static let name = "conll2000"
  static let summary = "Reads CoNLL-2000 files: word, part of speech, chunk."
  static let examples = ["corpus chunks = conll2000(\"my-chunks.txt\")"]
  let format = CorpusSource.Format.conll2000
  var files = CorpusFiles()
  static var fields: [Field<Self>] { places }
}

struct Conll2002Function: ReadingFunction {
  static let name = "conll2002"
  static let summary =
    "Reads CoNLL-2002 files: word, part of speech (if it is there), name."
  static let examples = [
    "corpus ned = conll2002(train=\"ned.train\", dev=\"ned.testa\")"
  ]
  let format = CorpusSource.Format.conll2002
  var files = CorpusFiles()
  static var fields: [Field<Self>] { places }
}

struct Conll2003Function: ReadingFunction {
  static let name = "conll2003"
  static let summary =
    "Reads CoNLL-2003 files: word, part of speech, chunk, name."
  static let examples = ["corpus names = conll2003(\"my-names.txt\")"]
  let format = CorpusSource.Format.conll2003
  var files = CorpusFiles()
  static var fields: [Field<Self>] { places }
}

struct UnerFunction: ReadingFunction {
  static let name = "uner"
  static let summary =
    "Reads files of Universal NER: id, word, name, and two columns that are"
    + " passed over."
  static let examples = ["corpus names = uner(\"my-uner\")"]
  var files = CorpusFiles()
  static var fields: [Field<Self>] { places }

  var format: CorpusSource.Format {
    var reader = ColumnReader()
    reader.names = ["_", "form", "ner", "_", "_"]
    reader.separator = .character(9)
    return .columns(reader)
  }
}

struct OntoNotesFunction: ReadingFunction {
  static let name = "ontonotes"
  static let summary =
    "Reads OntoNotes in the form of CoNLL-2012: *.gold_conll files in folders"
    + " bc bn mz nw pt tc wb, of train, development and test. Has parts of"
    + " speech, names, predicates, and chunks where there are parses."
  static let examples = [
    "corpus onto = ontonotes(\"my-ontonotes\", domains=[bn])",
    "task chunks = onto.chunk",
  ]
  let format = CorpusSource.Format.conll2012
  var files = CorpusFiles()
  static var fields: [Field<Self>] { places }
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
