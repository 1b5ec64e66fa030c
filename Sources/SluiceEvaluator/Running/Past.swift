/// Moments that one can go back to, the nearest last, as far as memory goes.
///
/// A moment is a state, which shares with the next all that did not change. Its
/// cost is what only it still holds; where all of them cost more than the limit
/// the oldest are forgotten, and whoever adds one is told.
package struct Past<Moment: Sendable>: Sendable {
  private var moments: [(moment: Moment, cost: Int)] = []
  private let limit: Int
  /// Bytes that the moments hold.
  private var cost = 0
  /// How many were forgotten since the beginning.
  package private(set) var forgotten = 0

  /// - Parameter limit: Bytes.
  package init(limit: Int = Self.standardLimit) { self.limit = limit }

  /// A quarter of a gigabyte: hundreds of steps of a network of a hundred
  /// thousand weights, dozens of one of a million.
  package static var standardLimit: Int { 256 << 20 }

  package var isEmpty: Bool { moments.isEmpty }
  package var count: Int { moments.count }
  package var last: Moment? { moments.last?.moment }

  /// Adds a moment.
  ///
  /// - Parameters:
  ///   - moment: The moment.
  ///   - state: Its state.
  ///   - next: The state that it was left for.
  package mutating func add(
    _ moment: Moment, _ state: State, before next: State
  ) {
    let own = state.bytes(besides: next)
    moments.append((moment, own))
    cost += own
    while cost > limit, moments.count > 1 {
      cost -= moments.removeFirst().cost
      forgotten += 1
    }
  }

  /// Takes the nearest moment away.
  package mutating func popLast() -> Moment? {
    guard let (moment, own) = moments.popLast() else { return nil }
    cost -= own
    return moment
  }

  package mutating func removeAll() {
    moments = []
    cost = 0
  }
}

extension State {
  /// Bytes that this state holds and another does not.
  fileprivate func bytes(besides other: State) -> Int {
    Set(memory).subtracting(other.memory).reduce(ownBytes) { $0 + $1.bytes }
  }
}
