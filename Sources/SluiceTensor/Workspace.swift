/// Memory that is used again from step to step.
///
/// Buffers are asked for by place in the program, in the same order every
/// step, and only grow; after the largest batch nothing is allocated any more.
/// A class because it owns its memory once.
package final class Workspace {
  private var buffers: [UnsafeMutablePointer<Float>] = []
  private var capacities: [Int] = []
  private var next = 0

  package init() {}

  deinit {
    for buffer in buffers { buffer.deallocate() }
  }

  /// Starts a new step: all blocks given out before become invalid.
  package func restart() { next = 0 }

  /// A block whose numbers are not set to anything.
  package func block(rows: Int, columns: Int) -> Block {
    let needed = max(1, rows * columns)
    if next == buffers.count {
      buffers.append(Self.allocate(needed))
      capacities.append(needed)
    } else if capacities[next] < needed {
      buffers[next].deallocate()
      // A little more than asked for, so that batches of slowly growing size
      // do not allocate each time.
      let capacity = needed + needed / 8
      buffers[next] = Self.allocate(capacity)
      capacities[next] = capacity
    }
    defer { next += 1 }
    return Block(buffers[next], rows: rows, columns: columns)
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    // Whole cache lines of their own, so that threads do not share one.
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: (count * 4 + 127) / 64 * 64, alignment: 64)
    return raw.bindMemory(to: Float.self, capacity: count)
  }
}
