import SluiceTensor

/// The layers that score labels: hidden ones of ReLU units, as many as there
/// are to be, and a linear one; with no hidden layer all is linear.
///
/// `units[n] = max(0, hidden[n] · units[n − 1] + bias)`, where `units[−1]` is
/// the input, and `logits = out · units[last] + bias`.
///
/// - Shapes: input `[P, W]`, units `[P, F]` each, logits `[P, L]`; weights
///   `[F, F before]` and `[L, F]`, biases `[F]` and `[L]`.
package struct HeadLayers: Sendable {
  /// From the input on; the last is the linear one.
  private let layers: [(weight: Slot, bias: Slot)]

  package init(
    _ architecture: Architecture, _ layout: ParameterLayout, task: Int
  ) {
    layers = Self.names(architecture, task).map {
      (Slot(layout, $0.weight), Slot(layout, $0.bias))
    }
  }

  /// The first hidden layer is `hidden`, the next `hidden.2` and so on.
  private static func names(
    _ a: Architecture, _ task: Int
  ) -> [(weight: Weight, bias: Weight)] {
    func names(
      _ role: String, _ name: String
    ) -> (weight: Weight, bias: Weight) {
      (
        .head(task, role + " weights", name + ".weight"),
        .head(task, role + " bias", name + ".bias")
      )
    }
    return a.headHidden.indices.map {
      $0 == 0
        ? names("hidden", "hidden") : names("hidden", "hidden.\($0 + 1)")
    } + [names("output", "out")]
  }

  /// Its weights, with their shapes.
  package static func parameters(
    _ a: Architecture, task: Int, labels: Int
  ) -> [Parameter] {
    let inputs = [a.headWidth] + a.headHidden
    let outputs = a.headHidden + [labels]
    return zip(names(a, task), zip(inputs, outputs)).flatMap { names, width in
      let start = Parameter.Start.uniform(inputs: width.0)
      return [
        Parameter(names.weight, [width.1, width.0], start: start),
        Parameter(names.bias, [width.1], start: start),
      ]
    }
  }

  /// `L`
  package var labels: Int { layers.last?.weight.rows ?? 0 }
  /// Units of each hidden layer: what the way back needs to be kept, and what
  /// it needs to work in.
  package var hidden: [Int] { layers.dropLast().map(\.weight.rows) }

  /// Sets the units of the hidden layers, and the logits.
  package func forward(
    _ input: Block, units: ArraySlice<Block>, into logits: Block,
    _ weights: Weights
  ) {
    var below = input
    for (n, layer) in layers.enumerated() {
      let isLast = n == layers.count - 1
      let out = isLast ? logits : units[units.startIndex + n]
      multiply(
        .asIs(below), .transposed(weights[layer.weight]),
        plus: weights[layer.bias], into: out)
      if !isLast { Kernels.relu(out) }
      below = out
    }
  }

  /// Sets the gradients of the weights and, last of all, of the input, which
  /// may take its place.
  package func backward(
    _ input: Block, units: ArraySlice<Block>, logitsGradient: Block,
    scratch: ArraySlice<Block>, inputGradient: Block, _ weights: Weights,
    _ gradients: Gradients
  ) {
    let below = [input] + units
    let belowGradient = [inputGradient] + scratch
    var gradient = logitsGradient
    for (n, layer) in layers.enumerated().reversed() {
      multiply(
        .transposed(gradient), .asIs(below[n]), into: gradients[layer.weight])
      Kernels.sumRows(gradient, into: gradients[layer.bias])
      multiply(
        .asIs(gradient), .asIs(weights[layer.weight]), into: belowGradient[n])
      if n > 0 { Kernels.reluBackward(below[n], belowGradient[n]) }
      gradient = belowGradient[n]
    }
  }
}

extension Weight {
  /// A weight of a task's head.
  static func head(_ task: Int, _ role: String, _ name: String) -> Weight {
    Weight(
      Part("heads", .task(task, noun: "head")), Role(role),
      name: "head.\(task).\(name)")
  }
}
