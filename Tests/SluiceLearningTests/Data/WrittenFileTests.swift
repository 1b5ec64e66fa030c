import Foundation
import SluiceDiagnostics
import SluiceRandom
import SluiceTensor
import Testing

@testable import SluiceLearning

/// Files that are read, labelled and written again.
@Suite("Files with other labels") struct WrittenFileTests {
  private func read(
    _ bytes: [UInt8], as format: CorpusSource.Format, in folder: TemporaryFolder
  ) throws(Diagnostic) -> Selection {
    let path = "\(folder.path)/words.txt"
    do { try Data(bytes).write(to: URL(filePath: path)) } catch {
      throw Diagnostic(.unwritable, "no file")
    }
    return Selection(try CorpusSource(path, format).read(as: "words"))
  }

  private func form(_ format: CorpusSource.Format) -> WrittenForm {
    if case .conllU = format { .conllU } else { .columns }
  }

  /// A layer as it is.
  private func own(_ layer: Corpus.Layer, _ selection: Selection)
    -> WrittenLayer
  {
    let corpus = selection.corpus
    return WrittenLayer(
      layer.name,
      selection.sentences.map { sentence in
        corpus.tokens(ofSentence: sentence).map {
          layer.labels[$0] < 0 ? nil : layer.inventory[Int(layer.labels[$0])]
        }
      }, scheme: corpus.scheme(ofLayer: layer.name).scheme)
  }

  static let samples: [(String, CorpusSource.Format, String)] = [
    (
      "columns by tabs", .columns(ColumnReader()),
      "\u{FEFF}# columns = FORM POS NER\r\n# a comment\r\nÅsa\tN\tB-PER\r\ngår \tV\tO  "
        + "\r\n\r\n\r\nJa\tI\t_\r\n"
    ),
    (
      "columns by blanks", .columns(ColumnReader()),
      "Anna  NNP   B-NP\nreads VBZ B-VP\n\n-DOCSTART- -X- O\n\n# # B-NP\n. . O"
    ),
    (
      "columns by commas", .columns(ColumnReader.commas),
      "word,pos\n\",\",PUNCT\n\"a \"\"b\"\"\",\"X,Y\"\n\nc,Z\n"
    ),
    (
      "CoNLL-U", .conllU(features: ["feats.Number", "misc.SpaceAfter"]),
      "# newdoc\n# text = Åh\n1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n"
        + "1\te\u{301}\tåh\tI\tI\tCase=Nom|Number=Sing\t0\troot\t_\tSpaceAfter=No\n"
        + "1.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n2\tja\tja\tI\tI\t_\t1\tdep\t_\t_\n\n"
        + "# sent_id = 2\n1\tja\tja\tI\tJ\t_\t0\troot\t_\t_\n\n"
    ),
    (
      "CoNLL-2003", .conll2003,
      "-DOCSTART- -X- -X- O\n\nAnna NNP B-NP B-PER\nreads VBZ B-VP O\n\n. . O O\n"
    ),
    (
      "CoNLL-2012", .conll2012,
      "#begin document (a/b); part 000\na/b 0 0 Anna NNP (S(NP* - - - A (PERSON) -\n"
        + "a/b 0 1 of IN * - - - A * -\na/b 0 2 New NNP * - - - A (GPE* -\n"
        + "a/b 0 3 York NNP *)) - - - A *) -\n\n#end document\n"
    ),
  ]

  /// Layers that have no column of their own.
  private static let made: Set = ["predicate", "srl", "chunk", "lowest"]

