import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct NetworkCommand: WorkingCommand {
  static let name = "network"
  static let summary = "Defines a network for some tasks."
  static let topic = Topic.networks
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "network shared tasks=[names, pos] method=hard layers=2 hidden=16",
    "network low tasks=[names, pos] method=low-supervision layers=2 hidden=16",
    "network top tasks=[names, pos] method=split tied=1 layers=2 hidden=16",
    "network both tasks=[names, pos] method=private-shared layers=2 hidden=16",
    "network mixed tasks=[names, pos] method=mmoe experts=2 layers=2 hidden=16",
    "network made tasks=[names, pos] method=sparse-bases bases=2 layers=2"
      + " hidden=16",
  ]

  @Required var target: Name
  var tasks: [Reference<TaskObject>] = []
  var main: Symbol?
  var method = Method.sluice
  var tied: Located<Int>?
  var recipe = Recipe.standard
  var layers: Int?
  var hidden: Int?
  var asLarge: Reference<NetworkObject>?
  var subspaces: Int?
  var wiring: Architecture.Wiring?
  var activation: Architecture.Activation?
  var skip: SkipChoice?
  var penalty: PenaltySetting?
  var distance: Float?
  var lasso: Float?
  var orthogonal: Located<Float>?
  var adversary: Located<Float>?
  var mmd: Located<Float>?
  var experts: Located<Int>?
  var gate: Located<Architecture.Gating.Source>?
  var bases: Located<Int>?
  var bound: Located<Float>?
  var sparsity: Located<Float>?
  var embeddings: Located<EmbeddingSharing>?
  var word = 64
  var characters = 100
  var spelling = 100
  var head = HeadUnits()
  var heads: HeadOwners?
  var projection: Bool?
  var alpha: AlphaStart?
  var beta = Initialization.Beta.last
  var vocabulary: Sentences?
  var vectors: String?
  var features: Located<String>?
  var featureLayers: [Located<Int>] = []
  var seed: Int?

  /// What the network is to be.
  struct Plan {
    var architecture: Architecture
    var tasks: [NetworkTask]
    var main: Int
    var words: Vocabulary
    var tiedLayers: Int
    var features: TokenFeatures?
  }

  func check(_ context: Context) throws(Stop) -> Plan {
    try checkTasks(context)
    let main = try mainTask(context)
    var architecture = try architecture(context)
    let features = try openFeatures(context)
    architecture.features = features?.shape ?? architecture.features
    let lambda = method.lossWeights(tasks: tasks.count, main: main)
    let networkTasks = architecture.headed(
      tasks.enumerated().map { index, task in
        NetworkTask(
          name: task.name, layer: task.layer.layer,
          labels: task.object.labels(in: sentences(of: task)),
          scheme: task.scheme.scheme, metric: task.metric,
          weight: task.weight * lambda[index],
          samplingRate: task.samplingRate,
          transitions: task.object.transitions(in: recipe))
      })
    for (index, task) in networkTasks.enumerated() where task.labels.isEmpty {
      throw context.fail(
        .noLabels, "\(task.name) has no label to learn",
        at: tasks[index].span,
        hint: "show the corpus to see which of its parts have the layer"
          + " \(task.layer)")
    }
    let source = vocabulary.map { [$0.selection] } ?? tasks.map(sentences)
    let words = Vocabulary(unique(source))
    try match(&architecture, words, networkTasks, context)
    try checkSubspaces(
      architecture, name: target.text, at: context.span, context)
    try checkSize(architecture, words, networkTasks, context)
    return Plan(
      architecture: architecture, tasks: networkTasks, main: main,
      words: words,
      tiedLayers: try tiedLayers(of: architecture.layers, context),
      features: features)
  }

  func foresee(_ plan: Plan, _ context: inout Context) throws(Stop) {
    guard canOutline(plan.architecture) else { throw .undecided }
    if let vectors {
      try network(plan, context, isOutline: true).checkVectors(vectors, context)
    }
    let object = NetworkObject(
      network: network(plan, context, isOutline: true),
      tasks: tasks.map(\.object))
    _ = try context.define(target, as: .object(object))
  }

  func run(_ plan: Plan, _ context: inout Context) throws(Stop) -> Output {
    var plan = plan
    var said = Output.nothing
    let corpora = unique(tasks.map(\.layer.selection))
    let pretrained = try vectors.map { path throws(Stop) in
      try context.reading(path) { full throws(Diagnostic) in
        try WordVectors(
          contentsOf: full,
          keeping: plan.words.words + corpora.flatMap(\.corpus.spellings))
      }
    }
    if let pretrained, vocabulary == nil {
      plan.words.cover(corpora, by: pretrained)
    }
    var network = network(plan, context, isOutline: false)
    if let pretrained, let vectors {
      said = try network.adopt(pretrained, of: vectors, in: corpora, context)
    }
    if let features = plan.features {
      said += features.coverage(of: corpora)
    }
    let object = NetworkObject(network: network, tasks: tasks.map(\.object))
    let defined = try context.define(target, as: .object(object))
    let idle =
      idleOptions(plan.architecture) + idleHeads(plan.architecture, plan.tasks)
    return idle.reduce(
      defined + said + .text("\(target.text): \(object.summary)")
        + recipe.said(settings(plan))
    ) { $0 + .note($1) }
  }

  func network(
    _ plan: Plan, _ context: Context, isOutline: Bool
  ) -> Network {
    var initial = Network.InitialSharing()
    initial.alpha = alpha?.alpha ?? recipe.alpha
    initial.beta = beta
    var random = context.random
    var network = Network(
      plan.architecture, method: method, tasks: plan.tasks, main: plan.main,
      vocabulary: plan.words, initial: initial,
      seed: seed.map { UInt64(max(0, $0)) } ?? random.next(),
      isOutline: isOutline)
    network.hasVocabulary = vocabulary != nil
    network.features = plan.features
    network.recipe = recipe
    method.constrain(&network, tiedLayers: plan.tiedLayers)
    return network
  }

  /// What the recipe set of it, as it is now.
  private func settings(_ plan: Plan) -> String {
    recipe.network(
      plan.architecture, alpha?.alpha ?? recipe.alpha,
      plan.tasks.contains { $0.transitions == .valid } ? .valid : .any)
  }

  private func architecture(
    _ context: Context
  ) throws(Stop) -> Architecture {
    var a = Architecture(stackOfTask: Array(tasks.indices))
    method.apply(to: &a)
    recipe.apply(to: &a)
    a.layers = layers ?? a.layers
    a.hidden = hidden ?? a.hidden
    a.subspaces = subspaces ?? a.subspaces
    a.wiring = wiring ?? a.wiring
    a.activation = activation ?? a.activation
    a.skip = skip?.skip ?? a.skip
    if let penalty {
      a.regularizers[OrthogonalityPenalty.self] = penalty.penalty
    }
    if let distance { a.regularizers[StackDistance.self].weight = distance }
    if let lasso { a.regularizers[GroupLasso.self].weight = lasso }
    if let orthogonal {
      a.regularizers[StackOrthogonality.self].weight = try weight(
        orthogonal, "orthogonal", context)
    }
    if let adversary {
      a.regularizers[Adversary.self].weight = try weight(
        adversary, "adversary", context)
    }
    if let mmd {
      a.regularizers[MeanDiscrepancy.self].weight = try weight(
        mmd, "mmd", context)
    }
    try setExperts(&a, context)
    try setBases(&a, context)
    try setEmbeddings(&a, context)
    a.wordWidth = word
    a.characterWidth = characters
    a.characterHidden = spelling
    try setHeads(&a, context)
    return a
  }

  /// What a task is first trained on.
  private func sentences(of task: Reference<TaskObject>) -> Selection {
    task.object.training ?? task.layer.selection
  }

  private func unique(_ selections: [Selection]) -> [Selection] {
    selections.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
