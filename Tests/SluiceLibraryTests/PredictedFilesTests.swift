import SluiceEvaluator
import Testing

@testable import SluiceLearning

/// Labels that go into files, and what is wrong with them.
@Suite("Predicted files") struct PredictedFilesTests {
  private static let corpus = """
    # columns = form pos ner note
    # a comment
    Anna\tN\tB-PER\tone
    reads\tV\tO\ttwo

    Ben\tN\tB-PER\tthree
    naps\tV\tO\tfour

    """

  private static let script = """
    corpus c = columns("c.tsv")
    task pos = c.pos
    task ner = c.ner
    network net tasks=[pos, ner] layers=1 hidden=8 word=8 characters=4 spelling=4 head=8 seed=1
    train net epochs=60 dev=none recipe=classic optimizer=adam(lr=0.02) noise=0 unknown=0

    """

  @Test(
    "What is predicted is written into the file's own columns, and read back")
  func written() throws {
    let text = try said(
      Self.script + """
        predict net on=c to="out/c.tsv"
        predict net on=c to="out/c.conllu" scores=yes
        corpus back = columns("out/c.tsv")
        show back.note
        print score(c.pos, back.pos) score(c.ner, back.ner) score(c.ner, back.ner, of=right)
        corpus other = conllu("out/c.conllu", features=["misc.pos", "misc.pos.p"])
        print score(c.pos, layer(other, "misc.pos"))
        """, files: ["c.tsv": Self.corpus])
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.contains("labelled 2 sentences by pos and ner in out/c.tsv"))
    #expect(lines.contains("1 1 2"))
    #expect(lines.last == "1")
    #expect(text.contains("three"))
  }

  @Test("Errors are marked in their sentences")
  func errors() throws {
    let text = try said(
      Self.script + """
        corpus d = columns("d.tsv", columns=[form, pos, ner])
        errors net on=d
        errors net on=d task=ner
        errors net on=c
        errors net on=d task=ner kind=invented
        """,
      files: [
        "c.tsv": Self.corpus,
        "d.tsv": "Anna\tV\tO\nreads\tV\tO\n\nBen\tN\tB-ORG\n",
      ])
    let lines = text.split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("pos:") })
    #expect(
      lines[start...].joined(separator: "\n") == """
        pos: 1 wrong label in 1 of 2 sentences
        d 1: [Anna]V<N> reads
        note: [word]RIGHT<PREDICTED>; labels that are right are not shown
        ner: 1 wrong type, 1 invented in 2 of 2 sentences
        d 1, invented: <Anna>PER reads
        d 2, wrong type: [<Ben>PER]ORG
        note: [right]TYPE, <predicted>TYPE; spans that are right are not marked
        no error of pos in 2 sentences
        note: net was trained on both sentences of c
        ner: 1 invented in 1 of 2 sentences
        d 1, invented: <Anna>PER reads
        note: [right]TYPE, <predicted>TYPE; spans that are right are not marked
        """)
  }

  @Test("Words that only dev and test have are known by their vectors")
  func vectors() throws {
    let notes = try Notes(
      """
      corpus c = columns("c")
      task pos = c.pos
      network net tasks=[pos] layers=1 hidden=4 word=2 characters=2 spelling=2 head=2 vectors="v.txt"
      train net epochs=1
      """,
      files: [
        "c/train.tsv": "# columns = form pos\nAnna\tN\nreads\tV\n",
        "c/dev.tsv": "# columns = form pos\nBen\tN\nnaps\tV\n",
        "v.txt": "anna 1 2\nben 3 4\n",
      ])
    #expect(notes.mistakes == [])
    #expect(
      notes.notes.contains(
        "2 of 3 words have a pretrained vector, 1 of them in dev and test alone,"
          + " where they stay as they are; `freeze` keeps them all"))
    #expect(
      notes.notes.contains("tokens that have one: train 50.00%, dev 50.00%"))
  }

  @Test("A word that is known by its vector keeps it")
  func kept() throws {
    let vectors = try WordVectors(
      TextLines(Array("anna 1 2\nben 3 4\n".utf8), name: "v.txt"))
    let corpus = PlainText.corpus("Anna reads\nBen naps")
    var vocabulary = Vocabulary([])
    vocabulary.cover([Selection(corpus)], by: vectors)
    #expect(vocabulary.words.dropFirst() == ["anna", "ben"])
    #expect(vocabulary.counts == [0, 0, 0])
  }
}
