import SluiceTensor

/// Takes what a head is to read through a linear map of the task's domain:
/// `out = weight[domain] · in`, at first the identity. Tasks of one domain have
/// one map.
///
/// - Shapes: in and out `[P, W]`; weights `[W, W]`.
/// - Source: Peng & Dredze 2016, <https://arxiv.org/abs/1608.02689>.
struct DomainProjection: Sendable {
  /// By domain; none where heads read the states as they are.
  private let weights: [Slot]
  private let domainOfTask: [Int]

  init(_ architecture: Architecture, _ layout: ParameterLayout) {
    weights = (0..<architecture.domains).map {
      Slot(layout, .projection($0))
    }
    domainOfTask = architecture.domainOfTask
  }

  /// Its weights, with their shapes.
  static func parameters(_ a: Architecture) -> [Parameter] {
    (0..<a.domains).map {
      Parameter(.projection($0), [a.headWidth, a.headWidth], start: .identity)
    }
  }

  /// How many domains there are.
  var domains: Int { weights.count }

  /// The blocks that states are read into, by task, before they are projected:
  /// the heads' inputs where nothing is.
  func blocks(_ inputs: [Block], _ workspace: Workspace) -> [Block] {
    weights.isEmpty
      ? inputs
      : inputs.map { workspace.block(rows: $0.rows, columns: $0.columns) }
  }

  /// Sets a head's input.
  func forward(_ read: Block, into input: Block, task: Int, _ weights: Weights)
  {
    guard !self.weights.isEmpty else { return }
    multiply(
      .asIs(read), .transposed(weights[self.weights[domainOfTask[task]]]),
      into: input)
  }

  /// Sets the gradient of a domain's weight, and those of what its tasks read in
  /// its place.
  func backward(
    domain: Int, inputGradients: [Block], read: [Block], _ weights: Weights,
    _ gradients: Gradients
  ) {
    let slot = self.weights[domain]
    let tasks = domainOfTask.indices.filter { domainOfTask[$0] == domain }
    for task in tasks {
      multiply(
        .transposed(inputGradients[task]), .asIs(read[task]),
        into: gradients[slot], keep: task == tasks[0] ? 0 : 1)
      multiply(
        .asIs(inputGradients[task]), .asIs(weights[slot]), into: read[task])
    }
  }
}

extension Weight {
  /// What a domain's heads read is multiplied by.
  package static func projection(_ domain: Int) -> Weight {
    Weight(
      Part("projections"), Role("projection"),
      name: "projection.\(domain).weight")
  }
}
