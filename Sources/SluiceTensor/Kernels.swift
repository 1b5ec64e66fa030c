internal import CKernels

/// Element-wise work on whole blocks, at the processor's full width.
package enum Kernels {
  /// `x = tanh(x)`
  package static func tanh(_ x: Block) { sluice_tanh(x.base, x.count) }

  /// `gradient *= 1 − y²`: the way back through `y = tanh(x)`.
  package static func tanhBackward(_ y: Block, _ gradient: Block) {
    precondition(y.count == gradient.count)
    sluice_tanh_backward(y.base, gradient.base, y.count)
  }

  /// `y += scale · x`
  package static func add(_ x: Block, scale: Float = 1, to y: Block) {
    inRuns(x, y) { sluice_add_scaled($0, scale, $1, $2) }
  }

  /// `x *= factor`
  package static func scale(_ x: Block, by factor: Float) {
    for i in 0..<x.count { x.base[i] *= factor }
  }

  /// `y = scale · x`
  package static func scaled(_ x: Block, by scale: Float, into y: Block) {
    inRuns(x, y) { sluice_scaled($0, scale, $1, $2) }
  }

  /// The sum of `x · y` over all numbers.
  package static func dot(_ x: Block, _ y: Block) -> Double {
    var sum = 0.0
    inRuns(x, y) { sum += sluice_dot($0, $1, $2) }
    return sum
  }

  /// Hands over what lies in one run in both blocks: all at once, or row by
  /// row.
  private static func inRuns(
    _ x: Block, _ y: Block,
    _ work: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, Int) ->
      Void
  ) {
    precondition(x.rows == y.rows && x.columns == y.columns)
    guard !x.isContiguous || !y.isContiguous else {
      return work(x.base, y.base, x.count)
    }
    for r in 0..<x.rows {
      work(x.base + r * x.stride, y.base + r * y.stride, x.columns)
    }
  }

  /// `out` becomes the sum of all rows of `x`.
  package static func sumRows(_ x: Block, into out: Block) {
    precondition(out.count == x.columns && x.isContiguous)
    sluice_sum_rows(x.base, out.base, x.rows, x.columns)
  }

  /// `x = max(x, 0)`; a NaN stays one.
  package static func relu(_ x: Block) { sluice_relu(x.base, x.count) }

  /// The way back through `y = max(x, 0)`.
  package static func reluBackward(_ y: Block, _ gradient: Block) {
    precondition(y.count == gradient.count)
    sluice_relu_backward(y.base, gradient.base, y.count)
  }

  /// Each row becomes `exp(x − top)`, where `top` is its largest number.
  ///
  /// - Returns: Each row's `top`, and how far it is from the row's smallest.
  package static func expRows(_ x: Block) -> (tops: [Float], gaps: [Float]) {
    var tops = [Float](repeating: 0, count: x.rows)
    var gaps = tops
    if x.columns > 0 {
      precondition(x.isContiguous)
      sluice_exp_rows(x.base, &tops, &gaps, x.rows, x.columns)
    }
    return (tops, gaps)
  }

  /// Rows of logits become their gradient, `scale · (softmax − one-hot)`, or 0
  /// where the label is negative.
  ///
  /// - Parameters:
  ///   - logits: `[n, labels]`.
  ///   - labels: `[n]`, each below the number of labels.
  ///   - scale: The weight of one row.
  /// - Returns: The losses of the labelled rows, summed, unscaled, in nats.
  package static func crossEntropy(
    _ logits: Block, labels: [Int32], scale: Float
  ) -> Double {
    precondition(labels.count == logits.rows && logits.isContiguous)
    return sluice_cross_entropy(
      logits.base, labels, scale, logits.rows, logits.columns)
  }

  /// Each row becomes its softmax.
  package static func softmax(_ x: Block) {
    precondition(x.isContiguous && x.columns > 0)
    sluice_softmax(x.base, x.rows, x.columns)
  }

  /// Adds normal noise; the draw for a number depends on the seed and its
  /// place (counted from `first`) alone.
  package static func addGaussian(
    _ x: Block, deviation: Float, seed: UInt64, first: Int = 0
  ) {
    sluice_add_gaussian(
      x.base, deviation, seed, UInt32(truncatingIfNeeded: first), x.count)
  }
}

