import SluiceDiagnostics
import Testing

@testable import SluiceLearning

/// Corpora whose parts lie in files by name, in one file, or in two corpora.
@Suite("Parts of corpora") struct CorpusPartTests {
  /// Sentences of one word each, numbered, with documents of so many.
  private func numbered(_ documents: [Int]) throws -> Selection {
    var number = 0
    let text = documents.map { count in
      "# newdoc\n"
        + (0..<count).map { _ in
          number += 1
          return "w\(number)\tX\n\n"
        }.joined()
    }.joined()
    return Selection(try ColumnReader().corpus(text))
  }

  private func sizes(_ corpus: Corpus) -> [String] {
    corpus.portions.map { "\($0.split) \($0.sentences.count)" }
  }

  private func cut(
    _ selection: Selection, dev: Double = 0, test: Double = 0,
    by unit: CorpusCut.Unit = .sentence, seed: UInt64 = 1
  ) throws -> Corpus {
    try selection.cut(
      CorpusCut(dev: dev, test: test, by: unit, seed: seed))
  }

  @Test("Parts have their shares, all sentences, and their order")
  func shares() throws {
    let whole = try numbered([40, 30, 30])
    let parts = try cut(whole, dev: 0.1, test: 0.2)
    #expect(sizes(parts) == ["train 70", "dev 10", "test 20"])
    #expect(parts.text.sorted() == whole.corpus.text.sorted())
    for portion in parts.portions {
      let numbers = portion.sentences.map { parts.words(ofSentence: $0)[0] }
        .compactMap { Int($0.dropFirst()) }
      #expect(numbers == numbers.sorted())
    }
    // What is drawn for test does not depend on whether there is a dev part.
    let test = try cut(whole, test: 0.2)
    #expect(test.text.suffix(20) == parts.text.suffix(20))
    #expect(try cut(whole, test: 0.2, seed: 2).text != test.text)
  }

  @Test("A small share takes one sentence, a large one leaves one")
  func few() throws {
    let three = try numbered([3])
    #expect(
      sizes(try cut(three, dev: 0.01, test: 0.01)) == [
        "train 1", "dev 1", "test 1",
      ])
    #expect(
      sizes(try cut(three, dev: 0.5, test: 0.49)) == [
        "train 1", "dev 1", "test 1",
      ])
    let few = try numbered([2])
    do throws(Diagnostic) {
      _ = try few.cut(
        CorpusCut(dev: 0.1, test: 0.1, by: .sentence, seed: 1))
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.title == "words has 2 sentences, too few for 3 parts")
      #expect(error.hint == "leave out dev= or test=")
    }
  }

  @Test("No document is divided")
  func documents() throws {
    let parts = try cut(
      numbered(Array(repeating: 5, count: 20)), dev: 0.1, test: 0.3,
      by: .document)
    #expect(sizes(parts) == ["train 60", "dev 10", "test 30"])
    let of = parts.portions.map {
      Set($0.sentences.map { parts.documents[$0] })
    }
    #expect(of[0].isDisjoint(with: of[1]) && of[0].isDisjoint(with: of[2]))
    #expect(of[1].isDisjoint(with: of[2]))
    let few = try numbered([50, 50])
    do throws(Diagnostic) {
      _ = try few.cut(
        CorpusCut(dev: 0.1, test: 0.1, by: .document, seed: 1))
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.title == "words has 2 documents, too few for 3 parts")
      #expect(error.hint == "by=sentence cuts between sentences")
    }
  }

  @Test("Documents are known where files mark them")
  func marks() throws {
    #expect(
      try ColumnReader().corpus("a\tX\n\n-DOCSTART-\tO\n\nb\tX\n\nc\tX\n")
        .documents == [0, 1, 1])
    #expect(try ColumnReader().corpus("a\tX\n\nb\tX\n").documents == [])
    let token = "\t1\t_\t_\t_\t_\t_\t_\t_\n\n"
    #expect(
      try ConllUReader().corpus(
        "# newdoc id = d1\n# sent_id = 1\n1\ta\t_" + token.dropFirst(2)
          + "# sent_id = 2\n1\tb\t_" + token.dropFirst(2)
          + "# newdoc\n1\tc\t_" + token.dropFirst(2)
      ).documents == [1, 1, 2])
    #expect(
      try Conll2003Reader().corpus(
        "-DOCSTART- -X- -X- O\n\na NN B-NP O\n\n-DOCSTART- -X- -X- O\n\nb NN B-NP O\n"
      ).documents == [1, 2])
  }

  @Test("A domain keeps the parts that it has")
  func kept() throws {
    let folder = try TemporaryFolder([
      "train.tsv": (0..<20).map { "w\($0)\tX\n\n" }.joined(),
      "test.tsv": "a\tX\n",
    ])
    let whole = Selection(
      try CorpusSource(folder.path, .columns(ColumnReader())).read(as: "x"))
    #expect(
      sizes(try cut(whole, dev: 0.1)) == ["train 18", "dev 2", "test 1"])
  }

  @Test(
    "Files by name are the parts of one domain",
    arguments: [
      (["esp.train", "esp.testa.gz", "esp.testb"], "esp"),
      (["wnut17train.conll", "emerging.dev.conll"], "wnut17train"),
      (["a.tsv"], "a"),
    ])
  func byName(_ files: [String], _ domain: String) throws {
    let folder = try TemporaryFolder(
      files.reduce(into: [:]) { $0[$1] = "Anna\tPROPN\n" })
    let parts = zip(["train", "dev", "test"], files).map {
      (split: $0, path: "\(folder.path)/\($1)")
    }
    let corpus = try CorpusSource(.parts(parts), .columns(ColumnReader()))
      .read(as: "x")
    #expect(
      corpus.portions.map { "\($0.domain) \($0.split)" }
        == parts.map { "\(domain) \($0.split)" })
  }

  @Test("CoNLL-2002 has two columns or three")
  func conll2002() throws {
    #expect(
      try Conll2002Reader().corpus(
        "-DOCSTART- -DOCSTART- O\nDe Art O\n. Punc O\n"
      )
      .text == ["De/Art/O ./Punc/O"])
    #expect(
      try Conll2002Reader().corpus("Melbourne B-LOC\n( O\n").text == [
        "Melbourne/B-LOC (/O"
      ])
  }
}