  @Test(
    "A file with its own labels is the same to the byte", arguments: samples)
  func same(_ name: String, _ format: CorpusSource.Format, _ text: String)
    throws
  {
    let folder = try TemporaryFolder(["words.txt": ""])
    let selection = try read(Array(text.utf8), as: format, in: folder)
    let layers = selection.corpus.layers.filter { !Self.made.contains($0.name) }
      .map { own($0, selection) }
    let bytes = try selection.written(with: layers, as: form(format))
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test(
    "So are damaged files that can still be read, and other labels are read back",
    arguments: samples)
  func damaged(
    _ name: String, _ format: CorpusSource.Format, _ text: String
  ) throws {
    let folder = try TemporaryFolder(["words.txt": ""])
    var stream = RandomStream(seed: 7).split(name)
    var count = 0
    for _ in 0..<2000 where count < 200 {
      let bytes = ReaderFuzzTests.damaged(Array(text.utf8), &stream)
      let selection: Selection
      do throws(Diagnostic) {
        selection = try read(bytes, as: format, in: folder)
      } catch { continue }
      count += 1
      try checkSame(selection, bytes, format)
      try checkOther(selection, format, &stream)
    }
    #expect(count == 200)
  }

  private func checkSame(
    _ selection: Selection, _ bytes: [UInt8], _ format: CorpusSource.Format
  ) throws {
    // IOB1 is read as IOB2, and (X*) as (X).
    let isChanged = selection.corpus.notes.contains { $0.contains("IOB1") }
    if case .conll2012 = format { return }
    guard !isChanged else { return }
    let layers = selection.corpus.layers.map { own($0, selection) }
    let written = try selection.written(with: layers, as: form(format))
    #expect(
      written == bytes,
      "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
  }

  /// One layer with labels drawn from its own, in some of the sentences.
  private func checkOther(
    _ selection: Selection, _ format: CorpusSource.Format,
    _ stream: inout RandomStream
  ) throws {
    let corpus = selection.corpus
    // A token # may become a comment with another label.
    guard !corpus.spellings.contains(where: { $0.hasPrefix("#") }),
      !corpus.notes.contains(where: { $0.contains("IOB1") }),
      let layer = corpus.layers.filter({ !$0.inventory.isEmpty })
        .randomElement(using: &stream), !Self.made.contains(layer.name)
    else { return }
    let chosen = selection.sentences.filter { _ in
      Bool.random(using: &stream)
    }
    let part = Selection(corpus.regrouped([("words", "all", chosen)]))
    let scheme = corpus.scheme(ofLayer: layer.name).scheme
    let texts = chosen.map { sentence in
      corpus.tokens(ofSentence: sentence).map { _ in
        layer.inventory.randomElement(using: &stream)
      }
    }
    guard !chosen.isEmpty else { return }
    let written: [UInt8]
    do throws(Diagnostic) {
      written = try part.written(
        with: [WrittenLayer(layer.name, texts, scheme: scheme)],
        as: form(format))
    } catch {
      #expect(error.code == .badLine)
      return
    }
    let folder = try TemporaryFolder(["words.txt": ""])
    let back = try read(written, as: format, in: folder).corpus
    #expect(
      back.sentenceCount == chosen.count,
      "\(String(decoding: written, as: UTF8.self).debugDescription)")
    guard back.sentenceCount == chosen.count else { return }
    for (number, sentence) in chosen.enumerated() {
      #expect(
        back.words(ofSentence: number) == corpus.words(ofSentence: sentence))
      for other in corpus.layers {
        let isOther =
          other.name != layer.name && !Self.made.contains(other.name)
          && !(other.name.hasPrefix("feats") && layer.name.hasPrefix("feats"))
        guard isOther else { continue }
        // CoNLL-2003 has no layer without a label.
        let labels = back.labels(other.name, ofSentence: number)
        #expect(
          (labels.isEmpty ? texts[number].map { _ in "_" } : labels)
            == corpus.labels(other.name, ofSentence: sentence))
      }
      if case .conll2012 = format, layer.name == "ner" { continue }
      #expect(
        back.labels(layer.name, ofSentence: number)
          == texts[number].map { $0 ?? "_" })
    }
  }

  // MARK: - Examples to read

  private func written(
    _ text: String, _ format: CorpusSource.Format, _ layers: [WrittenLayer],
    as other: WrittenForm? = nil
  ) throws -> String {
    let folder = try TemporaryFolder(["words.txt": ""])
    let selection = try read(Array(text.utf8), as: format, in: folder)
    return String(
      decoding: try selection.written(with: layers, as: other ?? form(format)),
      as: UTF8.self)
  }

  @Test("A layer that a file lacks becomes a column, or stands in MISC")
  func added() throws {
    let layer = WrittenLayer("ner", [["B-PER", "O"]])
    #expect(
      try written(
        "# columns = form pos\nAnna\tN\nreads\tV\n", .columns(ColumnReader()),
        [layer])
        == "# columns = form pos ner\nAnna\tN\tB-PER\nreads\tV\tO\n")
    #expect(
      try written(
        "word,pos\nAnna,N\nreads,V\n", .columns(ColumnReader.commas), [layer])
        == "word,pos,ner\nAnna,N,B-PER\nreads,V,O\n")
    let line = "\t_\tN\t_\t_\t0\t_\t_\t"
    #expect(
      try written(
        "1\tAnna\(line)_\n2\treads\(line)SpaceAfter=No\n",
        .conllU(features: []), [layer])
        == "1\tAnna\(line)ner=B-PER\n2\treads\(line)SpaceAfter=No|ner=O\n")
  }

  @Test("What has another form is put together")
  func composed() throws {
    let text = "Anna NNP B-NP\nreads VBZ B-VP\n"
    let layer = WrittenLayer("chunk", [["B-NP", "O"]])
    #expect(
      try written(text, .conll2000, [layer], as: .conllU) == """
        # text = Anna reads
        1\tAnna\t_\t_\t_\t_\t_\t_\t_\tpos=NNP|chunk=B-NP
        2\treads\t_\t_\t_\t_\t_\t_\t_\tpos=VBZ|chunk=O


        """)
    #expect(
      try Selection(PlainText.corpus("Anna reads.")).written(
        with: [WrittenLayer("upos", [["N", "V", "."]])], as: .columns)
        == Array("# columns = form upos\nAnna\tN\nreads\tV\n.\t.\n\n".utf8))
  }

  @Test("A file that has changed meanwhile is not written")
  func changed() throws {
    let folder = try TemporaryFolder(["words.txt": ""])
    let selection = try read(
      Array("a\tX\n".utf8), as: .columns(ColumnReader()), in: folder)
    _ = try read(Array("b\tX\n".utf8), as: .columns(ColumnReader()), in: folder)
    #expect(
      throws: Diagnostic(
        .unreadable,
        "words.txt has changed since the corpus was read",
        hint: "read the corpus again")
    ) { try selection.written(with: [], as: .columns) }
    // Nor is one that is gone, which is called by its name on every machine.
    try FileManager.default.removeItem(
      atPath: folder.path + "/words.txt")
    let error = #expect(throws: Diagnostic.self) {
      try selection.written(with: [], as: .columns)
    }
    #expect(error?.title == "there is no file or folder words.txt")
  }
}

extension ColumnReader {
  /// One of files that commas part.
  fileprivate static var commas: ColumnReader {
    var reader = ColumnReader()
    reader.separator = .character(UInt8(ascii: ","))
    return reader
  }
}