/// Alpha's work over streams; see `AlphaUnit` for the mathematics.
package enum StreamKernels {
  /// How columns' rows divide into streams.
  package struct Shape: Sendable {
    package var columns: Int
    package var subspaces: Int
    package var width: Int
    package init(columns: Int, subspaces: Int, width: Int) {
      self.columns = columns
      self.subspaces = subspaces
      self.width = width
    }
  }

  /// `outᵢ = Σⱼ alpha[i, j] · inⱼ`, or with alpha's transpose.
  package static func mix(
    _ input: [Block], into output: [Block], alpha: Block, shape: Shape,
    transposed: Bool = false
  ) {
    let from = input.map { UnsafePointer($0.base) as UnsafePointer<Float>? }
    let to = output.map { $0.base as UnsafeMutablePointer<Float>? }
    sluice_alpha_mix(
      from, to, alpha.base, shape.columns, shape.subspaces, shape.width, 2,
      input[0].rows, transposed ? 1 : 0)
  }

  /// `gradient[i, j] = Σ outᵢ · inⱼ`.
  package static func gradient(
    _ input: [Block], _ outputGradient: [Block], into gradient: Block,
    shape: Shape
  ) {
    let from = input.map { UnsafePointer($0.base) as UnsafePointer<Float>? }
    let to = outputGradient.map {
      UnsafePointer($0.base) as UnsafePointer<Float>?
    }
    sluice_alpha_gradient(
      from, to, gradient.base, shape.columns, shape.subspaces, shape.width, 2,
      input[0].rows)
  }
}

/// `out = xᵀ`
///
/// - Parameters:
///   - x: `[n, m]`.
///   - out: `[m, n]`.
package func transpose(_ x: Block, into out: Block) {
  precondition(x.rows == out.columns && x.columns == out.rows)
  sluice_transpose(
    x.base, x.stride, out.base, out.stride, x.rows, x.columns)
}

extension Kernels {
  /// Row `r` of `out` becomes row `rows[r]` of `table`.
  package static func gather(
    _ table: Block, _ rows: ArraySlice<Int32>, into out: Block
  ) {
    precondition(rows.count == out.rows && table.columns == out.columns)
    for (r, from) in rows.enumerated() {
      (out.base + r * out.stride).update(
        from: table.base + Int(from) * table.stride, count: table.columns)
    }
  }

  /// Row `r` of `x` is added to row `rows[r]` of `table`: the way back through
  /// ``gather(_:_:into:)``.
  package static func scatterAdd(_ x: Block, _ rows: [Int32], to table: Block) {
    precondition(rows.count == x.rows && table.columns == x.columns)
    for (r, to) in rows.enumerated() {
      sluice_add_scaled(
        x.base + r * x.stride, 1, table.base + Int(to) * table.stride,
        x.columns)
    }
  }
}

/// One step of Adam: `m = β₁m + (1−β₁)g`, `v = β₂v + (1−β₂)g²`,
/// `w −= rate · m̂ / (√v̂ + ε)`, with the means corrected for their start at 0.
package struct AdamStep: Sendable {
  private let rate, scale, beta1, beta2, epsilon, correction: Float

  /// - Parameters:
  ///   - rate: Learning rate.
  ///   - scale: What gradients are multiplied by first.
  ///   - beta1: Decay of the mean.
  ///   - beta2: Decay of the mean square.
  ///   - epsilon: Keeps the divisor from 0.
  ///   - step: Counts from 1.
  package init(
    rate: Float, scale: Float, beta1: Float, beta2: Float, epsilon: Float,
    step: Int
  ) {
    self.scale = scale
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    let first = 1 - Self.power(Double(beta1), step)
    let second = 1 - Self.power(Double(beta2), step)
    self.rate = rate / Float(first)
    correction = Float(1 / second.squareRoot())
  }

  package func update(
    _ weights: Block, _ gradient: Block, mean: Block, square: Block
  ) {
    precondition(weights.count == gradient.count)
    sluice_adam(
      weights.base, gradient.base, mean.base, square.base, weights.count, rate,
      scale, beta1, beta2, epsilon, correction)
  }

  /// `x` to a whole power, by squaring.
  private static func power(_ x: Double, _ n: Int) -> Double {
    var result = 1.0, factor = x, left = n
    while left > 0 {
      if left % 2 == 1 { result *= factor }
      factor *= factor
      left /= 2
    }
    return result
  }
}
