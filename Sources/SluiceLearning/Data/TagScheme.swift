/// How a layer's labels mark spans. Every score, table and audit takes spans
/// from here.
package enum TagScheme: String, Sendable, Codable, CaseIterable {
  /// Labels of tokens, no spans.
  case plain
  /// Inside tags only: neighbours of one type are one span.
  case io = "IO"
  /// A span begins with I-; B- only parts neighbours of one type.
  case iob1 = "IOB1"
  /// Every span begins with B-.
  case iob2 = "IOB2"
  /// As IOB2, with E- at the end and S- for a span of one token.
  case bioes = "BIOES"
  /// The same with L- for last and U- for unit.
  case bilou = "BILOU"
  /// The same with M- for middle, and S- or W-.
  case bmes = "BMES"
  /// Inside tags, and E- at the end of a span. Read as conlleval does; what is
  /// well-formed in it is not told.
  case ioe = "IOE"
  /// Tags of several schemes, or plain labels among tags. Read likewise.
  case mixed

  package var hasSpans: Bool { self != .plain }

  /// Whether it is known which sequences are well-formed.
  package var isStrict: Bool {
    switch self {
    case .plain, .ioe, .mixed: false
    case .io, .iob1, .iob2, .bioes, .bilou, .bmes: true
    }
  }

  /// Whether a span's last token is marked.
  var marksEnds: Bool { self == .bioes || self == .bilou || self == .bmes }

  /// The letters that its tags begin with.
  var letters: Set<Character> {
    switch self {
    case .plain: []
    case .io: ["I"]
    case .iob1, .iob2: ["B", "I"]
    case .bioes: ["B", "I", "E", "S"]
    case .bilou: ["B", "I", "L", "U"]
    case .bmes: ["B", "M", "E", "S", "W"]
    case .ioe: ["I", "E"]
    case .mixed: ["B", "I", "E", "S", "L", "U", "M", "W"]
    }
  }

  /// A label's tag in this scheme; nil for `O` and for what is no tag.
  func tag(_ label: String?) -> SpanTag? { SpanTag(label, letters: letters) }

  /// IOB1 as IOB2: an inside tag that opens a span becomes a beginning tag.
  static func iob2(fromIOB1 labels: [String]) -> [String] {
    var previous: SpanTag?
    return labels.map { label in
      let tag = iob1.tag(label)
      defer { previous = tag }
      guard let tag, tag.role == .inside, tag.type != previous?.type else {
        return label
      }
      return "B-\(tag.type)"
    }
  }

  /// Tags that cannot stand where they do, and spans that are not closed.
  func broken(in transitions: LabelTransitions) -> Int {
    transitions.counts.reduce(0) { total, entry in
      let (previous, next) = (tag(entry.key.previous), tag(entry.key.label))
      return breaks(next, after: previous) ? total + entry.value : total
    }
  }

  /// Whether a tag cannot stand after another, nil for the ends of a sentence
  /// and for what is no tag.
  func breaks(_ tag: SpanTag?, after previous: SpanTag?) -> Bool {
    let isStray =
      (tag?.role == .inside || tag?.role == .end)
      && tag?.continues(previous) == false
    switch self {
    case .plain, .io, .ioe, .mixed: return false
    case .iob1: return tag?.role == .begin && previous?.type != tag?.type
    case .iob2: return isStray
    case .bioes, .bilou, .bmes:
      let isOpen = previous?.role == .begin || previous?.role == .inside
      return isStray || (isOpen && tag?.continues(previous) != true)
    }
  }
}
