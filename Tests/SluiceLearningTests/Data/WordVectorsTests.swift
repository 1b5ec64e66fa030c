import Foundation
import SluiceDiagnostics
import Testing

@testable import SluiceLearning

@Suite("Word vectors") struct WordVectorsTests {
  /// The vectors of a file that are kept for some words; for all by default.
  private static func vectors(
    _ text: String, keeping words: [String]? = nil
  ) throws -> WordVectors {
    let folder = try TemporaryFolder(["words.txt": text])
    let all = text.split(separator: "\n").flatMap { line in
      let fields = line.split { " \t".contains($0) }.map(String.init)
      return [fields[0], ". . ."]
    }
    return try WordVectors(
      contentsOf: folder.path + "/words.txt", keeping: words ?? all)
  }

  @Test(
    "GloVe's and word2vec's text forms, the first of two vectors kept",
    arguments: [
      "the 1 -0.5\nOslo 2e-1 3\nthe 7 7\n",
      "3 2\nthe 1 -0.5 \nOslo 2e-1 3 \nthe 7 7 \n",
    ])
  func reads(text: String) throws {
    let vectors = try Self.vectors(text)
    #expect(vectors.count == 2)
    #expect(vectors.dimension == 2)
    #expect(vectors.vector(for: "the") == [1, -0.5])
    #expect(vectors.vector(for: "The") == [1, -0.5])
    #expect(vectors.vector(for: "Oslo") == [0.2, 3])
    #expect(vectors.vector(for: "Paris") == nil)
    #expect(vectors.repeated == 1)
  }

