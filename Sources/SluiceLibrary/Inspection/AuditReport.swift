import SluiceLearning
import SluiceOutput

/// What to know of a corpus before training on it.
struct AuditReport {
  let object: CorpusObject

  init(_ object: CorpusObject) { self.object = object }

  var output: Output {
    let audit = Audit(object.selection)
    return .text(object.summary) + .table(portions(audit))
      + .table(layers(audit)) + sample + others
      + audit.warnings.reduce(Output.nothing) { $0 + .note($1) }
      + repeats(audit)
  }

  /// Short sentences repeat by nature; how many do is still worth knowing.
  private func repeats(_ audit: Audit) -> Output {
    let count = audit.repeats.first { $0.other == "train" }?.all ?? 0
    return count == 0
      ? .nothing
      : .note(
        "of any length, \(NumberText.count(count, of: "sentence"))"
          + (count == 1 ? " stands" : " stand") + " in train and in test")
  }

  private func portions(_ audit: Audit) -> Table {
    let names = object.corpus.layers.map(\.name)
    return Table(
      ["domain", "split", "sentences", "tokens"] + names + ["unseen %"],
      audit.portions.map { portion in
        [
          portion.domain, portion.split, NumberText.count(portion.sentences),
          NumberText.count(portion.tokens),
        ]
          + portion.labelled.map { $0 == 0 ? "–" : NumberText.count($0) }
          + [portion.unseen.map(NumberText.percent) ?? "–"]
      })
  }

  private func layers(_ audit: Audit) -> Table {
    Table(
      [
        "layer", "labels", "bits", "scheme", "broken", "not in train",
        "most frequent",
      ],
      audit.layers.map { layer in
        [
          layer.name, String(layer.labels), NumberText.entry(layer.bits),
          layer.scheme.rawValue, String(layer.broken),
          layer.onlyOutsideTraining.isEmpty
            ? "–" : layer.onlyOutsideTraining.prefix(4).joined(separator: " "),
          layer.counts.prefix(5).map(\.label).joined(separator: " "),
        ]
      })
  }

  /// The first sentences of two more domains.
  private var others: Output {
    let corpus = object.corpus
    let domains = object.domains.filter {
      object.selection.domains?.contains($0) ?? true
    }
    let lines = domains.dropFirst().prefix(2).compactMap { domain in
      var part = object.selection
      part.domains = [domain]
      guard let first = part.sentences.first else { return String?.none }
      var line = "\(domain):"
      for token in corpus.tokens(ofSentence: first) {
        line += " " + corpus.spellings[Int(corpus.words[token])]
        if line.terminalWidth > 72 { return line + " …" }
      }
      return line
    }
    return lines.isEmpty ? .nothing : .text(lines.joined(separator: "\n"))
  }

  /// The first sentence with its labels.
  private var sample: Output {
    guard let first = object.selection.sentences.first else { return .nothing }
    let corpus = object.corpus
    let tokens = Array(corpus.tokens(ofSentence: first).prefix(10))
    let words = tokens.map { corpus.spellings[Int(corpus.words[$0])] }
    let labels = corpus.layers.prefix(4).map { layer in
      Gloss.Row(
        layer.name,
        tokens.map {
          layer.labels[$0] < 0 ? "_" : layer.inventory[Int(layer.labels[$0])]
        })
    }
    return .gloss(Gloss([Gloss.Row("", words)] + labels))
  }
}
