import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceRandom
import SluiceTensor
import Synchronization

/// Vectors of tokens that an encoder made of some sentences, in a safetensors
/// file; they are never trained, and read as they are needed.
///
/// The tensors `layer.1`, `layer.2`, … are `[T, D]`, in single, half or bfloat16
/// precision, with a row for each token; `words`, bytes, holds these tokens as
/// UTF-8 text, one a line, with an empty line after each sentence. A sentence is
/// found by its words: of two that are equal the first counts.
package final class TokenFeatures: Sendable {
  /// How many layers there are, and numbers in a row of each.
  package let shape: Architecture.Features
  package let identity: Identity
  /// Where the file lies.
  let place: String
  private let file: PositionedFile
  private let places: [(offset: Int, type: TokenNumber)]
  /// By its words, one a line, the first row of a sentence.
  private let rows: [String: Int]
  private let failure = Mutex(Diagnostic?.none)

  /// - Parameters:
  ///   - full: Where the file lies.
  ///   - path: What messages call it.
  ///   - chosen: The layers to read, from 1; all if none is named.
  /// - Throws: `bad-features`, if it is no such file; those of reading a file.
  package init(
    contentsOf full: String, as path: String, layers chosen: [Int] = []
  ) throws(Diagnostic) {
    place = full
    let header = try Safetensors(
      headerOf: full, with: ["F16": 2, "BF16": 2, "U8": 1])
    let layers = try Self.layers(header, path)
    let numbers = chosen.isEmpty ? Array(1...layers.places.count) : chosen
    if let missing = numbers.first(where: {
      !(1...layers.places.count).contains($0)
    }) {
      throw Self.bad(path, "it has no `layer.\(missing)`")
    }
    shape = Architecture.Features(
      layers: numbers.count, width: layers.shape.width)
    places = numbers.map { layers.places[$0 - 1] }
    guard let file = try? PositionedFile(full),
      case .unread(_, let type, let place) = header.tensors["words"],
      type == "U8", let words = file.read(count: place.count, from: place.start)
    else {
      throw Self.bad(path, "it has no `words` to tell whose its vectors are")
    }
    self.file = file
    rows = try Self.rows(words, count: layers.tokens, path)
    identity = Identity(
      path: path,
      digest: RandomStream.digest(
        words + Data("\(layers.shape.layers) \(shape.width)".utf8)),
      layers: numbers)
  }

  /// What a file is known by.
  package struct Identity: Sendable, Equatable, Codable {
    /// As it was written; messages call it that.
    package let path: String
    /// A number that changes with its words and its shape.
    package let digest: UInt64
    /// Its layers that are read, from 1.
    package let layers: [Int]
  }

  private var path: String { identity.path }

  /// The layers that a header tells of, and how many tokens each has.
  private static func layers(
    _ header: Safetensors, _ path: String
  ) throws(Diagnostic) -> (
    shape: Architecture.Features, tokens: Int,
    places: [(offset: Int, type: TokenNumber)]
  ) {
    var places: [(offset: Int, type: TokenNumber)] = []
    var first: [Int]?
    while case .unread(let shape, let name, let place) =
      header.tensors["layer.\(places.count + 1)"]
    {
      let layer = "layer.\(places.count + 1)"
      guard let type = TokenNumber(rawValue: name) else {
        throw bad(path, "\(layer) has the type \(name), not F16, BF16 or F32")
      }
      guard shape.count == 2, shape == first ?? shape,
        (1...8192).contains(shape[1])
      else {
        throw bad(
          path,
          "\(layer) has the shape \(shape)"
            + (first.map { ", layer.1 has \($0)" }
              ?? ", and not one of tokens by numbers, at most 8192"))
      }
      first = shape
      places.append((place.start, type))
    }
    guard let first, places.count <= 64 else {
      throw bad(
        path,
        first == nil ? "it has no `layer.1`" : "it has more than 64 layers")
    }
    return (
      Architecture.Features(layers: places.count, width: first[1]), first[0],
      places
    )
  }

  /// The first row of each sentence.
  private static func rows(
    _ text: Data, count: Int, _ path: String
  ) throws(Diagnostic) -> [String: Int] {
    guard let text = String(validating: text, as: UTF8.self) else {
      throw bad(path, "its `words` are not UTF-8")
    }
    var rows: [String: Int] = [:]
    var (start, row) = (0, 0)
    var sentence: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        let key = sentence.joined(separator: "\n")
        if !sentence.isEmpty, rows[key] == nil { rows[key] = start }
        sentence = []
        start = row
      } else {
        sentence.append(line)
        row += 1
      }
    }
    guard sentence.isEmpty else {
      throw bad(path, "its `words` do not end with an empty line")
    }
    guard row == count else {
      throw bad(
        path,
        "it has \(row) word\(row == 1 ? "" : "s") and \(count)"
          + " vector\(count == 1 ? "" : "s")")
    }
    return rows
  }

  private static func bad(_ path: String, _ what: String) -> Diagnostic {
    Diagnostic(
      .badFeatures, "\(path) does not hold vectors of tokens: \(what)",
      hint: "docs/features.md has a script that makes such a file")
  }
}

