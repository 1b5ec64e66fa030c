import SluiceEvaluator

/// So that tests write `session.given = ["n": "7"]`.
extension Given: ExpressibleByStringLiteral {
  /// A value as if it followed `-p`.
  public init(stringLiteral text: String) { self.init(text) }
}
