import SluiceTensor
import Testing

/// Runs each test of a suite several times: with products by the rule, by our
/// tiles, and by OpenBLAS, as far as this machine has them.
struct EachProducts: SuiteTrait, TestTrait, TestScoping {
  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    for choice in Products.Choice.allCases {
      let products = Products(choice)
      guard products.refusal == nil else { continue }
      try await Products.$current.withValue(products, operation: function)
    }
  }
}

extension Trait where Self == EachProducts {
  static var eachProducts: Self { Self() }
}
