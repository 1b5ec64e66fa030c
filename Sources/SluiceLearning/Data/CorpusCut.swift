import SluiceDiagnostics
import SluiceRandom
import SluiceTensor

/// How a corpus without dev or test part gets one.
package struct CorpusCut: Sendable {
  /// What stays together.
  package enum Unit: String, Sendable, CaseIterable {
    case document, sentence
  }

  /// Which share of the sentences becomes the dev and the test part, from 0.
  package var dev, test: Double
  /// Documents need a corpus that has them.
  package var unit: Unit
  package var seed: UInt64

  package init(dev: Double, test: Double, by unit: Unit, seed: UInt64) {
    self.dev = dev
    self.test = test
    self.unit = unit
    self.seed = seed
  }
}

extension Selection {
  /// The fewest documents that a part which is to be cut has; nil where the files
  /// mark none.
  package var fewestDocuments: Int? {
    guard !corpus.documents.isEmpty else { return nil }
    return portions.filter { ["train", "all"].contains($0.split) }
      .map { units(of: $0, .document).count }.min()
  }

  /// The sentences as a corpus of their own, in which a share of each domain's
  /// training sentences (or of those without a part) is dev or test.
  ///
  /// - Parameter cut: The shares. What is drawn for one part does not depend on
  ///   how large the other is.
  /// - Returns: The corpus; sentences keep their order.
  /// - Throws: `out-of-range`, where a domain has too few sentences or documents
  ///   for as many parts.
  package func cut(_ cut: CorpusCut) throws(Diagnostic) -> Corpus {
    var parts: [(domain: String, split: String, sentences: [Int])] = []
    for portion in portions {
      guard ["train", "all"].contains(portion.split) else {
        parts.append(
          (portion.domain, portion.split, Array(portion.sentences)))
        continue
      }
      let sentences = try self.parts(of: portion, cut)
      for (split, sentences) in zip(["train", "dev", "test"], sentences)
      where !sentences.isEmpty {
        parts.append((portion.domain, split, sentences))
      }
    }
    return corpus.regrouped(parts)
  }

  /// The sentences of a portion that are to be train, dev and test.
  private func parts(
    of portion: Corpus.Portion, _ cut: CorpusCut
  ) throws(Diagnostic) -> [[Int]] {
    // One sentence stands for all that the part has.
    if corpus.isSketch {
      return [0, cut.dev, cut.test].enumerated().map {
        $0.offset == 0 || $0.element > 0 ? Array(portion.sentences) : []
      }
    }
    let units = self.units(of: portion, cut.unit)
    let wanted = 1 + [cut.dev, cut.test].count { $0 > 0 }
    guard units.count >= wanted else {
      throw Diagnostic(
        .outOfRange,
        "\(portion.domain) has \(units.count) \(cut.unit)"
          + "\(units.count == 1 ? "" : "s"), too few for \(wanted) parts",
        hint: cut.unit == .document
          ? "by=sentence cuts between sentences" : "leave out dev= or test=")
    }
    var stream = RandomStream(seed: cut.seed).split("cut").split(portion.domain)
    let order = units.shuffled(using: &stream)
    // Dev is drawn from one end and test from the other; the train part keeps
    // one at least.
    let total = portion.sentences.count
    let test = min(
      Self.count(order.reversed(), cut.test, of: total),
      order.count - wanted + 1)
    let kept = order.count - test
    let dev = min(Self.count(order, cut.dev, of: total), kept - 1)
    func sentences(_ units: some Sequence<[Int]>) -> [Int] {
      units.flatMap(\.self).sorted()
    }
    return [
      sentences(order[dev..<kept]), sentences(order[..<dev]),
      sentences(order[kept...]),
    ]
  }

  /// How many units a share takes: as many as come nearest to its sentences, and
  /// one at least.
  private static func count(
    _ units: [[Int]], _ share: Double, of total: Int
  ) -> Int {
    guard share > 0 else { return 0 }
    let wanted = share * Double(total)
    var taken = 0.0
    var count = 0
    for unit in units {
      let next = taken + Double(unit.count)
      guard count == 0 || next - wanted <= wanted - taken else { break }
      (taken, count) = (next, count + 1)
    }
    return count
  }

  /// Sentences that stay together.
  private func units(
    of portion: Corpus.Portion, _ unit: CorpusCut.Unit
  ) -> [[Int]] {
    guard unit == .document, !corpus.documents.isEmpty else {
      return portion.sentences.map { [$0] }
    }
    var units: [[Int]] = []
    var last: Int32?
    for sentence in portion.sentences {
      if corpus.documents[sentence] == last {
        units[units.count - 1].append(sentence)
      } else {
        units.append([sentence])
        last = corpus.documents[sentence]
      }
    }
    return units
  }
}
