import Foundation
import Testing

/// `sluice label`, which labels a pipe, and `sluice score`, which scores files.
@Suite("Labels in and out") struct LabelTests {
  private static let sentences = (0..<8).map { _ in
    "Anna\tN\nreads\tV\n\nrain\tN\nfalls\tV\n\n"
  }.joined()

  /// A folder with a network that has learned to tell N from V.
  private func trained() throws -> ExampleFolder {
    let folder = try ExampleFolder(["train.tsv": Self.sentences])
    let ended = try ProgramTests.run(
      [],
      input: """
        corpus c = columns("train.tsv", columns=[form, pos])
        task pos = c.pos
        network net tasks=[pos] layers=1 hidden=8 word=8 characters=4 spelling=4 head=8 seed=1
        train net epochs=40 dev=none recipe=classic optimizer=adam(lr=0.02) noise=0 unknown=0
        save net "net.safetensors"
        network empty tasks=[pos] layers=1 hidden=2 word=2 characters=2 spelling=2 head=2
        save empty "empty.safetensors"

        """, in: folder.path)
    #expect(ended.status == 0, "\(ended.complaint)")
    return folder
  }

  @Test("Text is labelled as it comes, sentence by sentence")
  func labels() throws {
    let folder = try trained()
    func label(_ text: String, _ options: String...) throws -> String {
      let ended = try ProgramTests.run(
        ["label", "net.safetensors"] + options, input: text, in: folder.path)
      #expect(ended.status == 0, "\(ended.complaint)")
      return ended.output
    }
    #expect(
      try label("Anna reads\n\nrain falls\n") == """
        # columns = form pos
        Anna\tN
        reads\tV

        rain\tN
        falls\tV


        """)
    // A byte-order mark belongs to no token.
    #expect(try label("\u{FEFF}Anna\n") == label("Anna\n"))
    // The last line needs no end, and tokens no line of their own.
    #expect(
      try label("Anna\tx\r\nreads\r\n\r\nrain", "--tokens", "--form", "conllu")
        == """
        # text = Anna reads
        1\tAnna\t_\t_\t_\t_\t_\t_\t_\tpos=N
        2\treads\t_\t_\t_\t_\t_\t_\t_\tpos=V

        # text = rain
        1\train\t_\t_\t_\t_\t_\t_\t_\tpos=N


        """)
    #expect(try label("") == "")
    let scores = try label("Anna reads\n", "--scores").split(separator: "\n")
    #expect(scores.first == "# columns = form pos pos.p")
    for line in scores.dropFirst() {
      let share = try #require(line.split(separator: "\t").last)
      #expect(try #require(Double(share)) > 0.5)
    }
  }

  @Test("Much text in one pipe has every sentence once, in order")
  func many() throws {
    let folder = try trained()
    let words = (0..<30_000).map { "w\($0) reads" }
    try folder.write(words.joined(separator: "\n"), to: "text.txt")
    let ended = try ProgramTests.shell(
      "sluice label net.safetensors --threads 2 < text.txt", in: folder.path)
    let lines = ended.output.split(separator: "\n").dropFirst()
    #expect(
      lines.map { $0.prefix { $0 != "\t" } }
        == words.flatMap { $0.split(separator: " ") })
  }

  @Test("What cannot be labelled is refused")
  func refuses() throws {
    let folder = try trained()
    let untrained = try folder.run("label", "empty.safetensors")
    #expect(untrained.status != 0)
    #expect(
      untrained.complaint == """
        error[not-trained]: no task was trained in empty.safetensors
          = hint: train the network before it is saved

        """)
    #expect(try folder.run("label", "train.tsv").status != 0)
    #expect(try folder.run("label", "none.safetensors").status != 0)
    let empty = try ProgramTests.run(
      ["label", "net.safetensors", "--tokens"], input: "Anna\n\tx\n",
      in: folder.path)
    #expect(
      empty.complaint == """
        error[bad-line]: a token has no word, after line 0
          = hint: a line begins with the token; an empty one ends a sentence

        """)
    let odd = try ProgramTests.shell(
      "printf 'Anna\\n\\377\\n' | sluice label net.safetensors",
      in: folder.path)
    #expect(
      odd.complaint == """
        error[invalid-utf8]: the text is not UTF-8 after line 0
          = hint: convert it, for instance `iconv -f latin1 -t utf8`

        """)
  }

  @Test("Two files are scored, or two columns of one")
  func scores() throws {
    let folder = try ExampleFolder([
      "gold.tsv": "# columns = form ner\na\tB-X\nb\tI-X\nc\tO\n\nd\tB-Y\n",
      "found.tsv": "# columns = form ner\na\tB-X\nb\tO\nc\tO\n\nd\tB-Y\n",
      "both.txt": "a B-X B-X\nb I-X O\nc O O\n\nd B-Y B-Y\n",
      "other.tsv": "# columns = form ner\na\tB-X\n",
    ])
    let table = """
      2 sentences, 4 labelled tokens: 3 right, accuracy 75.00
      type   spans  predicted  right  precision  recall      F1  strict F1
      X          1          1      0       0.00    0.00    0.00       0.00
      Y          1          1      1     100.00  100.00  100.00     100.00
      micro      2          2      1      50.00   50.00   50.00      50.00
      macro                               50.00   50.00   50.00      50.00
      note: spans read as IOB2 and counted as conlleval does; strict F1 counts those that are well-formed

      """
    let two = try folder.run("score", "gold.tsv", "found.tsv")
    #expect(two.output == table, "\(two.complaint)")
    #expect(try folder.run("score", "both.txt").output == table)
    let json = try folder.run("score", "--json", "gold.tsv", "found.tsv").output
    #expect(json.contains("\"accuracy\":0.75,"))
    #expect(json.contains("\"macro_f1\":0.5,"))
    #expect(
      try folder.run("score", "gold.tsv", "other.tsv").complaint == """
        error[bad-line]: gold.tsv and other.tsv have not as many sentences: 2 and 1
          = hint: both are to have the same sentences in the same order

        """)
    #expect(
      try folder.run("score", "gold.tsv").complaint == """
        error[missing-argument]: gold.tsv has not two columns of labels
          = hint: name a second file, or one with right and predicted labels in its last columns

        """)
  }
}
