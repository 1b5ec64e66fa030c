import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceLanguage
import SluiceLearning
import SluiceLibrary

/// Labels text that comes through a pipe, as it comes.
struct Label: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.label.rawValue,
    abstract: "Label text from a pipe by a saved network, as it comes.",
    discussion: """
      Raw text has a sentence on each line and is cut into tokens; with --tokens it \
      has a token on each line, before the first tab, and an empty line after a \
      sentence.

        sluice label net.safetensors < text.txt
        sluice label net.safetensors --tokens --form conllu --scores < tokens.txt
      """)

  @Argument(help: "the file that `save` wrote the network to")
  var model: String

  @Flag(help: "the text is cut into tokens: one a line")
  var tokens = false

  @Option(help: "columns, or conllu")
  var form = WrittenForm.columns

  @Flag(help: "also how probable each label is, from 0 to 1")
  var scores = false

  @Option(help: "threads") var threads = 1

  func validate() throws {
    if threads < 1 { throw ValidationError("--threads must be 1 or more") }
  }

  func run() throws {
    try Failure.leaving {
      let network = try Checkpoint.decode(
        Safetensors(contentsOf: model), name: model)
      guard network.architecture.features.layers == 0 else {
        throw Diagnostic(
          .badFeatures,
          "the network in \(model) reads vectors of tokens from a file, which"
            + " text from a pipe does not have",
          hint: "label a corpus by `predict NET on=CORPUS to=\"FILE\"`")
      }
      guard !network.learned.isEmpty else {
        throw Diagnostic(
          .notTrained, "no task was trained in \(model)",
          hint: "train the network before it is saved")
      }
      var stream = SentenceStream(isTokens: tokens)
      var isFirst = true
      while let sentences = try stream.next() {
        guard !sentences.isEmpty else { continue }
        try write(sentences, network, isFirst)
        isFirst = false
      }
    }
  }

  private func write(
    _ sentences: [[String]], _ network: Network, _ isFirst: Bool
  ) throws(Diagnostic) {
    let corpus = PlainText.corpus(of: sentences)
    let labelled = try network.labelling(
      of: Array(sentences.indices), in: corpus, withProbabilities: scores,
      threads: threads)
    let layers = network.learned.sorted().flatMap {
      network.tasks[$0].layers($0, labelled, called: network.tasks[$0].name)
    }
    let bytes = try Selection(corpus).piece(
      with: layers, as: form, isFirst: isFirst)
    Terminal.write(String(decoding: bytes, as: UTF8.self))
  }
}

extension WrittenForm: ExpressibleByArgument {}

/// Sentences from a pipe, those that are whole.
private struct SentenceStream {
  let isTokens: Bool
  private var bytes: [UInt8] = []
  private var isOver = false
  private var line = 0
  /// Whether nothing was given yet, so that a byte-order mark may come first.
  private var isStart = true

  /// As much as is labelled at once where a pipe has so much, in bytes.
  private static let piece = 1 << 18
  /// What is waited for at most, for a sentence to end.
  private static let longest = 1 << 26

  init(isTokens: Bool) { self.isTokens = isTokens }

  /// The next sentences, as soon as there is one; nil at the end.
  mutating func next() throws(Diagnostic) -> [[String]]? {
    guard !isOver else { return nil }
    try read()
    let end: Int
    if isOver {
      end = bytes.count
    } else if isTokens {
      end = endOfLastSentence
    } else {
      end = bytes.lastIndex(of: 10).map { $0 + 1 } ?? 0
    }
    var whole = bytes[..<end]
    if isStart, !whole.isEmpty {
      isStart = false
      if whole.starts(with: [0xEF, 0xBB, 0xBF]) { whole = whole.dropFirst(3) }
    }
    bytes.removeSubrange(..<end)
    guard let text = String(validating: whole, as: UTF8.self) else {
      throw Diagnostic(
        .invalidUTF8, "the text is not UTF-8 after line \(line)",
        hint: "convert it, for instance `iconv -f latin1 -t utf8`")
    }
    defer { line += whole.count { $0 == 10 } }
    guard isTokens else { return PlainText.sentences(text) }
    let sentences = Self.sentences(ofTokens: text)
    guard !sentences.contains(where: { $0.contains("") }) else {
      throw Diagnostic(
        .badLine, "a token has no word, after line \(line)",
        hint: "a line begins with the token; an empty one ends a sentence")
    }
    return sentences
  }

  /// Where the last empty line ends.
  private var endOfLastSentence: Int {
    var place = bytes.count - 1
    while place > 0 {
      if bytes[place] == 10, bytes[place - 1] == 10 { return place + 1 }
      place -= 1
    }
    return 0
  }

  /// Waits for some bytes, and takes those that are there.
  private mutating func read() throws(Diagnostic) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        Foundation.read(0, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw Diagnostic(
          .unreadable, "standard input cannot be read",
          hint: "give it text: sluice label MODEL < text.txt")
      }
      guard count > 0 else {
        isOver = true
        return
      }
      bytes += buffer[..<count].filter { $0 != 13 }
      guard bytes.count < Self.longest else {
        throw Diagnostic(
          .lineTooLong, "no sentence ends in \(Self.longest >> 20) MB of text",
          hint: isTokens
            ? "an empty line ends a sentence" : "a line is a sentence")
      }
      var waiting = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      guard bytes.count < Self.piece, poll(&waiting, 1, 0) > 0 else { return }
    }
  }

  private static func sentences(ofTokens text: String) -> [[String]] {
    text.composed.split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.allSatisfy(\.isWhitespace) }
      .map { lines in
        lines.map { String($0.prefix { $0 != "\t" }) }
      }
  }
}
