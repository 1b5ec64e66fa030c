import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

/// A corpus, or some of its sentences: `ewt`, `ewt[reviews].test`.
struct CorpusObject: FieldObject {
  var selection: Selection

  var corpus: Corpus { selection.corpus }
  private var isWhole: Bool {
    selection.domains == nil && selection.split == nil
  }

  static let kinds = Kinds("a corpus", .corpus, .corpusPart)
  static let hint =
    "read one with `columns(\"folder\")`, or make one with `toy_english()`"
  /// A path alone does not say how the file is to be read.
  static func hint(insteadOf value: Value) -> String {
    value.kind == .string
      ? "say how to read it: conllu(\"FILE\"), or columns(\"FILE\")" : hint
  }

  var kind: Kind { isWhole ? .corpus : .corpusPart }
  var title: String? { path }

  var path: String { selection.path }

  var summary: String {
    let sentences = selection.sentences
    let tokens = sentences.reduce(0) {
      $0 + corpus.tokens(ofSentence: $1).count
    }
    return "\(path): \(NumberText.count(sentences.count, of: "sentence")),"
      + " \(NumberText.count(tokens, of: "token"))"
  }

  func shown(as name: String, in context: Context) throws(Stop) -> Output {
    AuditReport(self).output
  }

  /// Splits of the whole corpus.
  var splits: [String] { Selection(corpus).splits }

  var memberNames: [String] { splits + corpus.layers.map(\.name) }

  func member(
    _ name: Name, of whole: Expression, in context: Context
  ) throws(Stop) -> Value? {
    if corpus.layers.contains(where: { $0.name == name.text }) {
      return .object(LayerObject(selection: selection, layer: name.text))
    }
    guard splits.contains(name.text) else { return nil }
    if let split = selection.split, split != name.text {
      throw context.fail(
        .unknownSplit, "\(path) has no part \(name.text)", at: name.span,
        hint: hasWholeName(in: context)
          ? "take it from the whole corpus: \(corpus.name).\(name.text)"
          : "\(corpus.name) was defined as the part \(split) alone: define it"
            + " with all parts")
    }
    var part = self
    part.selection.split = name.text
    return .object(part)
  }

  /// `ewt[reviews, email]`: domains, with or without what their names begin
  /// with in common.
  func element(
    at places: [Expression], of whole: Expression, in context: Context
  ) throws(Stop) -> Value {
    var symbols: [Symbol] = []
    for place in places { symbols += try [Symbol].read(place, in: context) }
    let chosen = try domains(named: symbols, in: context)
    if let inner = selection.domains,
      let outside = chosen.firstIndex(where: { !inner.contains($0) })
    {
      throw context.fail(
        .unknownDomain, "\(path) has no domain \(chosen[outside])",
        at: symbols[outside].span,
        hint: hasWholeName(in: context)
          ? "take it from the whole corpus:"
            + " \(corpus.name)[\(chosen[outside])]"
          : "\(corpus.name) was defined with \(enumeration(inner)) alone: define"
            + " it with all domains")
    }
    var part = self
    part.selection.domains = chosen
    return .object(part)
  }

  /// Whether the corpus that this is a part of goes by its own name.
  private func hasWholeName(in context: Context) -> Bool {
    guard case .object(let object)? = context.state[corpus.name],
      let named = object as? CorpusObject
    else { return false }
    return named.isWhole && named.corpus == corpus
  }

  func places(
    after before: [Expression], in context: Context
  ) -> [String] {
    domains.flatMap { [$0, short($0)] }
  }

  /// Domains by name, with or without what their names begin with in common.
  func domains(
    named symbols: [Symbol], in context: Context
  ) throws(Stop) -> [String] {
    let known = domains
    var chosen: [String] = []
    for symbol in symbols {
      guard
        let domain = known.first(where: { $0 == symbol.text })
          ?? known.first(where: { short($0) == symbol.text })
      else {
        throw context.fail(
          .unknownDomain, "\(corpus.name) has no domain \(symbol.text)",
          at: symbol.span,
          hint: didYouMean(
            symbol.text, in: known,
            otherwise: "it has \(known.joined(separator: ", "))"))
      }
      guard !chosen.contains(domain) else {
        throw context.fail(
          .repeatedOption, "the domain \(domain) is named twice",
          at: symbol.span, label: "the second time", hint: "keep one of them")
      }
      chosen.append(domain)
    }
    return chosen
  }

