import Foundation
import SluiceEvaluator
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

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
    let vectors = try Self.vectors(keeping: ["anna", "ben", "reads", "naps"])
    let corpus = PlainText.corpus("Anna reads\nBen naps")
    var vocabulary = Vocabulary([])
    vocabulary.cover([Selection(corpus)], by: vectors)
    #expect(vocabulary.words.dropFirst() == ["ben"])
    #expect(vocabulary.counts == [0, 0])
  }

  @Test("Words of a vocabulary of which nothing is learned are left out")
  func leftOut() throws {
    let vectors = try Self.vectors(keeping: ["anna", "ben", "reads", "naps"])
    var vocabulary = Vocabulary([
      Selection(PlainText.corpus("Anna reads\nBen naps\nBen reads"))
    ])
    let training = Selection(PlainText.corpus("Carl Reads"))
    #expect(vocabulary.leaveOutUntrained([training], vectors) == 2)
    #expect(vocabulary.words.dropFirst() == ["reads", "ben"])
    #expect(vocabulary.counts == [0, 2, 2])
    #expect(vocabulary.number(ofWord: "Ben") == 2)
    #expect(vocabulary.number(ofWord: "Naps") == 0)
    #expect(vocabulary.numbers(ofCharacters: "Ap").allSatisfy { $0 > 0 })
  }

  private static func vectors(keeping words: [String]) throws -> WordVectors {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sluice-vectors-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "v.txt")
    try Data("carl 1 2\nben 3 4\n".utf8).write(to: file)
    return try WordVectors(contentsOf: file.path, keeping: words)
  }

  @Test(
    "A given vocabulary loses them when it is first trained, and says so",
    arguments: [
      (
        "vocabulary=c vectors=\"v.txt\"", "",
        "1 word of net's vocabulary is left out, and read as the unknown word:"
          + " it has no vector and does not occur in what it is trained on"
      ),
      (
        "vocabulary=c vectors=\"v.txt\"", "on=c.dev",
        "2 words of net's vocabulary are left out, and read as the unknown word:"
          + " they have no vector and do not occur in what it is trained on"
      ),
      ("vocabulary=c", "", nil),
    ] as [(String, String, String?)])
  func given(
    options: String, on: String, note: String?
  ) throws {
    let notes = try Notes(
      """
      corpus c = columns("c")
      task pos = c.pos
      network net tasks=[pos] layers=1 hidden=4 word=2 characters=2 spelling=2 head=2 \(options)
      train net epochs=1 \(on)
      """,
      files: [
        "c/train.tsv": "# columns = form pos\nAnna\tN\nreads\tV\n",
        "c/dev.tsv": "# columns = form pos\nBen\tN\nnaps\tV\n",
        "v.txt": "ben 3 4\n",
      ])
    #expect(notes.mistakes == [])
    #expect(
      notes.notes.filter { $0.contains("left out") }
        == (note.map { [$0] } ?? []))
  }

  /// Vectors of other words are not kept when the network is defined.
  @Test("What is first trained on has its vectors, though it is of no task")
  func elsewhere() throws {
    let folder = try ExampleFiles.folder([
      "c/train.tsv": "# columns = form pos\nAnna\tN\nreads\tV\n",
      "d/train.tsv": "# columns = form pos\nCarl\tN\nreads\tV\n",
      "v.txt": "anna 1 2\nben 3 4\ncarl 5 6\n",
    ])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var session = Session(Environment(folder: folder))
    _ = session.said(
      to: """
        corpus c = columns("c")
        corpus d = columns("d")
        task pos = c.pos
        network net tasks=[pos] layers=1 hidden=4 word=2 characters=2 spelling=2 head=2 vectors="v.txt"
        freeze net.words
        train net epochs=1 on=d.train dev=none
        """, mode: .prompt)
    guard case .object(let object)? = session.state["net"],
      let network = (object as? NetworkObject)?.network
    else {
      Issue.record("there is no network")
      return
    }
    let number = Int(network.vocabulary.number(ofWord: "carl"))
    let words = try #require(network.tensor(.words)).values
    #expect(number > 0)
    #expect(Array(words[2 * number..<2 * number + 2]) == [5, 6])
  }
}
