import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// Sentences that are there: a corpus or a part of one.
struct Sentences: FieldValue {
  var selection: Selection
  var span: Range<Int>

  static var fieldType: FieldType {
    FieldType(Kinds("a corpus or a part of one", .corpus, .corpusPart))
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Sentences {
    let span = expression.span
    let value = try context.value(of: expression)
    guard case .object(let object) = value,
      let corpus = object as? CorpusObject
    else {
      throw context.mismatch(
        value, at: span, wanted: fieldType.kinds,
        hint: "for instance toy.train, or toy[mail].dev")
    }
    guard !corpus.selection.sentences.isEmpty else {
      throw context.fail(
        .unknownSplit, "\(corpus.path) holds no sentence", at: span,
        hint: "show \(corpus.corpus.name)")
    }
    return Sentences(selection: corpus.selection, span: span)
  }

  var spelled: String? { nil }
}

extension Context {
  /// A probe of a network on given sentences, or on its dev parts.
  func probe(
    _ network: Reference<NetworkObject>, _ on: Sentences?, _ sentences: Int
  ) throws(Stop) -> SharingProbe {
    let parts = try parts(network, on, split: "dev")
    for case let part? in parts { cautionTrained(network, on: part) }
    return try stopping { () throws(Diagnostic) in
      try SharingProbe(
        network.network, on: parts, sentences: sentences,
        threads: environment.threads)
    }
  }

  /// For each task of a network the sentences a command is to use: those
  /// given, else a split of the tasks' own corpora.
  func parts(
    _ network: Reference<NetworkObject>, _ given: Sentences?, split: String
  ) throws(Stop) -> [Selection?] {
    if let given {
      return network.network.tasks.map { _ in given.selection }
    }
    let parts = network.network.tasks.indices.map { index in
      index < network.tasks.count ? network.tasks[index].part(split) : nil
    }
    guard parts.contains(where: { $0 != nil }) else {
      throw fail(
        .missingArgument, "\(network.name) has no \(split) part to use",
        at: span, hint: "name sentences with on=")
    }
    return parts
  }
}
