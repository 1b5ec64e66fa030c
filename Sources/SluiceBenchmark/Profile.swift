import SluiceTensor

extension Benchmark {
  /// Where the time of an epoch goes.
  package struct Profile: Sendable {
    package var seconds: Double
    package var tokens: Int
    package var steps: Int
    package var threads: Int
    package var parts: [Part]

    /// One part of the work.
    package struct Part: Sendable {
      package var name: String
      /// Of all threads together.
      package var seconds: Double
      /// Floating-point operations of products.
      package var operations: Double

      package init(name: String, seconds: Double, operations: Double) {
        self.name = name
        self.seconds = seconds
        self.operations = operations
      }
    }

    /// What no part accounts for: laying out features, noise, waiting.
    package var rest: Part {
      Part(
        name: "the rest",
        seconds: max(
          0,
          seconds * Double(threads) - parts.reduce(0) { $0 + $1.seconds }),
        operations: 0)
    }
  }

  /// Trains and infers one epoch each with a profiler.
  package func profile(
    _ data: Data
  ) -> (training: Profile, inference: Profile) {
    let profiler = Profiler()
    let workload = Workload(self, data, profiler: profiler)
    workload.warmUp()
    func measured(_ work: () -> Void) -> Profile {
      profiler.clear()
      let seconds = ContinuousClock().measure(work) / .seconds(1)
      return Profile(
        seconds: seconds, tokens: workload.tokens, steps: workload.steps,
        threads: options.threads,
        parts: Profiler.Part.allCases.compactMap { part in
          profiler.totals[part].map {
            Profile.Part(
              name: part.rawValue, seconds: $0.seconds,
              operations: $0.operations)
          }
        })
    }
    return (measured { workload.train() }, measured { workload.infer() })
  }

  /// The fastest product of two large matrices on one thread, in operations a
  /// second: what the parts' products could reach at best.
  package static func productPeak() -> Double {
    let side = 512
    let workspace = Workspace()
    let blocks = (0..<3).map { _ in workspace.block(rows: side, columns: side) }
    for block in blocks { block.clear() }
    let clock = ContinuousClock()
    let seconds = (0..<10).map { _ in
      clock.measure {
        multiply(.asIs(blocks[0]), .asIs(blocks[1]), into: blocks[2])
      } / .seconds(1)
    }
    return 2 * Double(side * side * side) / (seconds.min() ?? 1)
  }
}
