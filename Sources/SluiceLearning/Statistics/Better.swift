extension Comparison {
  /// What a larger number means.
  package enum Better: String, Sendable, CaseIterable {
    case more, less, neither

    /// Where such scores can be at all: shares between 0 and 1, losses and
    /// shares of errors above 0.
    func range(of scores: [Double]) -> ClosedRange<Double> {
      let isShare = scores.allSatisfy { (0...1).contains($0) }
      return switch self {
      case .more where isShare: 0...1
      case .less where scores.allSatisfy { $0 >= 0 }: 0 ... .infinity
      default: -.infinity ... .infinity
      }
    }
  }
}
