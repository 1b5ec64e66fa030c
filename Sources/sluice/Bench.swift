import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceLearning
import SluiceSession
import SluiceTensor

/// Times training and inference and prints one line of JSON.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time training and inference; prints one line of JSON.",
    discussion: """
        sluice bench --mode sluice --batch 32 --threads 2
        sluice bench --profile
      """)

  @Option(help: "single, hard, cross-stitch or sluice") var mode = Method.sluice
  @Option(help: "sentences in a batch") var batch = 32
  @Option(help: "threads") var threads = 1
  @Option(help: "hidden units of a layer, one direction") var hidden = 100
  @Option(help: "recurrent layers") var layers = 3
  @Option(help: "tasks") var tasks = 2
  @Option(help: "split or concat") var wiring = Architecture.Wiring.split
  @Option(help: "none or tanh") var activation = Architecture.Activation.tanh
  @Option(help: "sgd or adam") var optimizer = Optimizer.Kind.sgd
  @Option(help: "learning rate") var lr: Float?
  @Option(
    help: "auto, own (our tiles) or openblas: who multiplies matrices")
  var products = Products.Choice.auto
  @Option(help: "weight of the orthogonality penalty") var penalty: Float = 0.1
  @Option(help: "what alpha does: trained, frozen or off; the mode decides")
  var alpha: Architecture.SluiceMode?
  @Option(help: "what reaches the heads: beta, off, …; the mode decides")
  var skip: Architecture.Skip?
  @Option(help: "random sentences") var sentences = 2000
  @Option(help: "random words") var vocabulary = 10_000
  @Option(help: "times each is measured") var repeats = 3
  @Option(help: "where random numbers come from") var seed: UInt64 = 1
  @Option(
    help: "a column file FORM UPOS XPOS CHUNK NER PRED [SRL]; else random")
  var data: String?
  @Option(help: "label columns of --data, one a task")
  var columns = "XPOS,CHUNK"
  @Flag(help: "print where the time goes, part by part, in place of JSON")
  var profile = false

  func validate() throws {
    for (name, value) in [
      ("batch", batch), ("threads", threads), ("hidden", hidden),
      ("layers", layers), ("tasks", tasks), ("sentences", sentences),
      ("repeats", repeats), ("vocabulary", vocabulary),
    ] where value < 1 {
      throw ValidationError("--\(name) must be at least 1, not \(value)")
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
    let start = ContinuousClock.now
    let data = try numbers()
    var architecture = Architecture(columnOfTask: Array(data.labels.indices))
    mode.apply(to: &architecture)
    architecture.hidden = hidden
    architecture.layers = layers
    architecture.wiring = wiring
    architecture.activation = activation
    architecture.penalty.weight = mode == .sluice ? penalty : 0
    if let alpha { architecture.sluice = alpha }
    if let skip { architecture.skip = skip }
    var benchmark = Benchmark(
      architecture: architecture,
      optimizer: Optimizer(optimizer, rate: lr))
    benchmark.batch = batch
    benchmark.threads = threads
    benchmark.repeats = repeats
    benchmark.seed = seed
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
    print(try line(data, result, ready: ready))
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
        Terminal.complain([error])
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

  private func line(
    _ data: Benchmark.Data, _ result: Benchmark.Result, ready: Double
  ) throws -> String {
    let training = median(result.training)
    let inference = median(result.inference)
    let line = Line(
      mode: mode.rawValue, batch: batch, threads: threads, hidden: hidden,
      layers: layers, tasks: data.labels.count, wiring: wiring.rawValue,
      activation: activation.rawValue, optimizer: optimizer.rawValue,
      products: products.rawValue,
      sentences: data.sentences.count, tokens: result.tokens,
      train_tokens_per_s: round(Double(result.tokens) / training, 1),
      infer_tokens_per_s: round(Double(result.tokens) / inference, 1),
      epoch_s: round(training, 3),
      epoch_s_all: result.training.map { round($0, 3) },
      infer_s_all: result.inference.map { round($0, 3) },
      ready_s: round(ready, 3),
      peak_rss_mb: round(peakMegabytes(), 1), parameters: result.parameters)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(line), as: UTF8.self)
  }

  /// What is printed, by the names that other programs read.
  private struct Line: Encodable {
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let mode: String
    let batch, threads, hidden, layers, tasks: Int
    let wiring, activation, optimizer, products: String
    let sentences, tokens: Int
    let train_tokens_per_s, infer_tokens_per_s, epoch_s: Double
    let epoch_s_all, infer_s_all: [Double]
    let ready_s, peak_rss_mb: Double
    let parameters: Int
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1
      ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  private func round(_ value: Double, _ digits: Int) -> Double {
    let factor = pow(10, Double(digits))
    return (value * factor).rounded() / factor
  }

  /// The most memory this process has held, in MB.
  private func peakMegabytes() -> Double {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Double(usage.ru_maxrss) / 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Double(usage.ru_maxrss) / 1024 / 1024
    #endif
  }
}

extension Method: ExpressibleByArgument {}
extension Architecture.Wiring: ExpressibleByArgument {}
extension Architecture.Activation: ExpressibleByArgument {}
extension Architecture.SluiceMode: ExpressibleByArgument {}
extension Architecture.Skip: ExpressibleByArgument {}
extension Optimizer.Kind: ExpressibleByArgument {}
extension Products.Choice: ExpressibleByArgument {}
