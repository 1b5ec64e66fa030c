/// One task of a network.
package struct NetworkTask: Sendable, Equatable, Codable {
  package var name: String
  /// The corpus layer its labels come from.
  package var layer: String
  package var labels: [String]
  /// How its labels mark spans.
  package var scheme: TagScheme
  package var metric: Metric
  /// Which sequences of labels it may give.
  package var transitions: Transitions
  /// λ: how much its loss counts.
  package var weight: Float
  /// How often its sentences are seen in an epoch; 1 is once each.
  package var samplingRate: Float

  /// As files have it.
  private enum CodingKeys: String, CodingKey {
    case name, layer, labels, scheme, metric, transitions, weight
    case samplingRate = "rate"
  }

  /// How a task's score is taken.
  package enum Metric: String, Sendable, CaseIterable, Codable {
    /// Share of labelled tokens that are right.
    case accuracy
    /// F1 of spans, counted as conlleval does.
    case spanF1 = "span_f1"
    /// F1 of the spans that are well-formed in the layer's scheme.
    case strictF1 = "strict_f1"
  }

  /// Which labels may follow which when a network labels a sentence.
  package enum Transitions: String, Sendable, CaseIterable, Codable {
    /// Each token's own best.
    case any
    /// The best sequence in which all spans are well-formed in the scheme.
    case valid
  }

  package init(
    name: String, layer: String, labels: [String], scheme: TagScheme? = nil,
    metric: Metric = .accuracy, weight: Float = 1, samplingRate: Float = 1,
    transitions: Transitions = .any
  ) {
    self.name = name
    self.layer = layer
    self.labels = labels
    self.scheme = scheme ?? TagScheme(labels: labels)
    self.metric = metric
    self.weight = weight
    self.samplingRate = samplingRate
    self.transitions = transitions
  }

  package init(from decoder: any Decoder) throws {
    let file = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try file.decode(String.self, forKey: .name),
      layer: try file.decode(String.self, forKey: .layer),
      labels: try file.decode([String].self, forKey: .labels),
      // Older files do not say it.
      scheme: try file.decodeIfPresent(TagScheme.self, forKey: .scheme),
      metric: try file.decode(Metric.self, forKey: .metric),
      weight: try file.decode(Float.self, forKey: .weight),
      samplingRate: try file.decode(Float.self, forKey: .samplingRate),
      transitions: try file.decodeIfPresent(
        Transitions.self, forKey: .transitions) ?? .any)
  }
}
