/// The products of the tasks' gradients with each other and themselves, weight
/// of the network by weight: all that angles, lengths and projections depend on.
package struct GradientProducts: Sendable, Equatable {
  /// `[network's weights][tasks][tasks]`
  package var matrices: [[[Double]]]

  package init(_ matrices: [[[Double]]]) { self.matrices = matrices }

  /// The places of the weights that two tasks both reach: neither's gradient is
  /// 0.
  package func reached(byBoth one: Int, _ other: Int) -> [Int] {
    matrices.indices.filter {
      matrices[$0][one][one] > 0 && matrices[$0][other][other] > 0
    }
  }

  /// The places of the weights that more than one task reaches.
  package var shared: [Int] {
    matrices.indices.filter { place in
      let matrix = matrices[place]
      return matrix.indices.count { matrix[$0][$0] > 0 } > 1
    }
  }

  /// The sum of a product of two tasks' gradients over some weights.
  package func sum(_ one: Int, _ other: Int, over places: [Int]) -> Double {
    places.reduce(0) { $0 + matrices[$1][one][other] }
  }

  /// The cosine of the angle between two tasks' gradients on some weights; nil
  /// where one of them is 0.
  package func cosine(_ one: Int, _ other: Int, over places: [Int]) -> Double? {
    let square = sum(one, one, over: places) * sum(other, other, over: places)
    guard square > 0 else { return nil }
    return min(1, max(-1, sum(one, other, over: places) / square.squareRoot()))
  }
}
