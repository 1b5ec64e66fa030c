/// An architecture as files have it: its fields, and beside them, each under
/// its name, its regularizers.
extension Architecture: Codable {
  private enum Key: String, CodingKey {
    case wordWidth, characterWidth, characterHidden, hidden, layers, subspaces
    case headHidden, wiring, activation, skip, sluice, blocks, sharedStack
    case stackOfTask = "columnOfTask"
    case headOfTask, features, mixing, bases, ownWords, sharesHeads
    case domainOfTask
  }

  package init(from decoder: any Decoder) throws {
    let file = try decoder.container(keyedBy: Key.self)
    func value<T: Decodable>(_ key: Key) throws -> T {
      try file.decode(T.self, forKey: key)
    }
    self.init(stackOfTask: try value(.stackOfTask))
    wordWidth = try value(.wordWidth)
    characterWidth = try value(.characterWidth)
    characterHidden = try value(.characterHidden)
    hidden = try value(.hidden)
    layers = try value(.layers)
    subspaces = try value(.subspaces)
    // One hidden layer is written as its number of units alone, as it was when
    // there was always one.
    headHidden =
      try (try? value(.headHidden)).map { [$0] } ?? value(.headHidden)
    wiring = try value(.wiring)
    activation = try value(.activation)
    skip = try value(.skip)
    sluice = try value(.sluice)
    blocks = try value(.blocks)
    sharedStack = try value(.sharedStack)
    regularizers = try Regularizers(from: decoder)
    headOfTask =
      try file.decodeIfPresent([HeadKind].self, forKey: .headOfTask)
      ?? headOfTask
    sharesHeads =
      try file.decodeIfPresent(Bool.self, forKey: .sharesHeads) ?? false
    domainOfTask =
      try file.decodeIfPresent([Int].self, forKey: .domainOfTask) ?? []
    features =
      try file.decodeIfPresent(Features.self, forKey: .features) ?? features
    mixing =
      try file.decodeIfPresent(Mixing.self, forKey: .mixing) ?? mixing
    bases = try file.decodeIfPresent(Bases.self, forKey: .bases)
    ownWords =
      try file.decodeIfPresent(Bool.self, forKey: .ownWords) ?? ownWords
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var file = encoder.container(keyedBy: Key.self)
    try file.encode(stackOfTask, forKey: .stackOfTask)
    try file.encode(wordWidth, forKey: .wordWidth)
    try file.encode(characterWidth, forKey: .characterWidth)
    try file.encode(characterHidden, forKey: .characterHidden)
    try file.encode(hidden, forKey: .hidden)
    try file.encode(layers, forKey: .layers)
    try file.encode(subspaces, forKey: .subspaces)
    if headHidden.count == 1 {
      try file.encode(headHidden[0], forKey: .headHidden)
    } else {
      try file.encode(headHidden, forKey: .headHidden)
    }
    try file.encode(wiring, forKey: .wiring)
    try file.encode(activation, forKey: .activation)
    try file.encode(skip, forKey: .skip)
    try file.encode(sluice, forKey: .sluice)
    try file.encode(blocks, forKey: .blocks)
    try file.encode(sharedStack, forKey: .sharedStack)
    try regularizers.encode(to: encoder)
    // What every head was before there were kinds of heads goes unsaid.
    if headOfTask != Architecture(stackOfTask: stackOfTask).headOfTask {
      try file.encode(headOfTask, forKey: .headOfTask)
    }
    if sharesHeads { try file.encode(true, forKey: .sharesHeads) }
    if !domainOfTask.isEmpty {
      try file.encode(domainOfTask, forKey: .domainOfTask)
    }
    if features.layers > 0 { try file.encode(features, forKey: .features) }
    try file.encodeIfPresent(bases, forKey: .bases)
    if ownWords { try file.encode(ownWords, forKey: .ownWords) }
    if mixing != .alpha { try file.encode(mixing, forKey: .mixing) }
  }
}
