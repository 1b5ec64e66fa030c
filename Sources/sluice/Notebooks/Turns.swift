import Foundation

/// Pieces of work of which those that write the same file wait for each other,
/// in their order. All others may be done at the same time.
final class Turns: @unchecked Sendable {
  /// For each piece, the earlier ones that it waits for.
  private let earlier: [[Int]]
  private let condition = NSCondition()
  private var done: Set<Int> = []

  /// - Parameter files: What each piece writes; empty where none waits.
  init(_ files: [Set<String>]) {
    earlier = files.indices.map { one in
      (0..<one).filter { !files[$0].isDisjoint(with: files[one]) }
    }
  }

  /// Does a piece of work when it is its turn. Earlier ones must have begun.
  func take<Result>(_ piece: Int, _ work: () -> Result) -> Result {
    condition.lock()
    while earlier.indices.contains(piece), !done.isSuperset(of: earlier[piece])
    { condition.wait() }
    condition.unlock()
    defer {
      condition.lock()
      done.insert(piece)
      condition.broadcast()
      condition.unlock()
    }
    return work()
  }
}
