import SluiceDiagnostics

/// What the labels of a layer say of its scheme.
package struct LayerScheme: Sendable, Equatable {
  package var scheme: TagScheme
  /// What of it is not read as it may be meant.
  package var problem: Diagnostic?

  init(_ scheme: TagScheme, _ problem: Diagnostic? = nil) {
    self.scheme = scheme
    self.problem = problem
  }
}

extension TagScheme {
  /// The scheme of some labels of which no more is known.
  package init(labels: [String]) {
    self = LayerScheme(labels: Set(labels), steps: [], layer: "").scheme
  }
}

extension Corpus {
  /// How the labels of a layer mark spans, from all its sentences.
  package func scheme(ofLayer name: String) -> LayerScheme {
    guard let layer = layers.first(where: { $0.name == name }) else {
      return LayerScheme(.plain)
    }
    let guess = LayerScheme(
      labels: Set(layer.inventory), steps: [], layer: name)
    guard guess.scheme.hasSpans else { return guess }
    return LayerScheme(
      LabelTransitions(layer, of: self, in: Array(0..<sentenceCount)),
      layer: name)
  }
}

extension Corpus {
  /// Whether a layer's labels mark spans, as far as the sentences that a sketch
  /// has can tell.
  package func mayHaveSpans(inLayer name: String) -> Bool {
    guard !scheme(ofLayer: name).scheme.hasSpans else { return true }
    let labels = layers.first { $0.name == name }?.inventory ?? []
    return isSketch && labels.allSatisfy { $0 == "O" }
  }
}

extension LayerScheme {
  /// - Parameters:
  ///   - transitions: The layer's labels after one another.
  ///   - layer: Its name, for messages.
  init(_ transitions: LabelTransitions, layer: String) {
    self.init(
      labels: Set(transitions.counts.keys.compactMap(\.label)),
      steps: transitions.counts.map { ($0.key, $0.value) }, layer: layer)
  }

  /// Labels with B-, I- and the like make up a scheme if they are at least half
  /// of all labels but O: a lemma such as `B-52` among words is none.
  fileprivate init(
    labels: Set<String>, steps: [(LabelTransitions.Step, Int)], layer: String
  ) {
    let names = labels.subtracting(["O"]).sorted()
    let letters = Self.letters(of: labels)
    func tag(_ label: String?) -> SpanTag? {
      SpanTag(label, letters: letters)
    }
    let tags = names.compactMap { tag($0) }
    let plain = names.filter { tag($0) == nil }
    guard !tags.isEmpty, tags.count >= plain.count else {
      self.init(.plain, Self.unreadForm(names, layer))
      return
    }
    if let example = plain.first {
      self.init(
        .mixed,
        Self.mixed(
          "the layer \(layer) mixes span tags with the label \(example)",
          "a layer has either plain labels or B-, I- and O throughout"))
      return
    }
    let used = Set(tags.map(\.letter))
    let family = Self.family(of: used)
    let tagged = steps.map { (tag($0.0.previous), tag($0.0.label), $0.1) }
    switch family {
    case .iob2:
      // What opens spans more often decides.
      let lead = tagged.reduce(0) { sum, step in
        let (previous, tag, count) = step
        guard let tag, tag.type != previous?.type else { return sum }
        return sum + (tag.role == .begin ? count : -count)
      }
      self.init(lead < 0 ? .iob1 : .iob2)
    case .bioes, .bilou, .bmes:
      self.init(family, Self.unclosed(tagged, family, used, layer))
      if problem != nil { scheme = .mixed }
    case .mixed:
      let odd = used.subtracting(["B", "I"]).sorted().map { "\($0)-" }
      self.init(
        .mixed,
        Self.mixed(
          "the layer \(layer) mixes schemes of span tags: it has"
            + " \(enumeration(odd))", "bring all its files to one scheme"))
    case .ioe:
      self.init(
        .ioe,
        Self.mixed(
          "the labels of \(layer) look like IOE: I- and E-, but no B- or S-",
          "F1 is counted as conlleval does; a strict score takes IOB2, BIOES"
            + " or another scheme that says where spans begin"))
    case .plain, .io, .iob1: self.init(family)
    }
  }

