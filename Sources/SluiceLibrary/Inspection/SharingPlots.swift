import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceOutput
import SluiceTensor

/// How alpha and beta moved over training.
extension SharingReport {
  /// How the entries between different streams, or beta, moved over training.
  func path(_ what: Path) -> Plot {
    let snapshots = [network.sharing.start] + network.sharing.epochs
    let series = curves(what).map { name, weight, index in
      Plot.Series(
        name,
        snapshots.enumerated().compactMap { epoch, snapshot in
          snapshot.tensors[weight].flatMap { tensor in
            tensor.values.indices.contains(index)
              ? Plot.Point(Double(epoch), Double(tensor.values[index])) : nil
          }
        })
    }
    return Plot(
      what.title + " of \(object.name) over training", x: "epoch", y: "value",
      series: series)
  }

  /// Which numbers' paths are meant.
  enum Path {
    case alpha(layer: Int)
    case beta

    var title: String {
      switch self {
      case .alpha(let layer): "alpha, layer \(layer + 1),"
      case .beta: "beta"
      }
    }
  }

  private func curves(
    _ what: Path
  ) -> [(name: String, weight: Weight, index: Int)] {
    switch what {
    case .alpha(let layer):
      let n = names.count
      return (0..<n * n).map {
        (
          "\(names[$0 / n]) ← \(names[$0 % n])", Weight.alpha(layer), $0
        )
      }
    case .beta:
      let layers = network.architecture.layers
      return (0..<network.tasks.count * layers).map {
        (
          "\(network.tasks[$0 / layers].name), layer \($0 % layers + 1)",
          Weight.beta, $0
        )
      }
    }
  }
}
