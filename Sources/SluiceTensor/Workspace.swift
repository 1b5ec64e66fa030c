/// Memory that is used again from step to step.
///
/// Blocks are cut one after the other from a few large chunks, which stay:
/// after the largest batch nothing is allocated any more, and what a smaller
/// batch does not reach is not touched. A class because it owns its memory.
package final class Workspace {
  private var chunks: [UnsafeMutableRawBufferPointer] = []
  private var place = Mark(chunk: 0, offset: 0)

  /// A place to go back to.
  package struct Mark: Sendable {
    fileprivate var chunk: Int
    fileprivate var offset: Int
  }

  package init() {}

  deinit {
    for chunk in chunks { chunk.deallocate() }
  }

  /// Starts a new step: all blocks given out before become invalid.
  package func restart() { place = Mark(chunk: 0, offset: 0) }

  /// Where the next block will lie.
  package var mark: Mark { place }

  /// Gives up all blocks that were asked for since `mark` was taken.
  package func rewind(to mark: Mark) { place = mark }

  /// A block whose numbers are not set to anything.
  package func block(rows: Int, columns: Int) -> Block {
    // Whole cache lines of its own, so that threads do not share one.
    let bytes = (max(1, rows * columns) * 4 + 127) / 64 * 64
    while place.chunk < chunks.count,
      place.offset + bytes > chunks[place.chunk].count
    {
      place = Mark(chunk: place.chunk + 1, offset: 0)
    }
    if place.chunk == chunks.count {
      chunks.append(
        .allocate(byteCount: max(bytes, Self.chunkBytes), alignment: 64))
    }
    let base = chunks[place.chunk].baseAddress! + place.offset
    place.offset += bytes
    return Block(
      base.bindMemory(to: Float.self, capacity: bytes / 4), rows: rows,
      columns: columns)
  }

  /// What blocks hold at some moment.
  package struct Copy {
    fileprivate var chunks: [[UInt8]]
    fileprivate var mark: Mark
  }

  /// A copy of all blocks given out so far.
  package func copy() -> Copy {
    let filled = chunks.prefix(place.chunk + 1).enumerated().map {
      index, chunk in
      Array(chunk.prefix(index < place.chunk ? chunk.count : place.offset))
    }
    return Copy(chunks: filled, mark: place)
  }

  /// Puts the blocks back as they were, and gives up those asked for since.
  package func restore(_ copy: Copy) {
    for (chunk, kept) in zip(chunks, copy.chunks) {
      chunk.copyBytes(from: kept)
    }
    place = copy.mark
  }

  private static let chunkBytes = 32 << 20
}
