import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

/// `gates(net, toy.dev)`
struct GatesFunction: WorkingFunction {
  static let name = "gates"
  static let summary =
    "What each task's gate gives each stack at a layer, mean over tokens: a"
    + " matrix whose rows add up to 1."
  static let result: Kind? = .matrix
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] method=mmoe layers=1 hidden=16 spelling=8",
    "train net epochs=1", "print gates(net, toy.dev)",
    "print gates(net, toy.dev)[names, expert1]",
  ]

  @Required var network: Reference<NetworkObject>
  @Required var data: Sentences
  var layer: Located<Int>?

  static var fields: [Field<Self>] {
    [
      .argument(\.$network, "net", "a network with experts"),
      .argument(\.$data, "data", "the sentences"),
      .option(\.layer, "layer", "the layer; by default the last"),
    ]
  }

  func check(_ context: Context) throws(Stop) -> Int {
    let a = network.network.architecture
    guard a.gating != nil else {
      throw context.fail(
        .wrongType, "\(network.name) has no gates", at: network.span,
        hint: "method=mixture-of-experts, mmoe and ple have them")
    }
    guard let layer else { return a.layers - 1 }
    return try network.layer(layer, in: context)
  }

  func value(_ layer: Int, _ context: Context) throws(Stop) -> Value {
    var probe = try context.probe(network, data, 0)
    probe.isDone =
      CountedWork(
        "gates(\(network.name))", of: "sentences", context.environment
      ).isDone
    let means = try stopping { () throws(Diagnostic) in
      try probe.gateMeans()
    }
    return .object(
      MatrixObject(
        title: "mean gates of \(network.name), layer \(layer + 1)",
        rows: network.object.gateNames, columns: network.object.stackNames,
        values: means[layer], nouns: ("task", "stack")))
  }
}
