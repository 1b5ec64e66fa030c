import SluiceTensor

/// Reads a task's labels off what its stack brings, and says how far off it is.
///
/// A head owns all that follows from its kind: its weights, the scores, the
/// loss, the way back and the labels. Training, evaluation and inspection ask
/// it for these and know no more of it.
package protocol Head: Sendable {
  /// What files call it.
  static var name: String { get }

  /// What it has to learn.
  ///
  /// - Parameters:
  ///   - architecture: The network's shape; `headWidth` numbers reach a head.
  ///   - task: Whose head it is, from 0.
  ///   - labels: How many there are.
  /// - Returns: Its weights, with their shapes.
  static func parameters(
    _ architecture: Architecture, task: Int, labels: Int
  ) -> [Parameter]

  /// The head of a task (from 0) with its weights' places.
  init(_ layout: ParameterLayout, task: Int)

  /// `L`
  var labels: Int { get }
  /// How many numbers a token it keeps from `forward` on, in blocks of its own.
  var kept: [Int] { get }
  /// How many numbers a token `backward` needs to work in.
  var scratch: [Int] { get }

  /// Sets the logits, and what it keeps.
  func forward(_ pass: HeadPass, _ weights: Weights)

  /// The sum of the losses of the labelled tokens, in nats. The logits become
  /// its gradient times `scale`.
  func loss(
    _ pass: HeadPass, labels: [Int32], scale: Float, _ weights: Weights
  ) -> Double

  /// Sets the gradients of the head's weights and, last of all, of its input,
  /// after `loss`: the input's may take the place of the input.
  func backward(
    _ pass: HeadPass, scratch: [Block], inputGradient: Block,
    _ weights: Weights, _ gradients: Gradients
  )

  /// Each token's label, after `forward`.
  func decode(_ pass: HeadPass, _ weights: Weights) -> [Int32]
}

/// What a head works on for one batch.
package struct HeadPass: Sendable {
  /// Which rows are a sentence's tokens.
  package let packing: Packing
  /// `[P, W]`
  package let input: Block
  /// `[P, L]`
  package let logits: Block
  /// What the head keeps for itself, `[P, any]` each.
  package let kept: [Block]

  init(
    _ workspace: Workspace, _ head: any Head, inputs: Int, _ packing: Packing
  ) {
    func block(_ columns: Int) -> Block {
      workspace.block(rows: packing.rows, columns: columns)
    }
    self.packing = packing
    input = block(inputs)
    kept = head.kept.map(block)
    logits = block(head.labels)
  }
}

/// Which head a task has.
package struct HeadKind: Sendable {
  package let type: any Head.Type

  package init(_ type: any Head.Type) { self.type = type }

  /// Those that files know.
  private static let known: [any Head.Type] = [SoftmaxHead.self]
}

extension HeadKind: Equatable {
  package static func == (one: HeadKind, other: HeadKind) -> Bool {
    one.type == other.type
  }
}

extension HeadKind: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let type = Self.known.first(where: { $0.name == name }) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "there is no head called \(name)")
    }
    self.type = type
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(type.name)
  }
}
