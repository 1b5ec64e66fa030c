/// A piece of memory that values hold together until one of them changes: so
/// states that are kept cost what differs between them.
package struct SharedMemory: Hashable, Sendable {
  private let place: UInt
  package let bytes: Int

  /// The memory behind an array; its copies have the same.
  package init<Element>(of array: [Element]) {
    place = array.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    bytes = array.count * MemoryLayout<Element>.stride
  }
}

extension Value {
  fileprivate var memory: [SharedMemory] {
    switch self {
    case .object(let object): object.memory
    case .list(let items): items.flatMap(\.memory)
    default: []
    }
  }
}

extension State {
  /// What its values hold that other states may hold as well.
  package var memory: [SharedMemory] { values.values.flatMap(\.memory) }

  /// About what a state costs that shares all its values with another.
  package var ownBytes: Int { 1024 + 128 * values.count }
}