  /// The domains, in the corpus' order.
  var domains: [String] {
    corpus.portions.reduce(into: []) {
      if !$0.contains($1.domain) { $0.append($1.domain) }
    }
  }

  /// A domain without the prefix that all share: `reviews` of `ewt-reviews`.
  private func short(_ domain: String) -> String {
    let parts = domains.map { $0.split(separator: "-") }
    guard parts.count > 1, let first = parts.first?.first,
      parts.allSatisfy({ $0.count > 1 && $0.first == first })
    else { return domain }
    return String(domain.dropFirst(first.count + 1))
  }
}

/// One layer of labels of a corpus: `ewt.xpos`.
struct LayerObject: FieldObject, Equatable {
  var selection: Selection
  var layer: String

  static let kinds = Kinds("a layer of a corpus", .layer)
  static let hint = "write the corpus, a dot and the layer: `toy.pos`"
  var kind: Kind { .layer }

  var data: Corpus.Layer? {
    selection.corpus.layers.first { $0.name == layer }
  }

  var summary: String {
    "\(selection.path).\(layer): \(data?.inventory.count ?? 0) labels"
  }

  func shown(as name: String, in context: Context) throws(Stop) -> Output {
    guard let data else { return .text(summary) }
    var counts: [Int32: Int] = [:]
    for sentence in selection.sentences {
      for token in selection.corpus.tokens(ofSentence: sentence)
      where data.labels[token] >= 0 {
        counts[data.labels[token], default: 0] += 1
      }
    }
    let total = max(1, counts.values.reduce(0, +))
    let rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(24).map {
        [
          data.inventory[Int($0.key)], NumberText.count($0.value),
          NumberText.percent(Double($0.value) / Double(total)),
        ]
      }
    return .text(summary)
      + .table(Table(["label", "tokens", "%"], Array(rows)))
  }
}

/// A task: labels to be learned, and how it is scored.
struct TaskObject: FieldObject, Equatable {
  /// What outputs call it: the name that it was defined under.
  var name: String
  var layer: LayerObject
  var metric: NetworkTask.Metric
  var weight: Float
  var samplingRate: Float
  /// Which labels may follow which, if that was said.
  var saidTransitions: NetworkTask.Transitions?
  /// Whether its labels mark spans in one way, so that some may not follow
  /// others.
  var hasOrder = false
  /// What kind of head it is read off by.
  var head = HeadKind.softmax

  static let kinds = Kinds(.task)
  static let hint = "define one first: task pos = toy.pos"
  var kind: Kind { .task }
  var title: String? { name }
  var summary: String {
    "\(name): \(layer.summary), metric \(metric.rawValue)"
      + (head == .softmax ? "" : ", head \(head.rawValue)")
  }

  /// Its labels in some sentences, in order of first appearance.
  func labels(in selection: Selection) -> [String] {
    guard
      let data = selection.corpus.layers.first(where: {
        $0.name == layer.layer
      })
    else { return [] }
    var seen = Set<Int32>()
    var labels: [String] = []
    for sentence in selection.sentences {
      for token in selection.corpus.tokens(ofSentence: sentence) {
        let label = data.labels[token]
        if label >= 0, seen.insert(label).inserted {
          labels.append(data.inventory[Int(label)])
        }
      }
    }
    return labels
  }

  /// What it learns from unless told: its corpus' train part, or a corpus that
  /// has no parts; nil where there are parts, but none for training.
  var training: Selection? { part("train") ?? part("all") }

  /// How its labels mark spans.
  var scheme: LayerScheme {
    layer.selection.corpus.scheme(ofLayer: layer.layer)
  }

  /// Which labels may follow which in a network of a recipe: as was said, as the
  /// recipe has it, or by whether the labels mark spans in one way.
  func transitions(in recipe: Recipe) -> NetworkTask.Transitions {
    saidTransitions ?? recipe.transitions ?? (hasOrder ? .valid : .any)
  }

  /// The task's sentences of a split; nil if its corpus has none.
  func part(_ split: String) -> Selection? {
    var part = layer.selection
    if part.split == nil { part.split = split }
    return part.sentences.isEmpty ? nil : part
  }
}
