/// A published way of sharing between tasks, as settings of a sluice network.
package enum Method: String, Sendable, CaseIterable, Codable {
  /// A network for the main task alone; others, if any, are not trained.
  case single
  /// One stack for all tasks (Caruana 1993).
  case hard
  /// Alpha between whole layers, no subspaces (Misra et al. 2016).
  case crossStitch = "cross-stitch"
  /// Alpha between subspaces, and beta over layers (Ruder et al. 2017).
  case sluice

  /// What the method sets; everything else of an architecture is free.
  package func apply(to architecture: inout Architecture) {
    let tasks = architecture.tasks
    architecture.columnOfTask =
      self == .hard ? tasks.zeros : Array(0..<tasks)
    architecture.subspaces = self == .sluice ? 2 : 1
    architecture.skip = self == .sluice ? .beta : .off
    architecture.sluice = self == .single || self == .hard ? .off : .trained
  }

  /// λ of each task, as the method has it.
  package func lossWeights(tasks: Int, main: Int) -> [Float] {
    (0..<tasks).map { self == .single && $0 != main ? 0 : 1 }
  }
}

extension Int {
  fileprivate var zeros: [Int] { [Int](repeating: 0, count: self) }
}
