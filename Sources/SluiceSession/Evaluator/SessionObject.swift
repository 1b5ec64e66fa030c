import SluiceDiagnostics
import SluiceLanguage

/// A value with parts, such as a corpus, a task or a network.
///
/// The evaluator knows nothing of them: each says itself what `x.part`,
/// `x[place]` and `set x.part = …` mean.
package protocol SessionObject: Sendable {
  /// What it is, with its article: `a network`.
  var kind: String { get }
  /// The object in one line.
  var summary: String { get }
  /// A text that changes when what the object holds does.
  var fingerprint: String { get }
  /// What `show` prints, a screen at most.
  func shown(in context: Context) throws(Diagnostic) -> Output

  /// The names that may follow the dot.
  var memberNames: [String] { get }
  /// `x.name`; nil if there is no such part.
  func member(
    _ name: Name, in context: Context
  ) throws(Diagnostic) -> Value?
  /// What may stand in `x[…]` after some places, for completion.
  func places(after before: [Expression], in context: Context) -> [String]
  /// `x[place]`; the object decides whether a place is a word or a value.
  func element(
    at places: [Expression], of whole: Expression, in context: Context
  ) throws(Diagnostic) -> Value
  /// The object after `set x.path = value`, and what is said about it.
  func setting(
    _ path: [PathStep], to value: Expression, isFixed: Bool,
    in context: Context
  ) throws(Diagnostic) -> (any SessionObject, Output)
}

/// One step from an object to a part of it.
package enum PathStep: Sendable {
  case member(Name)
  case element([Expression], span: Range<Int>)
}

extension SessionObject {
  package var fingerprint: String { summary }

  package func shown(in context: Context) throws(Diagnostic) -> Output {
    .text(summary)
  }

  package var memberNames: [String] { [] }

  package func places(
    after before: [Expression], in context: Context
  ) -> [String] { [] }

  package func member(
    _ name: Name, in context: Context
  ) throws(Diagnostic) -> Value? { nil }

  package func element(
    at places: [Expression], of whole: Expression, in context: Context
  ) throws(Diagnostic) -> Value {
    throw context.fail(
      .wrongType, "\(kind) has no numbered parts", at: whole.span,
      hint: "only a list, a corpus or a matrix takes `[…]`")
  }

  package func setting(
    _ path: [PathStep], to value: Expression, isFixed: Bool,
    in context: Context
  ) throws(Diagnostic) -> (any SessionObject, Output) {
    throw context.fail(
      .wrongType, "no part of \(kind) can be set", at: value.span,
      hint: "`set` changes alpha and beta of a network, and the seed")
  }
}