extension TokenFeatures {
  /// The first row of a sentence; nil if it is not there.
  func row(ofSentence number: Int, in corpus: Corpus) -> Int? {
    rows[words(ofSentence: number, in: corpus).joined(separator: "\n")]
  }

  private func words(ofSentence number: Int, in corpus: Corpus) -> [String] {
    corpus.tokens(ofSentence: number).map {
      corpus.spellings[Int(corpus.words[$0])]
    }
  }

  /// Whether a sentence, by its number in a corpus, has vectors.
  package func has(sentence: Int, of corpus: Corpus) -> Bool {
    row(ofSentence: sentence, in: corpus) != nil
  }

  /// - Throws: `bad-features`, if a sentence has none.
  package func check(_ sentences: [Int], in corpus: Corpus) throws(Diagnostic) {
    let missing = sentences.filter { row(ofSentence: $0, in: corpus) == nil }
    guard let first = missing.first else { return }
    let words = words(ofSentence: first, in: corpus)
    let start = words.prefix(6).joined(separator: " ")
    throw Diagnostic(
      .badFeatures,
      "\(missing.count) of \(sentences.count)"
        + " sentence\(sentences.count == 1 ? "" : "s")"
        + " \(missing.count == 1 ? "has" : "have") no vectors in \(path):"
        + " \(missing.count == 1 ? "it begins" : "the first begins") `\(start)`",
      hint: "make the file of all sentences that the network reads, with the"
        + " words as they stand in the corpus")
  }

  /// - Throws: What was wrong with the numbers that were read until now.
  package func check() throws(Diagnostic) {
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  /// Reads a layer's vectors of some tokens; where that fails they are 0, and
  /// ``check()`` says so.
  ///
  /// - Parameters:
  ///   - layer: From 0.
  ///   - runs: Each its row in the file, and where it goes.
  ///   - out: `[P, D]`.
  func read(layer: Int, _ runs: [Run], into out: Block) {
    let (start, type) = places[layer]
    for run in runs {
      let bytes = run.count * shape.width * type.bytes
      let isRead = withUnsafeTemporaryAllocation(
        byteCount: bytes, alignment: 8
      ) { buffer in
        guard
          file.read(
            into: buffer, from: start + run.first * shape.width * type.bytes)
        else { return false }
        return (0..<run.count).allSatisfy { token in
          type.decode(
            buffer, from: token * shape.width,
            into: UnsafeMutableBufferPointer(
              start: out.base + run.rows[token] * out.stride,
              count: shape.width))
        }
      }
      if !isRead { fail(run, out) }
    }
  }

  private func fail(_ run: Run, _ out: Block) {
    for row in run.rows { out.rows(row..<row + 1).clear() }
    failure.withLock {
      $0 =
        $0
        ?? Diagnostic(
          .badFeatures,
          "\(path) was shortened, or has a number that is not finite, in the"
            + " sentence at token \(run.first + 1)",
          hint: "make the file again, and define the network anew")
    }
  }

  /// The tokens of a sentence: where they begin in the file, and the row of a
  /// batch that each has.
  struct Run: Sendable {
    let first: Int
    let rows: [Int]
    var count: Int { rows.count }
  }
}

extension TokenFeatures: Equatable {
  package static func == (one: TokenFeatures, two: TokenFeatures) -> Bool {
    one === two
  }
}
