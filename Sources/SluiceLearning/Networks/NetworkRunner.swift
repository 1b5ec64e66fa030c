import SluiceDiagnostics
import SluiceTensor

/// Runs one architecture over batches, forward and back.
///
/// Holds no weights: they are handed in, so the same runner serves a network
/// and its snapshots. A class because it owns the memory it works in; use it
/// from one thread at a time.
///
/// Accumulation: a backward pass *sets* every weight's gradient, except the
/// word embedding's, whose rows it adds to; the caller keeps those at 0
/// between steps (``BackwardPass`` says which were touched).
package final class NetworkRunner {
  package let architecture: Architecture
  package let layout: ParameterLayout
  package let workers: Workers
  package let workspace = Workspace()
  let word: Slot
  let characters: CharacterEncoder
  /// By layer, stack and direction.
  let lstm: [[[LSTMLayer]]]
  /// By layer; empty where nothing passes between stacks.
  let mixers: [any Mixer]
  let skip: SkipUnit
  let projection: FeatureProjection
  let domains: DomainProjection
  let heads: [any Head]
  /// Those that ask anything.
  let regularizers: [any Regularizer]
  /// What the stacks' weights are made of; nil where they are learned themselves.
  let bases: StackBases?
  let profiler: Profiler?

  /// - Parameters:
  ///   - architecture: The network's shape.
  ///   - layout: Where its weights lie.
  ///   - transitions: For each task which labels may follow which; any may
  ///     where nothing is said.
  ///   - threads: How many to use; the results do not depend on it.
  ///   - profiler: Where to add up what its parts take.
  package init(
    _ architecture: Architecture, _ layout: ParameterLayout,
    transitions: [ValidTransitions?] = [], threads: Int,
    profiler: Profiler? = nil
  ) {
    self.architecture = architecture
    self.layout = layout
    self.profiler = profiler
    let interrupt = Interrupt.current
    let isStopped = { @Sendable in interrupt?.isRequested ?? false }
    workers = Workers(threads: threads, isStopped: isStopped)
    word = Slot(layout, .words)
    characters = CharacterEncoder(layout, isStopped: isStopped)
    lstm = (0..<architecture.layers).map { k in
      (0..<architecture.stacks).map { c in
        Direction.allCases.map { direction in
          LSTMLayer(
            layout, .layer(k, stack: c, direction), direction,
            profiler: profiler, isStopped: isStopped)
        }
      }
    }
    mixers = architecture.mixers(layout)
    skip = SkipUnit(architecture, layout)
    projection = FeatureProjection(architecture, layout)
    domains = DomainProjection(architecture, layout)
    heads = architecture.headOfTask.enumerated().map { task, kind in
      kind.type.init(
        architecture, layout, task: task,
        valid: task < transitions.count ? transitions[task] : nil)
    }
    regularizers = architecture.regularizers.active(in: architecture)
    bases = StackBases(architecture, layout)
  }

  /// Where in a head's input the states are of one of the stacks it reads.
  func read(_ part: Int) -> Range<Int> {
    part * architecture.readWidth..<(part + 1) * architecture.readWidth
  }

  /// The columns of a state that belong to one direction.
  func half(_ d: Int) -> Range<Int> {
    d * architecture.hidden..<(d + 1) * architecture.hidden
  }

  /// Rows of a part.
  static let chunk = 128

  /// Splits rows into parts of a fixed size, whatever the number of threads.
  func inChunks(_ rows: Int, _ work: (Range<Int>) -> Void) {
    let size = Self.chunk
    workers.run((rows + size - 1) / size) { chunk in
      work(chunk * size..<min(rows, (chunk + 1) * size))
    }
  }

  /// Splits rows into two halves, whatever the number of threads: for products,
  /// which want many rows at a time.
  func halves(_ rows: Int) -> [Range<Int>] {
    rows < 32 ? [0..<rows] : [0..<rows / 2, rows / 2..<rows]
  }
}

extension NetworkRunner {
  /// One direction of one layer of one stack, all from 0.
  struct Place {
    let layer, stack, direction: Int
  }

  /// The sum of what regularizers ask of each direction of each layer of each
  /// stack; the directions of a layer are worked on side by side.
  func sumOverDirections(_ work: (Place, LSTMLayer) -> Double) -> Double {
    let parts = workspace.block(
      rows: architecture.layers, columns: 2 * architecture.stacks)
    for layer in 0..<architecture.layers {
      workers.run(parts.columns) { piece in
        let place = Place(
          layer: layer, stack: piece / 2, direction: piece % 2)
        profiler.measure(.penalty) {
          parts.base[layer * parts.columns + piece] = Float(
            work(place, lstm[layer][place.stack][place.direction]))
        }
      }
    }
    return parts.values.reduce(0.0) { $0 + Double($1) }
  }
}
