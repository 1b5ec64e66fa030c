import Foundation
import SluiceLearning
import SluiceTensor

/// What a benchmark found, as one line of JSON by the names that other programs
/// read.
package struct BenchmarkLine: Encodable, Sendable {
  let mode: String
  /// Sentences; nil where batches are cut by tokens.
  let batch: Int?
  let threads, hidden, layers, tasks: Int
  let wiring, activation, products: String
  let recipe: String?
  let head, optimizer, loss: String
  let lr, noise, headNoise, dropout, layerDropout, recurrentDropout: Float
  let sentences, tokens: Int
  let trainTokensPerS, inferTokensPerS, epochS: Double
  let trainTokensPerCpuS, inferTokensPerCpuS: Double
  let epochSAll, inferSAll: [Double]
  let readyS, peakRssMb: Double
  let parameters: Int

  /// - Parameters:
  ///   - benchmark: What was run.
  ///   - mode: The method of its network.
  ///   - recipe: The one that its options started from.
  ///   - data: The sentences.
  ///   - result: What was measured.
  ///   - products: Who worked products out.
  ///   - ready: Seconds until the clock started.
  package init(
    _ benchmark: Benchmark, mode: Method, recipe: Recipe?,
    _ data: Benchmark.Data, _ result: Benchmark.Result,
    products: Products.Choice, ready: Double
  ) {
    let architecture = benchmark.architecture
    let options = benchmark.options
    func speed(_ times: [Double]) -> Double {
      Self.round(Double(result.tokens) / Self.median(times), 1)
    }
    self.mode = mode.rawValue
    batch = if case .sentences(let count) = options.batch { count } else { nil }
    threads = options.threads
    hidden = architecture.hidden
    layers = architecture.layers
    tasks = data.labels.count
    wiring = architecture.wiring.rawValue
    activation = architecture.activation.rawValue
    self.recipe = recipe?.rawValue
    head = architecture.headOfTask.first?.rawValue ?? ""
    optimizer = options.optimizer.kind.rawValue
    loss = options.reduction.rawValue
    lr = options.optimizer.rate
    noise = options.noise
    headNoise = options.headNoise
    dropout = options.dropout.input
    layerDropout = options.dropout.layers
    recurrentDropout = options.dropout.recurrent
    self.products = products.rawValue
    sentences = data.sentences.count
    tokens = result.tokens
    trainTokensPerS = speed(result.training.map(\.wall))
    inferTokensPerS = speed(result.inference.map(\.wall))
    trainTokensPerCpuS = speed(result.training.map(\.cpu))
    inferTokensPerCpuS = speed(result.inference.map(\.cpu))
    epochS = Self.round(Self.median(result.training.map(\.wall)), 3)
    epochSAll = result.training.map { Self.round($0.wall, 3) }
    inferSAll = result.inference.map { Self.round($0.wall, 3) }
    readyS = Self.round(ready, 3)
    peakRssMb = Self.round(Self.peakMegabytes(), 1)
    parameters = result.parameters
  }

  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1
      ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  private static func round(_ value: Double, _ digits: Int) -> Double {
    let factor = pow(10, Double(digits))
    return (value * factor).rounded() / factor
  }

  /// The most memory this process has held, in MB.
  private static func peakMegabytes() -> Double {
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
