import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

/// A value with parts, such as a corpus, a task or a network.
///
/// The evaluator knows nothing of them: each says itself what `x.part`,
/// `x[place]` and `set x.part = …` mean.
package protocol SessionObject: Sendable, Codable {
  var kind: Kind { get }
  /// The object in one line.
  var summary: String { get }
  /// The same as far as a dry run knows it, once its numbers may be others.
  var withUnknownNumbers: any SessionObject { get }
  /// What moved in it since it was another; nil if nothing worth a word did.
  func movement(
    since old: (any SessionObject)?, called name: String
  ) -> Movement?
  /// How its figures moved while it was learned, for a page to go through; nil
  /// if none did, or if the work was stopped.
  func progression(
    called name: String, in environment: Environment
  ) -> Progression?
  /// A text that changes when anything does that the object holds: kept rows
  /// are told apart by it.
  var fingerprint: String { get }
  /// The named values that it was made from and goes on using.
  var sources: [Source] { get }
  /// The large pieces of memory that it holds, which copies of it share.
  var memory: [SharedMemory] { get }
  /// A number that changes with what it has learned; nil if that is nothing.
  var learned: UInt64? { get }
  /// What `show` prints of it under a name, a screen at most.
  func shown(as name: String, in context: Context) throws(Stop) -> Output

  /// The names that may follow the dot.
  var memberNames: [String] { get }
  /// `x.name`; nil if there is no such part.
  func member(
    _ name: Name, of whole: Expression, in context: Context
  ) throws(Stop) -> Value?
  /// What it has by names that stand alone, for completion: a network's tasks.
  func names(of kind: Kind) -> [(name: String, summary: String)]
  /// The parts that a change can be made to, for completion.
  func parts(for change: Change) -> [(name: String, summary: String)]
  /// What may stand in the next `[…]` of the path of a part: after `net.alpha`
  /// layers, after `net.alpha[1]` streams and tasks.
  ///
  /// - Parameters:
  ///   - steps: The path so far.
  ///   - number: Places that stand in the `[…]` already.
  /// - Returns: The words; none where nothing may follow.
  func places(after steps: [PathStep], _ number: Int) -> [String]
  /// What may stand in `x[…]` after some places, for completion.
  func places(after before: [Expression], in context: Context) -> [String]
  /// `x[place]`; the object decides whether a place is a word or a value.
  func element(
    at places: [Expression], of whole: Expression, in context: Context
  ) throws(Stop) -> Value
  /// The object after `set x.path = value`, and what is said about it.
  func setting(
    _ path: [PathStep], of name: String, to value: Expression, isFixed: Bool,
    in context: Context
  ) throws(Stop) -> (any SessionObject, Output)
}

extension SessionObject {
  /// What kept states call its type.
  static var keptName: String { "\(Self.self)" }

  package var sources: [Source] { [] }
  package var memory: [SharedMemory] { [] }
  package var learned: UInt64? { nil }
  package func movement(
    since old: (any SessionObject)?, called name: String
  ) -> Movement? { nil }
  package func progression(
    called name: String, in environment: Environment
  ) -> Progression? { nil }
  package var withUnknownNumbers: any SessionObject { self }

  package func shown(
    as name: String, in context: Context
  ) throws(Stop) -> Output {
    .text(summary)
  }

  package var memberNames: [String] { [] }

  package func names(
    of kind: Kind
  ) -> [(name: String, summary: String)] { [] }

  package func parts(
    for change: Change
  ) -> [(name: String, summary: String)] { [] }

  package func places(after steps: [PathStep], _ number: Int) -> [String] {
    []
  }

  package func places(
    after before: [Expression], in context: Context
  ) -> [String] { [] }

  package func member(
    _ name: Name, of whole: Expression, in context: Context
  ) throws(Stop) -> Value? { nil }

  package func element(
    at places: [Expression], of whole: Expression, in context: Context
  ) throws(Stop) -> Value {
    throw context.fail(
      .wrongType, "\(kind.phrase) has no numbered parts", at: whole.span,
      hint: "only a list, a corpus or a matrix takes `[…]`")
  }

  package func setting(
    _ path: [PathStep], of name: String, to value: Expression, isFixed: Bool,
    in context: Context
  ) throws(Stop) -> (any SessionObject, Output) {
    throw context.fail(
      .wrongType, "no part of \(kind.phrase) can be set", at: value.span,
      hint: "`set` changes alpha and beta of a network, and the seed")
  }
}
