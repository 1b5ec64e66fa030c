/// Numbers with a shape, row by row: what goes into files and out to tables.
///
/// The inner loops work on raw rows; a tensor is the value everyone else sees.
package struct Tensor: Equatable, Sendable {
  package var shape: [Int]
  package var values: [Float]

  /// - Parameters:
  ///   - shape: Sizes, outermost first; a scalar has none.
  ///   - values: As many numbers as the product of the sizes.
  package init(shape: [Int], values: [Float]) {
    precondition(
      shape.reduce(1, *) == values.count, "a tensor's shape is its count")
    self.shape = shape
    self.values = values
  }
}