/// Layers that live in two corpora.
@Suite("Joined corpora") struct CorpusJoinTests {
  private func corpus(
    _ name: String, _ layer: String, _ text: String
  ) throws -> Selection {
    Selection(
      try ColumnReader().corpus("# columns = form \(layer)\n" + text))
  }

  @Test("Sentences are joined by their words, wherever they stand")
  func words() throws {
    let join = CorpusJoin(
      try corpus(
        "ud", "pos", "Anna\tPROPN\nreads\tVERB\n\nGo\tVERB\n\nNo\tINTJ\n"),
      try corpus(
        "names", "ner", "Go\tO\n\nBen\tB-PER\n\nAnna\tB-PER\nreads\tO\n"))
    #expect(
      join.corpus.text == [
        "Anna/PROPN/B-PER reads/VERB/O", "Go/VERB/O", "No/INTJ/_",
      ])
    #expect(
      [join.joined, join.missing, join.left, join.moved] == [2, 1, 1, 0])
  }

  @Test("Of equal sentences the first goes with the first")
  func equal() throws {
    let join = CorpusJoin(
      try corpus("a", "x", "Go\t1\n\nGo\t2\n\nGo\t3\n"),
      try corpus("b", "y", "Go\tA\n\nGo\tB\n"))
    #expect(join.corpus.text == ["Go/1/A", "Go/2/B", "Go/3/_"])
  }

  @Test("Words that only look alike when joined are not the same")
  func borders() throws {
    let join = CorpusJoin(
      try corpus("a", "x", "ab\t1\nc\t1\n"),
      try corpus("b", "y", "a\t1\nbc\t1\n"))
    #expect(join.joined == 0)
  }

  @Test("Layers of one name are those of the first")
  func twice() throws {
    let join = CorpusJoin(
      try corpus("a", "x", "Go\t1\n"), try corpus("b", "x", "Go\tA\n"))
    #expect(join.repeated == ["x"])
    #expect(join.corpus.text == ["Go/1"])
  }

  @Test("One part's sentences are joined before those of another")
  func parts() throws {
    func read(_ layer: String, _ train: String, _ dev: String) throws
      -> Selection
    {
      let folder = try TemporaryFolder([
        "train.tsv": "# columns = form \(layer)\n\(train)",
        "dev.tsv": "# columns = form \(layer)\n\(dev)",
      ])
      return Selection(
        try CorpusSource(folder.path, .columns(ColumnReader())).read(as: "x"))
    }
    let join = CorpusJoin(
      try read("x", "Go\t1\n", "Go\t2\n\nNo\t2\n"),
      try read("y", "No\tA\n", "Go\tB\n"))
    #expect(join.corpus.text == ["Go/1/_", "Go/2/B", "No/2/A"])
    #expect(join.moved == 1)
  }
}
