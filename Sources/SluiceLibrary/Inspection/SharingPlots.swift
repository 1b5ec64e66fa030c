import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput
import SluiceTensor

/// How alpha and beta moved over training.
extension SharingReport {
  /// More curves than this cannot be told apart: then those that moved most are
  /// drawn.
  private static let most = 8

  /// How the entries between streams, or beta, moved over training.
  func path(_ what: Path) -> Plot {
    let curves = curves(what)
    let drawn =
      curves.count <= Self.most
      ? curves
      : curves.indices.sorted { travel(curves[$1]) < travel(curves[$0]) }
        .prefix(Self.most).sorted().map { curves[$0] }
    let left =
      drawn.count < curves.count
      ? ", the \(drawn.count) of \(curves.count) that moved most" : ""
    return Plot(
      "\(title(what)) of \(object.name) over training\(left)", x: "epoch",
      y: "value", series: drawn)
  }

  /// Which numbers' paths are meant.
  enum Path {
    case alpha(layer: Int)
    case beta
  }

  private func title(_ what: Path) -> String {
    switch what {
    case .alpha(let layer):
      (areBlocks ? "size of α between stacks" : "alpha")
        + ", layer \(layer + 1),"
    case .beta: "beta"
    }
  }

  /// Whether α has too many entries for a curve each: then each block between
  /// two stacks has one.
  private var areBlocks: Bool {
    let a = network.architecture
    return a.subspaces > 1 && a.streams * a.streams > 16
  }

  /// How far a curve is from where it began, at most.
  private func travel(_ series: Plot.Series) -> Double {
    guard let first = series.points.first else { return 0 }
    return series.points.map { abs($0.y - first.y) }.max() ?? 0
  }

  private func curves(_ what: Path) -> [Plot.Series] {
    switch what {
    case .alpha(let layer) where areBlocks:
      let stacks = object.stackNames
      return stacks.indices.flatMap { to in
        stacks.indices.map { from in
          series("\(stacks[to]) ← \(stacks[from])", .alpha(layer)) {
            network.blockSize($0, from: from, to: to)
          }
        }
      }
    case .alpha(let layer):
      let n = names.count
      return (0..<n * n).map { entry in
        series("\(names[entry / n]) ← \(names[entry % n])", .alpha(layer)) {
          Double($0.values[entry])
        }
      }
    case .beta:
      let names = object.readLayerNames
      let layers = names.count
      return (0..<network.tasks.count * layers).map { entry in
        series(
          "\(network.tasks[entry / layers].name), \(names[entry % layers])",
          .beta
        ) { Double($0.values[entry]) }
      }
    }
  }

  /// A number of a weight at the start and after each epoch.
  private func series(
    _ name: String, _ weight: Weight, _ value: (Tensor) -> Double
  ) -> Plot.Series {
    let snapshots = [network.sharing.start] + network.sharing.epochs
    let count = network.layout[weight]?.count
    // It begins anew where α or β changes its shape.
    let earlier = max(0, network.epochs - network.sharing.epochs.count)
    return Plot.Series(
      name,
      snapshots.enumerated().compactMap { epoch, snapshot in
        snapshot.tensors[weight].flatMap { tensor in
          tensor.values.count == count
            ? Plot.Point(Double(earlier + epoch), value(tensor)) : nil
        }
      })
  }
}
