import SluiceDiagnostics
import Testing

@testable import SluiceLearning

@Suite("CoNLL formats") struct ConllTests {
  @Test(
    "Tags that CoNLL-2003's reader changes are told, once a layer",
    arguments: [
      ("A N I-NP O\nB N I-NP O\n", ["chunk"]),
      ("A N B-NP I-X\n\nB N O I-X\n", ["ner"]),
      ("A N I-NP I-X\n", ["chunk", "ner"]),
      ("A N B-NP B-X\nB N I-NP I-X\n", []),
      ("A N B-NP S-X\nB N E-NP O\n", []),
    ])
  func changed(text: String, layers: [String]) throws {
    #expect(
      try Conll2003Reader().reading(text).notes
        == layers.map {
          "\($0) is brought from IOB1 to IOB2: an I- that opens a span is read"
            + " as B-"
        })
  }

  @Test("A key that stands nowhere is told") func absent() throws {
    let line = "1\tA\ta\tX\t_\tCase=Nom\t0\troot\t_\tSpaceAfter=No\n"
    let folder = try TemporaryFolder(["a.conllu": line])
    for (features, note) in [
      (["feats.Case", "misc.SpaceAfter"], nil),
      (["feats.case"], "no token has feats.case"),
      (
        ["misc.Case", "feats.Case", "feats.Number"],
        "no token has misc.Case and feats.Number"
      ),
    ] {
      let corpus = try CorpusSource(
        folder.path + "/a.conllu", .conllU(features: features)
      ).read(as: "c")
      #expect(corpus.notes == (note.map { [$0] } ?? []))
    }
  }

  @Test("A file becomes words with labels", arguments: readings)
  func reads(_ reading: Reading) throws {
    let corpus = try reading.reader.corpus(reading.text)
    #expect(corpus.layers.map(\.name) == reading.layers)
    #expect(corpus.text == reading.sentences)
  }

  struct Reading: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var reader: any CorpusReader
    var text: String
    var layers: [String]
    var sentences: [String]
  }

  static let readings = [
    Reading(
      testDescription: "CoNLL-U: several words a token, empty nodes, keys",
      reader: ConllUReader(features: ["feats.Number", "misc.SpaceAfter"]),
      text: """
        # text = We don't stop.
        1\tWe\twe\tPRON\tPRP\tCase=Nom|Number=Plur\t4\tnsubj\t_\t_
        2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
        2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
        3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
        3.1\tever\tever\tADV\tRB\t_\t_\t_\t4:advmod\t_
        4\tstop\tstop\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
        5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
        """,
      layers: [
        "lemma", "upos", "xpos", "feats", "deprel", "feats.Number",
        "misc.SpaceAfter",
      ],
      sentences: [
        "We/we/PRON/PRP/Case=Nom|Number=Plur/nsubj/Plur/_"
          + " do/do/AUX/VBP/_/aux/_/_ n't/not/PART/RB/_/advmod/_/_"
          + " stop/stop/VERB/VB/_/root/_/No ././PUNCT/./_/punct/_/_"
      ]),
    Reading(
      testDescription: "CoNLL-2000", reader: Conll2000Reader(),
      text: "We PRP B-NP\nstop VBP B-VP\n. . O\n\nNow RB B-ADVP\n",
      layers: ["pos", "chunk"],
      sentences: ["We/PRP/B-NP stop/VBP/B-VP ././O", "Now/RB/B-ADVP"]),
    Reading(
      testDescription: "CoNLL-2003: documents, IOB1 read as IOB2",
      reader: Conll2003Reader(),
      text: """
        -DOCSTART- -X- -X- O

        Anna NNP I-NP I-PER
        Berg NNP I-NP I-PER
        Omar NNP B-NP B-PER
        left VBD I-VP O
        Oslo NNP I-NP I-LOC

        """,
      layers: ["pos", "chunk", "ner"],
      sentences: [
        "Anna/NNP/B-NP/B-PER Berg/NNP/I-NP/I-PER Omar/NNP/B-NP/B-PER"
          + " left/VBD/B-VP/O Oslo/NNP/B-NP/B-LOC"
      ]),
    Reading(
      testDescription: "CoNLL-2003: a column of - is no layer, one - no label",
      reader: Conll2003Reader(),
      text: "Anna NNP - I-PER\n-DOCSTART- -X- O O\nOslo - - I-LOC\n",
      layers: ["pos", "ner"], sentences: ["Anna/NNP/B-PER", "Oslo/_/B-LOC"]),
    Reading(
      testDescription: "CoNLL-2012: names in brackets, predicates, chunks",
      reader: Conll2012Reader(),
      text: """
        #begin document (bc/x/1); part 000
        bc/x/1 0 0 Anna NNP (S(NP* - - - - (PERSON* (ARG0* -
        bc/x/1 0 1 Berg NNP *) - - - - *) *) -
        bc/x/1 0 2 left VBD (VP* leave 01 - - * (V*) -
        bc/x/1 0 3 Oslo NNP (NP*))) - - - - (GPE) (ARG1*) -

        bc/x/1 0 0 Gone JJ * go 02 - - * (V*) -
        #end document
        """,
      layers: ["pos", "ner", "predicate", "srl", "chunk", "lowest"],
      sentences: [
        "Anna/NNP/B-PERSON/O/O/B-NP/B-NP Berg/NNP/I-PERSON/O/O/I-NP/I-NP"
          + " left/VBD/O/V/V/B-VP/O Oslo/NNP/B-GPE/O/O/B-NP/B-NP",
        "Gone/JJ/O/A/O/_/_",
      ]),
    Reading(
      testDescription: "CoNLL-2012: a parse that is none",
      reader: Conll2012Reader(),
      text: """
        b 0 0 Yes UH (TOP(INTJ*)) - - - - * -

        b 0 0 # NN (NOPARSE* - - - - * -
        b 0 1 Stop VB *) stop 01 - - * (V*)
        """,
      layers: ["pos", "ner", "predicate", "srl", "chunk", "lowest"],
      sentences: ["Yes/UH/O/O/O/B-INTJ/O", "#/NN/O/O/O/_/_ Stop/VB/O/V/V/_/_"]),
    Reading(
      testDescription: "CoNLL-2012: no parse, no chunks",
      reader: Conll2012Reader(),
      text: "b 0 0 Go VB * go 02 - - * (V*)\n\nb 0 0 On IN - - - - - * -\n",
      layers: ["pos", "ner", "predicate", "srl"],
      sentences: ["Go/VB/O/V/V", "On/IN/O/O/O"]),
  ]

  @Test("What breaks a format is refused", arguments: refusals)
  func refuses(_ refusal: Refusal) {
    #expect(throws: refusal.diagnostic) {
      _ = try refusal.reader.corpus(refusal.text)
    }
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var reader: any CorpusReader
    var text: String
    var diagnostic: Diagnostic
  }

  static let refusals = [
    Refusal(
      testDescription: "CoNLL-U with nine columns", reader: ConllUReader(),
      text: "1\tWe\twe\tPRON\tPRP\t_\t0\troot\t_\n",
      diagnostic: .inWords(
        .columnCount, "line 1 has 9 columns, CoNLL-U has 10", 1,
        "1\tWe\twe\tPRON\tPRP\t_\t0\troot\t_", 0..<27, label: "9 here",
        hint: "columns are separated by tabs; empty ones hold _")),
    Refusal(
      testDescription: "CoNLL-U with a token left out", reader: ConllUReader(),
      text: "1\tWe\t_\t_\t_\t_\t_\t_\t_\t_\n3\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n",
      diagnostic: .inWords(
        .badLine, "token 3 stands where token 2 belongs", 2,
        "3\tgo\t_\t_\t_\t_\t_\t_\t_\t_", 0..<1, label: "expected 2",
        hint: "ids count from 1 in each sentence; an empty line ends one")),
    Refusal(
      testDescription: "CoNLL-U with an id that is none",
      reader: ConllUReader(),
      text: "a-b\tWe\t_\t_\t_\t_\t_\t_\t_\t_\n",
      diagnostic: .inWords(
        .badLine, "token a-b stands where token 1 belongs", 1,
        "a-b\tWe\t_\t_\t_\t_\t_\t_\t_\t_", 0..<3, label: "expected 1",
        hint: "ids count from 1 in each sentence; an empty line ends one")),
    Refusal(
      testDescription: "a key of neither FEATS nor MISC",
      reader: ConllUReader(features: ["Number"]),
      text: "1\tWe\t_\t_\t_\t_\t_\t_\t_\t_\n",
      diagnostic: Diagnostic(
        .unknownColumn, "there is no layer Number in CoNLL-U",
        hint: "keys are written feats.Number or misc.SpaceAfter")),
    Refusal(
      testDescription: "CoNLL-2003 with three columns",
      reader: Conll2003Reader(), text: "Anna NNP O\n",
      diagnostic: .inWords(
        .columnCount, "line 1 has 3 columns, CoNLL-2003 has 4", 1,
        "Anna NNP O", 0..<10, label: "3 here",
        hint: "for other columns use columns(\"…\", columns=[…])")),
    Refusal(
      testDescription: "CoNLL-2012 without its words",
      reader: Conll2012Reader(),
      text: "bc/x/1 0 0 [WORD] NNP * - - - - * -\n",
      diagnostic: .inWords(
        .withheldWords, "the words of words.txt are withheld: they read [WORD]",
        1, "bc/x/1 0 0 [WORD] NNP * - - - - * -", 11..<17,
        label: "no word here",
        hint: "the corpus is distributed without its words, for licence"
          + " reasons;"
          + " put them back from the LDC release (LDC2013T19) first")),
    Refusal(
      testDescription: "CoNLL-2012 with few columns",
      reader: Conll2012Reader(), text: "bc/x/1 0 0 Anna NNP\n",
      diagnostic: .inWords(
        .columnCount, "line 1 has 5 columns, CoNLL-2012 has at least 11", 1,
        "bc/x/1 0 0 Anna NNP", 0..<19, label: "5 here",
        hint: "name *.gold_conll files, not *.gold_skel or parses")),
    Refusal(
      testDescription: "a name closed that was not opened",
      reader: Conll2012Reader(), text: "b 0 0 Anna NNP * - - - - *) -\n",
      diagnostic: .inWords(
        .badLine, "a name is closed that was not opened", 1,
        "b 0 0 Anna NNP * - - - - *) -", 25..<27, label: "closed here",
        hint: "check the brackets of this sentence")),
    Refusal(
      testDescription: "a name within a name", reader: Conll2012Reader(),
      text: "b 0 0 A NNP * - - - - (ORG* -\nb 0 1 B NNP * - - - - (GPE) -\n",
      diagnostic: .inWords(
        .badLine, "a name is opened inside a name", 2,
        "b 0 1 B NNP * - - - - (GPE) -", 22..<27, label: "opened here",
        hint: "names do not nest; check the brackets of this sentence")),
    Refusal(
      testDescription: "a name that is never closed",
      reader: Conll2012Reader(),
      text: "b 0 0 A NNP * - - - - (ORG* -\n\nb 0 0 B NNP * - - - - * -\n",
      diagnostic: .inWords(
        .badLine, "the name ORG is never closed", 1,
        "b 0 0 A NNP * - - - - (ORG* -", 22..<27, label: "opened here",
        hint: "check the brackets of this sentence")),
    Refusal(
      testDescription: "a phrase that is never closed",
      reader: Conll2012Reader(),
      text: "b 0 0 A DT (S(NP* - - - - * -\nb 0 1 B NN *) - - - - * -\n",
      diagnostic: .inWords(
        .badLine, "the phrase S is never closed", 1,
        "b 0 0 A DT (S(NP* - - - - * -", 11..<17, label: "opened here",
        hint: "check the brackets of this sentence")),
    Refusal(
      testDescription: "a phrase closed that was not opened",
      reader: Conll2012Reader(),
      text: "b 0 0 A DT (NP* - - - - * -\nb 0 1 B NN *)) - - - - * -\n",
      diagnostic: .inWords(
        .badLine, "a phrase is closed that was not opened", 2,
        "b 0 1 B NN *)) - - - - * -", 11..<14, label: "closed here",
        hint: "check the brackets of this sentence")),
  ]

  @Test(
    "A bit of a parse is brackets around one *",
    arguments: ["-", "(NP", "NP*)", "*)(NP*", "*NP)", "(NP)*", "**"])
  func bits(bit: String) {
    let line = "b 0 1 B NN \(bit) - - - - * -"
    #expect(
      throws: Diagnostic.inWords(
        .badLine, "a word's part of the parse is not brackets around one *", 2,
        line, 11..<11 + bit.count, label: "not as in (NP*",
        hint: "check the brackets of this sentence")
    ) {
      _ = try Conll2012Reader().corpus("b 0 0 A DT (NP* - - - - * -\n\(line)\n")
    }
  }

  @Test("A sketch has chunks where a parse may follow") func sketch() throws {
    let token = "b 0 0 Yes UH * - - - - * -\n\n"
    let folder = try TemporaryFolder([
      "short.gold_conll": token,
      "long.gold_conll": String(repeating: token, count: 1000),
    ])
    for (file, layers) in [
      ("short", ["pos", "ner", "predicate", "srl"]),
      ("long", ["pos", "ner", "predicate", "srl", "chunk", "lowest"]),
    ] {
      let sketch = try CorpusSource(
        "\(folder.path)/\(file).gold_conll", .conll2012
      ).sketch(as: "onto")
      #expect(sketch?.layers.map(\.name) == layers)
    }
  }

  @Test("Sentences without a parse among others are told") func unparsed()
    throws
  {
    let corpus = try Conll2012Reader().reading(
      "b 0 0 Yes UH (INTJ*) - - - - * -\n\nb 0 0 No UH * - - - - * -\n\n"
        + "b 0 0 No UH - - - - - * -\n")
    #expect(corpus.notes == ["sentences without a parse have no chunks"])
  }

  @Test(
    "A path of OntoNotes names domain and split",
    arguments: [
      ("data/train/data/english/annotations/bc/cctv/00/cctv_0000", "bc train"),
      ("development/data/english/annotations/wb/a2e/00/a2e_0010", "wb dev"),
      ("test/pt/nt/40/nt_4000", "pt test"), ("mine/letters/a", "letters all"),
      ("a", "all all"),
    ])
  func portions(path: String, portion: String) {
    let (domain, split) = Conll2012Reader.portion(ofPath: path + ".gold_conll")
    #expect("\(domain) \(split)" == portion)
  }
}
