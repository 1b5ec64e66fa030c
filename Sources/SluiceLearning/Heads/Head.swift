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

  /// The head of a task with its weights' places.
  ///
  /// - Parameters:
  ///   - architecture: The network's shape.
  ///   - layout: Where its weights lie.
  ///   - task: Whose head it is, from 0.
  ///   - valid: Which labels may follow which; nil where any may.
  init(
    _ architecture: Architecture, _ layout: ParameterLayout, task: Int,
    valid: ValidTransitions?)

  /// `L`
  var labels: Int { get }
  /// How many numbers a token it keeps from `forward` on, in blocks of its own.
  var kept: [Int] { get }
  /// How many numbers a batch it keeps beside them, in rows of their own.
  var keptOnce: [Int] { get }
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

  /// How likely the head finds a label of each token, after `forward`.
  func probabilities(
    _ pass: HeadPass, of labels: [Int32], _ weights: Weights
  ) -> [Float]
}

extension Head {
  package var keptOnce: [Int] { [] }
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
  /// What it keeps of the batch, `[1, any]` each.
  package let keptOnce: [Block]

  init(
    _ workspace: Workspace, _ head: any Head, inputs: Int, _ packing: Packing
  ) {
    func block(_ columns: Int) -> Block {
      workspace.block(rows: packing.rows, columns: columns)
    }
    self.packing = packing
    input = block(inputs)
    kept = head.kept.map(block)
    keptOnce = head.keptOnce.map { workspace.block(rows: 1, columns: $0) }
    logits = block(head.labels)
  }
}

/// Which head a task has.
package struct HeadKind: Sendable {
  package let type: any Head.Type

  package init(_ type: any Head.Type) { self.type = type }

  package static let softmax = HeadKind(SoftmaxHead.self)
  package static let crf = HeadKind(CRFHead.self)
}

// A kind of head is told by its name.
extension HeadKind: RawRepresentable, CaseIterable {
  /// Those that files and the language know.
  package static let allCases = [softmax, crf]

  package var rawValue: String { type.name }

  package init?(rawValue: String) {
    guard let kind = Self.allCases.first(where: { $0.rawValue == rawValue })
    else { return nil }
    self = kind
  }
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
    guard let kind = Self(rawValue: name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "there is no head called \(name)")
    }
    self = kind
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(type.name)
  }
}
