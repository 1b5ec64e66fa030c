import Foundation
import SluiceLearning
import SluiceTensor

/// What a benchmark found, as one line of JSON by the names that other programs
/// read.
package struct BenchmarkLine: Encodable, Sendable {
  let mode: String
  let batch, threads, hidden, layers, tasks: Int
  let wiring, activation, optimizer, products: String
  let sentences, tokens: Int
  let trainTokensPerS, inferTokensPerS, epochS: Double
  let trainTokensPerCpuS, inferTokensPerCpuS: Double
  let epochSAll, inferSAll: [Double]
  let readyS, peakRssMb: Double
  let parameters: Int

  /// - Parameters:
  ///   - benchmark: What was run.
  ///   - mode: The method of its network.
  ///   - data: The sentences.
  ///   - result: What was measured.
  ///   - products: Who worked products out.
  ///   - ready: Seconds until the clock started.
  package init(
    _ benchmark: Benchmark, mode: Method, _ data: Benchmark.Data,
    _ result: Benchmark.Result, products: Products.Choice, ready: Double
  ) {
    let architecture = benchmark.architecture
    func speed(_ times: [Double]) -> Double {
      Self.round(Double(result.tokens) / Self.median(times), 1)
    }
    self.mode = mode.rawValue
    batch = benchmark.batch
    threads = benchmark.threads
    hidden = architecture.hidden
    layers = architecture.layers
    tasks = data.labels.count
    wiring = architecture.wiring.rawValue
    activation = architecture.activation.rawValue
    optimizer = benchmark.optimizer.kind.rawValue
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
