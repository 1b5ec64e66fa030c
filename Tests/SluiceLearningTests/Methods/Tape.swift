import Foundation

/// Reverse-mode differentiation in double precision, as plain as can be: each
/// result remembers how to hand its gradient back.
final class Tape {
  final class Vector {
    let value: [Double]
    var gradient: [Double]
    fileprivate let back: ([Double]) -> Void

    fileprivate init(_ value: [Double], _ back: @escaping ([Double]) -> Void) {
      self.value = value
      self.back = back
      gradient = value.map { _ in 0 }
    }

    fileprivate func add(_ gradient: [Double]) {
      for i in gradient.indices { self.gradient[i] += gradient[i] }
    }
  }

  private var vectors: [Vector] = []

  private func record(
    _ value: [Double], _ back: @escaping ([Double]) -> Void
  ) -> Vector {
    vectors.append(Vector(value, back))
    return vectors[vectors.count - 1]
  }

  /// What gradients are asked of.
  func leaf(_ value: [Double]) -> Vector { record(value) { _ in } }

  /// Runs back from a single number.
  func differentiate(_ loss: Vector) {
    loss.gradient = [1]
    for vector in vectors.reversed() { vector.back(vector.gradient) }
  }

  func sum(_ x: Vector, _ y: Vector) -> Vector {
    record(zip(x.value, y.value).map(+)) {
      x.add($0)
      y.add($0)
    }
  }

  func product(_ x: Vector, _ y: Vector) -> Vector {
    record(zip(x.value, y.value).map(*)) { g in
      x.add(zip(g, y.value).map(*))
      y.add(zip(g, x.value).map(*))
    }
  }

  /// One entry of `weights` times `x`.
  func scaled(_ x: Vector, by weights: Vector, _ i: Int) -> Vector {
    record(x.value.map { weights.value[i] * $0 }) { g in
      x.add(g.map { weights.value[i] * $0 })
      weights.gradient[i] += zip(g, x.value).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  func times(_ x: Vector, _ number: Double) -> Vector {
    record(x.value.map { number * $0 }) { g in x.add(g.map { number * $0 }) }
  }

  /// `W·x`, for W row by row.
  func times(_ w: Vector, _ x: Vector) -> Vector {
    let (n, m) = (w.value.count / x.value.count, x.value.count)
    let value = (0..<n).map { i in
      (0..<m).reduce(0) { $0 + w.value[i * m + $1] * x.value[$1] }
    }
    return record(value) { g in
      for i in 0..<n {
        for j in 0..<m {
          w.gradient[i * m + j] += g[i] * x.value[j]
          x.gradient[j] += g[i] * w.value[i * m + j]
        }
      }
    }
  }

  private func map(
    _ x: Vector, _ f: (Double) -> Double,
    _ slope: @escaping (_ y: Double) -> Double
  ) -> Vector {
    let y = x.value.map(f)
    return record(y) { g in x.add(zip(g, y).map { $0 * slope($1) }) }
  }

  func tanh(_ x: Vector) -> Vector { map(x, Foundation.tanh) { 1 - $0 * $0 } }

  func sigmoid(_ x: Vector) -> Vector {
    map(x, { 1 / (1 + Foundation.exp(-$0)) }) { $0 * (1 - $0) }
  }

  func relu(_ x: Vector) -> Vector { map(x, { max($0, 0) }) { $0 > 0 ? 1 : 0 } }

  func exp(_ x: Vector) -> Vector { map(x, Foundation.exp) { $0 } }

  /// `−weight · x`, whose way back is that of `weight · x`: what an opponent makes
  /// small by its own weights.
  func opposed(_ x: Vector, _ weight: Double) -> Vector {
    record(x.value.map { -weight * $0 }) { g in x.add(g.map { weight * $0 }) }
  }

  /// The same numbers; the way back is reversed.
  func reversed(_ x: Vector) -> Vector {
    record(x.value) { g in x.add(g.map { -$0 }) }
  }

  func softmax(_ x: Vector) -> Vector {
    let powers = x.value.map(Foundation.exp)
    let sum = powers.reduce(0, +)
    let y = powers.map { $0 / sum }
    return record(y) { g in
      let mean = zip(g, y).reduce(0) { $0 + $1.0 * $1.1 }
      x.add(zip(g, y).map { $1 * ($0 - mean) })
    }
  }

  /// `Σ weights[i] · parts[i]`
  func weighed(_ parts: [Vector], by weights: Vector) -> Vector {
    parts.enumerated().dropFirst().reduce(scaled(parts[0], by: weights, 0)) {
      sum($0, scaled($1.element, by: weights, $1.offset))
    }
  }

  /// Some of the numbers, in the order asked for.
  func part(_ x: Vector, _ places: some Collection<Int>) -> Vector {
    record(places.map { x.value[$0] }) { g in
      for (i, j) in places.enumerated() { x.gradient[j] += g[i] }
    }
  }

  func joined(_ parts: [Vector]) -> Vector {
    record(parts.flatMap(\.value)) { g in
      var start = 0
      for part in parts {
        part.add(Array(g[start..<start + part.value.count]))
        start += part.value.count
      }
    }
  }

  /// The sum of squares.
  func square(_ x: Vector) -> Vector {
    record([x.value.reduce(0) { $0 + $1 * $1 }]) { g in
      x.add(x.value.map { 2 * g[0] * $0 })
    }
  }

  /// `log Σ exp`
  func logSum(_ x: Vector) -> Vector {
    let sum = x.value.reduce(0) { $0 + Foundation.exp($1) }
    return record([log(sum)]) { g in
      x.add(x.value.map { g[0] * Foundation.exp($0) / sum })
    }
  }

  /// Cross-entropy of a softmax, in nats.
  func crossEntropy(_ logits: Vector, _ label: Int) -> Vector {
    let sum = logits.value.reduce(0) { $0 + Foundation.exp($1) }
    return record([log(sum) - logits.value[label]]) { g in
      logits.add(
        logits.value.indices.map {
          g[0]
            * (Foundation.exp(logits.value[$0]) / sum - ($0 == label ? 1 : 0))
        })
    }
  }
}