  /// The letters that may mark spans here. Some begin other words too often to
  /// do so alone.
  private static func letters(of labels: Set<String>) -> Set<Character> {
    let all: Set<Character> = ["B", "I", "E", "S", "L", "U", "M", "W"]
    let bare = labels.subtracting(["O"])
    let hasBare =
      bare.allSatisfy { $0.count == 1 && all.contains($0.first ?? "O") }
      && !bare.isDisjoint(with: ["B", "I"])
      && (labels.contains("O") || bare.count > 1)
    guard !hasBare else { return all }
    func has(_ letter: String) -> Bool {
      labels.contains { $0.hasPrefix(letter + "-") && $0.utf8.count > 2 }
    }
    var letters: Set<Character> = []
    for letter in ["B", "I", "E", "S"] where has(letter) {
      letters.insert(Character(letter))
    }
    let hasInside = !letters.isDisjoint(with: ["B", "I"])
    for letter in ["L", "U"]
    where has(letter) && (hasInside || labels.contains("O")) {
      letters.insert(Character(letter))
    }
    for letter in ["M", "W"] where has(letter) && letters.contains("B") {
      letters.insert(Character(letter))
    }
    return letters
  }

  /// The scheme whose letters these are; IOB2 where it may be IOB1 as well.
  private static func family(of used: Set<Character>) -> TagScheme {
    if used == ["I"] { return .io }
    if used.contains("E"), used.isSubset(of: ["I", "E"]) { return .ioe }
    return [TagScheme.iob2, .bioes, .bilou, .bmes].first {
      used.isSubset(of: $0.letters)
    } ?? .mixed
  }

  /// What there is to say if more than a tenth of the spans do not end as the
  /// scheme wants.
  private static func unclosed(
    _ steps: [(SpanTag?, SpanTag?, Int)], _ scheme: TagScheme,
    _ used: Set<Character>, _ layer: String
  ) -> Diagnostic? {
    var (open, closed) = (0, 0)
    var examples: Set<String> = []
    for (previous, tag, count) in steps {
      guard let previous else { continue }
      if previous.role == .end || previous.role == .single {
        closed += count
      } else if tag?.continues(previous) != true {
        open += count
        examples.insert(
          previous.type.isEmpty
            ? "\(previous.letter)" : "\(previous.letter)-\(previous.type)")
      }
    }
    guard open * 10 > open + closed, let example = examples.min() else {
      return nil
    }
    let ends = used.subtracting(["B", "I", "M"]).sorted().map { "\($0)-" }
    return mixed(
      "the layer \(layer) mixes IOB2 with \(scheme.rawValue): a span ends in"
        + " \(example), others in \(ends.joined(separator: " or "))",
      "bring all its files to one scheme")
  }

  private static func mixed(_ title: String, _ hint: String) -> Diagnostic {
    Diagnostic(.mixedScheme, title, hint: hint)
  }

  /// Span tags written in another way: `b-per`, `B_PER`, `PER-B`, `B–PER`, `B-`.
  private static func unreadForm(
    _ labels: [String], _ layer: String
  ) -> Diagnostic? {
    func letter(_ label: String) -> Character? {
      let ends = [
        (label.first, label.dropFirst().first),
        (label.last, label.dropLast().last),
      ]
      return ends.lazy.compactMap { letter, sign -> Character? in
        guard let letter, let sign,
          "_:/.|=+~".contains(sign)
            || sign.unicodeScalars.first?.properties.generalCategory
              == .dashPunctuation
        else { return nil }
        return "BIESLUbieslu".contains(letter) ? letter : nil
      }.first
    }
    let found = labels.filter { letter($0) != nil }
    let letters = Set(found.compactMap { letter($0)?.uppercased() })
    guard found.count * 2 >= labels.count, let example = found.first,
      letters.isSuperset(of: ["B", "I"])
    else { return nil }
    return mixed(
      "labels of \(layer) such as \(example) look like span tags, but are read"
        + " as plain labels",
      "write them as B-PER and I-PER, with O outside, to have spans scored")
  }
}