  /// Networks know words in lower case; files may not.
  @Test(
    "A word is found in the case that it has, in lower case, then in any",
    arguments: [
      ("oslo", [2]), ("Oslo", [2]), ("OSLO", [2]), ("us", [3]), ("US", [4]),
      ("Us", [3]), ("bonn", [5]), ("Bonn", [6]), ("straße", nil),
    ] as [(String, [Float]?)])
  func cases(word: String, vector: [Float]?) throws {
    let vectors = try Self.vectors(
      "Oslo 2\nus 3\nUS 4\nBONN 5\nBonn 6\nSTRASSE 7\n")
    #expect(vectors.vector(for: word) == vector)
    #expect(
      vectors.isOfOtherCase(word) == ["oslo", "OSLO", "bonn"].contains(word))
  }

  @Test(
    "A word may hold blanks: the numbers stand last",
    arguments: [
      "a 1 2\n. . . 3 4\nb 5 6\n", "3 2\na 1 2\n. . . 3 4\nb 5 6\n",
      ". . . 3 4\na 1 2\nb 5 6\n", "a 1 2\n. . .\t3 4\nb 5 6\n",
    ])
  func blanks(text: String) throws {
    let vectors = try Self.vectors(text)
    #expect(vectors.count == 3)
    #expect(vectors.dimension == 2)
    #expect(vectors.vector(for: ". . .") == [3, 4])
    #expect(vectors.vector(for: "b") == [5, 6])
  }

  @Test("Only words that are asked for are kept, in each case that they have")
  func kept() throws {
    let vectors = try Self.vectors(
      "oslo 1\nthe 2\nOSLO 3\nof 4\nof 5\nthe 6\n",
      keeping: ["Oslo", "the", "Bonn"])
    #expect(vectors.count == 3)
    #expect(vectors.vector(for: "OSLO") == [3])
    #expect(vectors.vector(for: "of") == nil)
    #expect(vectors.repeated == 1)
  }

  @Test("Words that are asked for later are read from the file again")
  func later() throws {
    let folder = try TemporaryFolder(["words.txt": "oslo 1\nthe 2\nof 3\n"])
    let path = folder.path + "/words.txt"
    let vectors = try WordVectors(contentsOf: path, keeping: ["the"])
    let more = try vectors.keeping(["Of"])
    #expect(more.count == 2)
    #expect(more.vector(for: "of") == [3])
    try Data("the 2\n".utf8).write(to: URL(filePath: path))
    #expect(try more.keeping(["the", "OF"]).count == 2)
    #expect(try more.keeping(["oslo"]).count == 1)
  }

  /// As fastText writes them: a blank at each line's end, and words with other
  /// blanks than those that part fields.
  @Test(
    "fastText's text form is read, packed or not", arguments: [false, true])
  func fastText(isPacked: Bool) throws {
    let words = [
      ",", "the", "</s>", "a\u{A0}b", "\u{A0}", "2\u{202F}000", "\u{2028}",
      "\u{85}", "#", "e\u{301}t\u{E9}", "\u{200B}", "👩‍🚀", "1", "New\u{3000}York",
    ]
    let text =
      "\(words.count) 3\n"
      + words.enumerated().map { "\($1) \($0).5 -0.0123 1e-05 \n" }.joined()
    let folder = try TemporaryFolder(["cc.en.3.vec": text])
    var path = folder.path + "/cc.en.3.vec"
    if isPacked {
      let gzip = Process()
      gzip.executableURL = URL(filePath: "/bin/gzip")
      gzip.arguments = [path]
      try gzip.run()
      gzip.waitUntilExit()
      path += ".gz"
    }
    let vectors = try WordVectors(contentsOf: path, keeping: words)
    #expect(vectors.count == words.count)
    for (number, word) in words.enumerated() {
      #expect(
        vectors.vector(for: word) == [Float(number) + 0.5, -0.0123, 1e-05],
        "\(word.debugDescription)")
    }
    #expect(try WordVectors.dimension(ofFile: path) == 3)
  }

  @Test("Broken files are refused, whatever is kept", arguments: refusals)
  func refuses(_ refusal: Refusal) {
    #expect(throws: refusal.diagnostic) {
      var reader = WordVectorReader(keeping: [])
      try reader.read(TextLines(Array(refusal.text.utf8), name: "words.txt"))
      try reader.end("words.txt")
    }
  }

  struct Refusal: Sendable {
    var text: String
    var diagnostic: Diagnostic
  }

  static let refusals = [
    Refusal(
      text: "the 1 2\nof 3\n",
      diagnostic: .inWords(
        .badVectors, "line 2 has 1 number, not 2", 2, "of 3", 0..<4,
        label: "1 here",
        hint: "every word needs as many numbers as the first")),
    Refusal(
      text: "the 1 2\nof 3 4 5\n",
      diagnostic: .inWords(
        .badVectors, "line 2 has 3 numbers, not 2", 2, "of 3 4 5", 0..<8,
        label: "3 here",
        hint: "every word needs as many numbers as the first")),
    Refusal(
      text: "1 -9223372036854775808\nthe 1 x\n",
      diagnostic: .inWords(
        .badVectors, "line 2 has 2 numbers, not -9223372036854775808", 2,
        "the 1 x", 0..<7, label: "2 here",
        hint: "the first line announces -9223372036854775808 for every word")),
    Refusal(
      text: "1 3\nthe 1 2\n",
      diagnostic: .inWords(
        .badVectors, "line 2 has 2 numbers, not 3", 2, "the 1 2", 0..<7,
        label: "2 here", hint: "the first line announces 3 for every word")),
    Refusal(
      text: "1 9223372036854775807\nthe 1\n",
      diagnostic: .inWords(
        .badVectors, "line 2 has 1 number, not 9223372036854775807", 2,
        "the 1", 0..<5, label: "1 here",
        hint: "the first line announces 9223372036854775807 for every word")),
    Refusal(
      text: "the\n",
      diagnostic: .inWords(
        .badVectors, "line 1 has a word and no numbers", 1, "the", 0..<3,
        label: "no numbers", hint: "each line is a word and its numbers")),
    Refusal(
      text: "the 1 nan\n",
      diagnostic: .inWords(
        .badVectors, "`nan` in line 1 is not a number", 1, "the 1 nan", 6..<9,
        label: "not a finite number",
        hint: "the vectors of a word are finite numbers")),
    Refusal(
      text: "the 1 1e99\n",
      diagnostic: .inWords(
        .badVectors, "`1e99` in line 1 is not a number", 1, "the 1 1e99",
        6..<10,
        label: "not a finite number",
        hint: "the vectors of a word are finite numbers")),
    Refusal(
      text: "3 2\nthe 1 2\n",
      diagnostic: Diagnostic(
        .badVectors, "words.txt announces 3 words and has 1",
        hint: "the file may have been cut off; copy it again")),
    Refusal(
      text: "0 2\n",
      diagnostic: Diagnostic(
        .badVectors, "words.txt has no word vectors",
        hint: "each line is a word and its numbers")),
  ]

  /// Skipped where there are no vectors beside the package.
  @Test(
    "The shared vectors are read whole", .enabled(if: SharedData.isThere),
    arguments: ["glove.2000.50d.txt", "word2vec.2000.50d.txt"])
  func shared(file: String) throws {
    let path = "\(SharedData.path)/embeddings/\(file)"
    let words = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n").map { $0.prefix { $0 != " " } }
    let vectors = try WordVectors(
      contentsOf: path, keeping: words.map(String.init))
    #expect(vectors.count == 2000)
    #expect(vectors.dimension == 50)
  }
}
