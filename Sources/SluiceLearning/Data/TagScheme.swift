import SluiceDiagnostics

/// How a layer's labels mark spans.
package enum TagScheme: String, Sendable, Equatable {
  /// Labels of tokens, no spans.
  case plain
  /// A span begins with I-; B- only parts neighbours of one type.
  case iob1 = "IOB1"
  /// Every span begins with B-.
  case iob2 = "IOB2"
  /// As IOB2, with E- at the end and S- for a span of one token.
  case bioes = "BIOES"

  /// The scheme of a layer, from its labels and their neighbours.
  ///
  /// Labels with B-, I-, E- or S- make up a scheme if they are at least half
  /// of all labels but O: a lemma such as `B-52` among words is none.
  ///
  /// - Parameters:
  ///   - transitions: The layer's labels after one another.
  ///   - layer: Its name, for the message.
  /// - Throws: ``Diagnostic`` (mixed-scheme) where plain labels stand among
  ///   tags, or spans of two schemes.
  init(_ transitions: LabelTransitions, layer: String) throws(Diagnostic) {
    let labels = Set(transitions.counts.keys.compactMap(\.label))
    let plain = labels.filter { $0 != "O" && SpanTag($0) == nil }.sorted()
    let tags = labels.compactMap(SpanTag.init)
    guard !tags.isEmpty, tags.count >= plain.count else {
      self = .plain
      return
    }
    if let example = plain.first {
      throw Diagnostic(
        .mixedScheme,
        "the layer \(layer) mixes span tags with the label \(example)",
        hint: "a layer has either plain labels or B-, I- and O throughout")
    }
    let steps = transitions.counts.keys.map {
      (SpanTag($0.previous), SpanTag($0.label))
    }
    let opensInside = steps.contains { previous, tag in
      tag?.kind == "I" && tag?.type != previous?.type
    }
    let opensWithB = steps.contains { previous, tag in
      tag?.kind == "B" && tag?.type != previous?.type
    }
    guard tags.contains(where: { $0.kind == "E" || $0.kind == "S" }) else {
      self = opensInside && !opensWithB ? .iob1 : .iob2
      return
    }
    let unclosed = steps.compactMap { previous, tag -> String? in
      guard let previous, "BI".contains(previous.kind),
        !(tag?.type == previous.type && "IE".contains(tag?.kind ?? "O"))
      else { return nil }
      return "\(previous.kind)-\(previous.type)"
    }
    if let example = unclosed.min() {
      throw Diagnostic(
        .mixedScheme,
        "the layer \(layer) mixes IOB2 with BIOES: a span ends in"
          + " \(example), others in E- or S-",
        hint: "bring all its files to one scheme")
    }
    self = .bioes
  }

  /// IOB1 as IOB2: an inside tag that opens a span becomes a beginning tag.
  static func iob2(fromIOB1 labels: [String]) -> [String] {
    var previous: SpanTag?
    return labels.map { label in
      let tag = SpanTag(label)
      defer { previous = tag }
      guard let tag, tag.kind == "I", tag.type != previous?.type else {
        return label
      }
      return "B-\(tag.type)"
    }
  }

  /// Inside and end tags with nothing before them to be inside of.
  func brokenSpans(in transitions: LabelTransitions) -> Int {
    guard self == .iob2 || self == .bioes else { return 0 }
    return transitions.counts.reduce(0) { total, entry in
      guard let tag = SpanTag(entry.key.label), "IE".contains(tag.kind) else {
        return total
      }
      let previous = SpanTag(entry.key.previous)
      let isInside =
        previous?.type == tag.type && "BI".contains(previous?.kind ?? "O")
      return isInside ? total : total + entry.value
    }
  }
}

/// A tag such as `B-NP`: what it does, and to a span of which type.
struct SpanTag: Equatable {
  /// B, I, E or S.
  let kind: Character
  let type: Substring

  /// Nil for `O`, for no label and for labels that are no tags.
  init?(_ label: String?) {
    guard let label, let kind = label.first, "BIES".contains(kind),
      label.dropFirst().first == "-", label.utf8.count > 2
    else { return nil }
    self.kind = kind
    type = label.dropFirst(2)
  }
}

extension Selection {
  /// How the labels of a layer mark spans.
  ///
  /// - Throws: ``Diagnostic`` if the layer mixes schemes.
  package func tagScheme(
    ofLayer name: String
  ) throws(Diagnostic) -> TagScheme {
    guard let layer = corpus.layers.first(where: { $0.name == name }) else {
      return .plain
    }
    return try TagScheme(
      LabelTransitions(layer, of: corpus, in: sentences), layer: name)
  }
}
