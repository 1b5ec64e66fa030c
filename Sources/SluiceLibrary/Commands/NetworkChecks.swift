import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

/// What must hold of a network's options together.
extension NetworkCommand {
  /// - Throws: ``Diagnostic`` if there is no shared stack to be asked anything
  ///   of, or the weight is negative.
  func weight(
    _ weight: Located<Float>, _ option: String, _ context: Context
  ) throws(Stop) -> Float {
    guard method.hasSharedStack else {
      throw context.fail(
        .wrongType, "`method=\(method.rawValue)` has no shared stack",
        at: weight.span,
        hint: "`\(option)=` goes with method=private-shared")
    }
    guard weight.value >= 0 else {
      throw context.fail(
        .outOfRange, "a weight must be at least 0", at: weight.span)
    }
    return weight.value
  }

  /// Gives a network the hidden units with which it is about as large as
  /// another, if it is to be so.
  ///
  /// - Throws: That both are asked for.
  func match(
    _ a: inout Architecture, _ vocabulary: Vocabulary, _ tasks: [NetworkTask],
    _ context: Context
  ) throws(Stop) {
    guard let asLarge else { return }
    guard hidden == nil else {
      throw context.fail(
        .extraArgument, "`network` takes hidden= or as_large=, not both",
        at: asLarge.span, hint: "leave out one of them")
    }
    let wanted = asLarge.network.parameterCount
    func count(_ units: Int) -> Int {
      var larger = a
      larger.hidden = units * a.subspaces
      return ParameterLayout(
        larger, words: vocabulary.words.count,
        characters: vocabulary.characters.count,
        labels: tasks.map(\.labels.count)
      ).entries.reduce(0) {
        $0 + ($1.weight.isComposed(in: larger) ? 0 : $1.count)
      }
    }
    var (low, high) = (1, 8192 / a.subspaces)
    while low < high {
      let middle = (low + high) / 2
      if count(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    if low > 1, wanted - count(low - 1) < count(low) - wanted { low -= 1 }
    a.hidden = low * a.subspaces
  }

  /// - Throws: `out-of-range`, if the network is too large for any machine it
  ///   could be meant for.
  func checkSize(
    _ a: Architecture, _ vocabulary: Vocabulary, _ tasks: [NetworkTask],
    _ context: Context
  ) throws(Stop) {
    let count = ParameterLayout(
      a, words: vocabulary.words.count,
      characters: vocabulary.characters.count,
      labels: tasks.map(\.labels.count)
    ).count
    let most = ParameterLayout.most
    guard count <= most else {
      throw context.fail(
        .outOfRange,
        "this network would have \(NumberText.count(count)) parameters",
        at: context.span,
        hint: "take fewer layers or hidden units; at most"
          + " \(NumberText.count(most)) parameters")
    }
  }

  /// What was asked for and changes nothing of a network of this shape, or
  /// nothing yet.
  func idleOptions(_ a: Architecture) -> [String] {
    func idle(_ option: String, _ why: String) -> String {
      "`\(option)=` has no effect: \(target.text) has \(why)"
    }
    func later(_ option: String, _ command: String) -> String {
      "`\(option)=` has no effect before `\(command)`"
    }
    let name = target.text
    var notes: [String] = []
    if let alpha, alpha.alpha != AlphaStart().alpha {
      if a.mixing != .alpha, a.mixing != .matrices {
        notes.append(idle("alpha", "no α"))
      } else if a.streams == 1 {
        notes.append(idle("alpha", "one stream"))
      } else if a.sluice == .off {
        notes.append(later("alpha", "sluice \(name) on"))
      }
    }
    if a.readLayers == 1, beta != .last {
      notes.append(idle("beta", "one layer"))
    } else if beta != .last, a.skip != .beta {
      notes.append(later("beta", "skip \(name) on"))
    }
    if a.layers == 1 {
      if let wiring, wiring != .concat {
        notes.append(idle("wiring", "one layer"))
      }
      if let activation, activation != .none {
        notes.append(idle("activation", "one layer"))
      }
    }
    if let penalty, penalty.penalty.weight > 0, a.subspaces == 1 {
      notes.append(later("penalty", "subspaces \(name) 2"))
    }
    if let distance, distance > 0, a.stacks == 1 {
      notes.append(idle("distance", "one stack"))
    }
    return notes
  }

  /// The file of an encoder's vectors, if it is to read one.
  ///
  /// - Throws: What is wrong with it, or with the choice of its layers.
  func openFeatures(_ context: Context) throws(Stop) -> TokenFeatures? {
    guard let features else {
      guard let first = featureLayers.first else { return nil }
      throw context.fail(
        .missingArgument, "`feature_layers=` needs a file of features",
        at: first.span, hint: "add features=\"FILE\"")
    }
    let numbers = featureLayers.map(\.value)
    for (place, layer) in featureLayers.enumerated()
    where numbers[..<place].contains(layer.value) {
      throw context.fail(
        .repeatedOption, "layer \(layer.value) is named twice",
        at: layer.span, hint: "name each layer once")
    }
    return try context.features(
      features.value, layers: numbers, at: features.span)
  }

  /// How many of its layers are tied, from the bottom.
  func tiedLayers(
    of layers: Int, _ context: Context
  ) throws(Stop) -> Int {
    guard let tied else { return method.tiedLayers?.byDefault ?? 0 }
    guard let least = method.tiedLayers?.atLeast else {
      throw context.fail(
        .wrongType, "`method=\(method.rawValue)` ties no layers",
        at: tied.span,
        hint: "write method=split or method=low-supervision, or tie them by"
          + " hand: tie \(target.text).layer[1]")
    }
    let count = tied.value
    guard (least...layers).contains(count) else {
      throw context.fail(
        .outOfRange,
        "`tied` must be from \(least) to \(layers), not \(count)",
        at: tied.span,
        hint: "the network has \(layers)"
          + (layers == 1 ? " layer" : " layers"))
    }
    return count
  }
}

/// Whether a network of this shape is small enough to be looked at: of one with
/// a million numbers in its alphas nothing is known in a dry run.
func canOutline(_ a: Architecture) -> Bool {
  !a.hasAlpha || a.streams * a.streams * a.layers <= 1_000_000
}

/// - Throws: `indivisible`, if layers cannot be cut into so many subspaces.
func checkSubspaces(
  _ a: Architecture, name: String, at span: Range<Int>, _ context: Context
) throws(Stop) {
  guard a.subspaces >= 1, a.hidden % a.subspaces == 0 else {
    let fitting = (1...a.hidden).filter { a.hidden % $0 == 0 }.prefix(8)
    throw context.fail(
      .indivisible,
      "\(a.hidden) hidden units cannot be cut into \(a.subspaces) subspaces",
      at: span,
      hint: "take \(fitting.map(String.init).joined(separator: ", "))"
        + ", or another hidden=")
  }
}
