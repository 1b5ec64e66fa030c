import SluiceDiagnostics
import SluiceLanguage
import SluiceLearning

/// How layers reach the heads, as it is typed: `on` means beta.
enum SkipChoice: String, FieldValue, CaseIterable {
  case on, off, beta, sum, mean, concat

  var skip: Architecture.Skip {
    switch self {
    case .on, .beta: .beta
    case .off: .off
    case .sum: .sum
    case .mean: .mean
    case .concat: .concat
    }
  }
}

extension Method: FieldValue {}
extension Architecture.Wiring: FieldValue {}
extension Architecture.Activation: FieldValue {}
extension Initialization.Beta: FieldValue {}
extension NetworkTask.Metric: FieldValue {}

/// `0.1`, `columns(0.1)` or `units(0.1)`.
struct PenaltySetting: FieldValue {
  var penalty = OrthogonalityPenalty()

  static var fieldType: FieldType {
    FieldType("a number, or units(number)", examples: ["units("])
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> PenaltySetting {
    var weight = expression
    var setting = PenaltySetting()
    if case .call(let kind, let arguments) = expression.kind {
      guard let known = OrthogonalityPenalty.Kind(rawValue: kind.text),
        let first = arguments.first, arguments.count == 1
      else {
        throw context.fail(
          .unknownChoice, "`\(kind.text)` is no kind of penalty",
          at: kind.span, hint: "write penalty=0.1 or penalty=units(0.1)")
      }
      setting.penalty.kind = known
      weight = first.value
    }
    setting.penalty.weight = try Float.read(weight, in: context)
    guard setting.penalty.weight >= 0 else {
      throw context.fail(
        .outOfRange, "a penalty's weight is at least 0", at: weight.span)
    }
    return setting
  }

  var spelled: String? {
    penalty.kind == .units
      ? "units(\(penalty.weight.spelled ?? ""))" : penalty.weight.spelled
  }
}

/// α at the start: a word, or one number for all entries.
struct AlphaStart: FieldValue {
  var alpha = Initialization.Alpha.imbalanced

  private static let words: [String: Initialization.Alpha] = [
    "imbalanced": .imbalanced, "balanced": .balanced, "identity": .identity,
  ]

  static var fieldType: FieldType {
    FieldType(
      "imbalanced, balanced, identity or a number",
      examples: words.keys.sorted())
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Diagnostic) -> AlphaStart {
    if case .name(let word) = expression.kind {
      if let alpha = words[word] { return AlphaStart(alpha: alpha) }
      if context.state.values[word] == nil {
        throw context.fail(
          .unknownChoice, "`\(word)` is no choice here", at: expression.span,
          hint: didYouMean(
            word, in: words.keys,
            otherwise: "choose balanced, identity, imbalanced or a number"))
      }
    }
    return AlphaStart(alpha: .number(try Float.read(expression, in: context)))
  }

  var spelled: String? {
    if case .number(let number) = alpha { return number.spelled }
    return Self.words.first { $0.value == alpha }?.key
  }
}

extension Context {
  /// A network by its value.
  func network(
    _ value: Located<Value>
  ) throws(Diagnostic) -> NetworkObject {
    guard case .object(let object) = value.value,
      let network = object as? NetworkObject
    else {
      throw mismatch(
        value.value, at: value.span, wanted: "a network",
        hint: "define one: network net tasks=[…]")
    }
    return network
  }

  /// A corpus or a part of one.
  func selection(_ value: Located<Value>) throws(Diagnostic) -> Selection {
    guard case .object(let object) = value.value,
      let corpus = object as? CorpusObject
    else {
      throw mismatch(
        value.value, at: value.span, wanted: "a corpus or a part of one",
        hint: "for instance toy.train, or toy[mail].dev")
    }
    guard !corpus.selection.sentences.isEmpty else {
      throw fail(
        .unknownSplit, "\(corpus.path) holds no sentence", at: value.span,
        hint: "show \(corpus.corpus.name)")
    }
    return corpus.selection
  }

  /// Puts a changed network in the place of the old one.
  mutating func replace(_ network: NetworkObject) {
    state.values[network.name] = .object(network)
  }
}
