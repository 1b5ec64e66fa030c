import ArgumentParser
import Foundation
import SluiceBenchmark
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceLibrary
import SluiceOutput
import SluiceTensor

/// Times training and inference and prints one line of JSON.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.bench.rawValue,
    abstract: "Time training and inference; prints one line of JSON.",
    discussion: """
        sluice bench --mode sluice --batch 32 --threads 2
        sluice bench --recipe standard
        sluice bench --profile
        sluice bench --shapes
      """)

  @Option(help: "single, hard, cross-stitch or sluice") var mode = Method.sluice
  @Option(
    help: """
      the batch, optimizer, noise, dropout and loss of a recipe of `train`, \
      where no other option says otherwise: standard, classic or paper
      """)
  var recipe: Recipe?
  @Option(help: "sentences in a batch; 32, or the recipe's") var batch: Int?
  @Option(help: "threads") var threads = 1
  @Option(help: "hidden units of a layer per direction") var hidden = 100
  @Option(help: "recurrent layers") var layers = 3
  @Option(help: "tasks") var tasks = 2
  @Option(help: "split or concat") var wiring = Architecture.Wiring.split
  @Option(help: "none or tanh") var activation = Architecture.Activation.tanh
  @Option(help: "sgd or adam; sgd, or the recipe's")
  var optimizer: Optimizer.Kind?
  @Option(help: "learning rate; 0.1 (adam: 0.001), or the recipe's")
  var lr: Float?
  @Option(
    help: "how losses are added: tokens, mean or sum; mean, or the recipe's")
  var loss: LossWeights.Reduction?
  @Option(
    help: "share of the inputs, of heads too, set to 0; 0, or the recipe's")
  var dropout: Float?
  @Option(
    help: "share of the recurrent weights set to 0; 0, or the recipe's")
  var recurrentDropout: Float?
  @Option(
    help: "auto, own (our tiles) or openblas: who multiplies matrices")
  var products = Products.Choice.auto
  @Option(help: "weight of the orthogonality penalty") var penalty: Float = 0.1
  @Option(help: "what alpha does: trained, frozen or off; the mode decides")
  var alpha: Architecture.SluiceMode?
  @Option(help: "what reaches the heads: beta, off, …; the mode decides")
  var skip: Architecture.Skip?
  @Option(help: "how labels are chosen: softmax or crf")
  var head = HeadKind.softmax
  @Option(help: "random sentences") var sentences = 2000
  @Option(help: "random words") var vocabulary = 10_000
  @Option(help: "how many times each is measured") var repeats = 3
  @Option(help: "the seed of all random numbers") var seed: UInt64 = 1
  @Option(
    help: "a column file FORM UPOS XPOS CHUNK NER PRED [SRL]; else random")
  var data: String?
  @Option(help: "label columns of --data, one a task")
  var columns = "XPOS,CHUNK"
  @Flag(help: "print where the time goes, part by part, in place of JSON")
  var profile = false
  @Flag(help: "print how fast products are, shape by shape, in place of JSON")
  var shapes = false

  func validate() throws {
    for (name, value, most) in [
      ("batch", batch ?? 1, 100_000), ("threads", threads, 1024),
      ("hidden", hidden, 8192), ("layers", layers, 64), ("tasks", tasks, 100),
      ("sentences", sentences, 1_000_000), ("repeats", repeats, 10_000),
      ("vocabulary", vocabulary, 1_000_000),
    ] where !(1...most).contains(value) {
      throw ValidationError(
        "--\(name) must be \(value < 1 ? "at least 1" : "at most \(most)"),"
          + " not \(value)")
    }
    for (name, share) in [
      ("dropout", dropout), ("recurrent-dropout", recurrentDropout),
    ] {
      guard let share, !(0...0.99).contains(share) else { continue }
      throw ValidationError(
        "--\(name) must be at least 0 and at most 0.99, not \(share)")
    }
    guard penalty.isFinite, penalty >= 0 else {
      throw ValidationError("--penalty must be at least 0, not \(penalty)")
    }
    if let reason = Products(products).refusal {
      throw ValidationError("--products \(products.rawValue): \(reason)")
    }
    if mode == .sluice, hidden % 2 != 0 {
      throw ValidationError(
        "--hidden must be even, so that it has two subspaces, not \(hidden)")
    }
  }

  func run() throws {
    try Products.$current.withValue(Products(products)) { try measure() }
  }

  private func measure() throws {
    if shapes { return Terminal.show(ProductSpeeds().output) }
    let start = ContinuousClock.now
    let data = try numbers()
    var architecture = Architecture(stackOfTask: Array(data.labels.indices))
    mode.apply(to: &architecture)
    architecture.hidden = hidden
    architecture.layers = layers
    architecture.wiring = wiring
    architecture.activation = activation
    architecture.regularizers[OrthogonalityPenalty.self].weight =
      mode == .sluice ? penalty : 0
    if let alpha { architecture.sluice = alpha }
    if let skip { architecture.skip = skip }
    architecture.headOfTask = architecture.headOfTask.map { _ in head }
    let parameters = ParameterLayout(
      architecture, words: data.words, characters: data.characters,
      labels: data.labels
    ).count
    guard parameters <= ParameterLayout.most else {
      throw ValidationError(
        "this network would have \(NumberText.count(parameters)) parameters, at"
          + " most \(NumberText.count(ParameterLayout.most)) can be timed")
    }
    var benchmark = Benchmark(architecture: architecture, options: options)
    benchmark.repeats = repeats
    if profile {
      let (training, inference) = benchmark.profile(data)
      let report = ProfileReport(peak: Benchmark.productPeak())
      Terminal.show(
        report.output("Training", training)
          + report.output("Inference", inference))
      return
    }
    var ready = 0.0
    let result = benchmark.run(data) {
      ready = (ContinuousClock.now - start) / .seconds(1)
    }
    print(
      try BenchmarkLine(
        benchmark, mode: mode, recipe: recipe, data, result,
        products: products, ready: ready
      ).json())
  }

  /// How the network is trained: the recipe's options but for those given.
  private var options: TrainingOptions {
    var options = recipe?.options ?? Benchmark.plain
    options.batch = batch.map { .sentences($0) } ?? options.batch
    if let optimizer, optimizer != options.optimizer.kind {
      options.optimizer = Optimizer(optimizer, clip: options.optimizer.clip)
    }
    options.optimizer.rate = lr ?? options.optimizer.rate
    options.reduction = loss ?? options.reduction
    options.dropout.input = dropout ?? options.dropout.input
    options.dropout.recurrent = recurrentDropout ?? options.dropout.recurrent
    options.threads = threads
    options.seed = seed
    return options
  }

  /// The data; a single network has the first task only.
  private func numbers() throws -> Benchmark.Data {
    var numbers: Benchmark.Data
    if let data {
      do {
        numbers = try Benchmark.Data(
          columnFile: data,
          layers: columns.split(separator: ",").prefix(tasks).map(String.init))
      } catch {
        Terminal.printError([error])
        throw ExitCode(error.code.exitStatus)
      }
    } else {
      numbers = .synthetic(
        sentences: sentences, vocabulary: vocabulary, tasks: tasks, seed: seed)
    }
    if mode == .single {
      numbers.labels = Array(numbers.labels.prefix(1))
      for i in numbers.sentences.indices {
        numbers.sentences[i].labels = Array(
          numbers.sentences[i].labels.prefix(1))
      }
    }
    return numbers
  }
}

extension Method: ExpressibleByArgument {}
extension HeadKind: ExpressibleByArgument {}
extension Architecture.Wiring: ExpressibleByArgument {}
extension Architecture.Activation: ExpressibleByArgument {}
extension Architecture.SluiceMode: ExpressibleByArgument {}
extension Architecture.Skip: ExpressibleByArgument {}
extension Optimizer.Kind: ExpressibleByArgument {}
extension LossWeights.Reduction: ExpressibleByArgument {}
extension Recipe: ExpressibleByArgument {}
extension Products.Choice: ExpressibleByArgument {}
