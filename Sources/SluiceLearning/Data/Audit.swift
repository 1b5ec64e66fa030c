import Foundation

/// What to know of some sentences before training: counts, label sets, tag
/// schemes, and what the parts have in common that they should not.
package struct Audit: Sendable {
  package private(set) var portions: [Portion] = []
  package private(set) var layers: [Layer] = []
  /// What dev and test have in common with other parts.
  package private(set) var repeats: [Repeats] = []

  /// Sentences of a part that stand in another as well.
  package struct Repeats: Sendable, Equatable {
    package var part: String
    package var other: String
    /// Those of six words or more: greetings and the like repeat by nature.
    package var long: Int
    package var all: Int
  }

  /// One split of one domain.
  package struct Portion: Sendable {
    package var domain: String
    package var split: String
    package var sentences: Int
    package var tokens: Int
    /// For each layer the tokens with a label.
    package var labelled: [Int]
    /// Share of tokens whose word is not in any train part; nil for train.
    package var unseen: Double?
  }

  /// One layer over all sentences.
  package struct Layer: Sendable {
    package var name: String
    /// How often each label occurs, the most frequent first.
    package var counts: [Count]
    /// Entropy of the labels' distribution, in bits.
    package var bits: Double
    package var scheme: TagScheme
    /// Tags that are not where the scheme may have them.
    package var broken: Int
    /// What of the scheme is not read as it may be meant.
    package var problem: String?
    /// Labels of dev or test that no train part has.
    package var onlyOutsideTraining: [String]

    /// Distinct labels.
    package var labels: Int { counts.count }

    fileprivate var brokenTags: String {
      if scheme == .iob2 {
        return broken == 1
          ? "1 inside tag of \(name) follows no tag of its span"
          : "\(broken) inside tags of \(name) follow no tag of their span"
      }
      return (broken == 1 ? "1 tag" : "\(broken) tags")
        + " of \(name) cannot stand in \(scheme.rawValue) where"
        + (broken == 1 ? " it does" : " they do")
    }

    /// A label and how many tokens have it.
    package struct Count: Sendable, Equatable {
      package var label: String
      package var tokens: Int
    }
  }

  package init(_ selection: Selection) {
    let corpus = selection.corpus
    let train = Self.words(selection, in: "train")
    let isNew = corpus.spellings.map { !train.contains($0.lowercased()) }
    for part in selection.portions {
      let tokens = part.sentences.flatMap(corpus.tokens(ofSentence:))
      let unseen = tokens.count { isNew[Int(corpus.words[$0])] }
      portions.append(
        Portion(
          domain: part.domain, split: part.split,
          sentences: part.sentences.count, tokens: tokens.count,
          labelled: corpus.layers.map { layer in
            tokens.count { layer.labels[$0] >= 0 }
          },
          unseen: part.split == "train" || train.isEmpty || tokens.isEmpty
            ? nil : Double(unseen) / Double(tokens.count)))
    }
    layers = corpus.layers.map { Self.layer($0, selection) }
    repeats = [("test", "train"), ("dev", "train"), ("test", "dev")].map {
      Self.repeats(selection, of: $0, in: $1)
    }
  }

  private static func repeats(
    _ selection: Selection, of part: String, in other: String
  ) -> Repeats {
    let known = Set(sentences(selection, in: other))
    let repeated = sentences(selection, in: part).filter(known.contains)
    return Repeats(
      part: part, other: other,
      long: repeated.count { $0.count >= TrainedSentences.shortest },
      all: repeated.count)
  }

  /// What a user should know, in sentences.
  package var warnings: [String] {
    var warnings: [String] = []
    for repeats in repeats where repeats.long > 0 {
      warnings.append(
        (repeats.long == 1 ? "1 sentence" : "\(repeats.long) sentences")
          + " of \(repeats.part) with six words or more also stand"
          + (repeats.long == 1 ? "s" : "") + " in \(repeats.other)")
    }
    warnings += layers.compactMap(\.problem)
    for layer in layers where layer.broken > 0 {
      warnings.append(layer.brokenTags)
    }
    for layer in layers where !layer.onlyOutsideTraining.isEmpty {
      warnings.append(
        "\(layer.name) has labels that do not occur in training:"
          + " \(layer.onlyOutsideTraining.joined(separator: ", "))")
    }
    return warnings
  }

  private static func words(
    _ selection: Selection, in split: String
  ) -> Set<String> {
    let corpus = selection.corpus
    var numbers = Set<Int32>()
    for part in selection.portions where part.split == split {
      for sentence in part.sentences {
        for token in corpus.tokens(ofSentence: sentence) {
          numbers.insert(corpus.words[token])
        }
      }
    }
    return Set(numbers.map { corpus.spellings[Int($0)].lowercased() })
  }

  private static func sentences(
    _ selection: Selection, in split: String
  ) -> [[Int32]] {
    let corpus = selection.corpus
    return selection.portions.filter { $0.split == split }
      .flatMap(\.sentences).map {
        Array(corpus.words[corpus.tokens(ofSentence: $0)])
      }
  }

  private static func layer(
    _ layer: Corpus.Layer, _ selection: Selection
  ) -> Layer {
    let corpus = selection.corpus
    var counts = [Int](repeating: 0, count: layer.inventory.count)
    var inTraining = Set<Int32>()
    for part in selection.portions {
      for sentence in part.sentences {
        let labels = layer.labels[corpus.tokens(ofSentence: sentence)]
        for label in labels where label >= 0 {
          counts[Int(label)] += 1
          if part.split == "train" { inTraining.insert(label) }
        }
      }
    }
    let transitions = LabelTransitions(
      layer, of: corpus, in: selection.sentences)
    let found = corpus.scheme(ofLayer: layer.name)
    return Layer(
      name: layer.name, counts: ranked(counts, layer.inventory),
      bits: Self.entropy(counts) ?? 0,
      scheme: found.scheme, broken: found.scheme.broken(in: transitions),
      problem: found.problem?.title,
      onlyOutsideTraining: inTraining.isEmpty
        ? []
        : counts.indices.filter {
          counts[$0] > 0 && !inTraining.contains(Int32($0))
        }.map { layer.inventory[$0] })
  }

  /// The entropy of a distribution, in bits; nil of none.
  fileprivate static func entropy(_ counts: [Int]) -> Double? {
    let total = Double(counts.reduce(0, +))
    guard total > 0 else { return nil }
    return counts.filter { $0 > 0 }.reduce(0) {
      $0 - Double($1) / total * log2(Double($1) / total)
    }
  }

  /// Labels that occur, the most frequent first, equals by name.
  private static func ranked(
    _ counts: [Int], _ inventory: [String]
  ) -> [Layer.Count] {
    zip(inventory, counts).filter { $0.1 > 0 }
      .map { Layer.Count(label: $0, tokens: $1) }
      .sorted { ($1.tokens, $0.label) < ($0.tokens, $1.label) }
  }
}

extension Selection {
  /// The entropy of a layer's labels here, in bits; nil where there are none.
  package func entropy(ofLayer name: String) -> Double? {
    guard let layer = corpus.layers.first(where: { $0.name == name }) else {
      return nil
    }
    var counts = [Int](repeating: 0, count: layer.inventory.count)
    for sentence in sentences {
      for token in corpus.tokens(ofSentence: sentence)
      where layer.labels[token] >= 0 {
        counts[Int(layer.labels[token])] += 1
      }
    }
    return Audit.entropy(counts)
  }
}
