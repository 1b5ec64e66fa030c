import SluiceKeeping

// How a corpus is kept: its columns as arrays apart, which all that is made of
// it shares.

extension Corpus {
  private enum Key: String, CodingKey {
    case name, spellings, words, sentenceEnds, layers, documents, origin
    case portions, isSketch, notes
  }

  package init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: Key.self)
    self.init(
      name: try kept.decode(String.self, forKey: .name),
      spellings: try kept.decode(Packed.self, forKey: .spellings).elements,
      words: try kept.decode(Packed.self, forKey: .words).elements,
      sentenceEnds: try kept.decode(Packed.self, forKey: .sentenceEnds)
        .elements,
      layers: try kept.decode([Layer].self, forKey: .layers),
      portions: try kept.decode([Portion].self, forKey: .portions))
    documents = try kept.decode(Packed.self, forKey: .documents).elements
    origin = try kept.decodeIfPresent(CorpusOrigin.self, forKey: .origin)
    isSketch = try kept.decode(Bool.self, forKey: .isSketch)
    notes = try kept.decode([String].self, forKey: .notes)
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var kept = encoder.container(keyedBy: Key.self)
    try kept.encode(name, forKey: .name)
    try kept.encode(Packed(spellings), forKey: .spellings)
    try kept.encode(Packed(words), forKey: .words)
    try kept.encode(Packed(sentenceEnds), forKey: .sentenceEnds)
    try kept.encode(layers, forKey: .layers)
    try kept.encode(Packed(documents), forKey: .documents)
    try kept.encodeIfPresent(origin, forKey: .origin)
    try kept.encode(portions, forKey: .portions)
    try kept.encode(isSketch, forKey: .isSketch)
    try kept.encode(notes, forKey: .notes)
  }
}

extension Corpus.Layer {
  private enum Key: String, CodingKey { case name, inventory, labels }

  package init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: Key.self)
    self.init(
      name: try kept.decode(String.self, forKey: .name),
      inventory: try kept.decode(Packed.self, forKey: .inventory).elements,
      labels: try kept.decode(Packed.self, forKey: .labels).elements)
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var kept = encoder.container(keyedBy: Key.self)
    try kept.encode(name, forKey: .name)
    try kept.encode(Packed(inventory), forKey: .inventory)
    try kept.encode(Packed(labels), forKey: .labels)
  }
}

extension CorpusOrigin {
  private enum Key: String, CodingKey { case files, fileOf, lines }

  package init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: Key.self)
    files = try kept.decode([File].self, forKey: .files)
    fileOf = try kept.decode(Packed.self, forKey: .fileOf).elements
    lines = try kept.decode(Packed.self, forKey: .lines).elements
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var kept = encoder.container(keyedBy: Key.self)
    try kept.encode(files, forKey: .files)
    try kept.encode(Packed(fileOf), forKey: .fileOf)
    try kept.encode(Packed(lines), forKey: .lines)
  }
}
