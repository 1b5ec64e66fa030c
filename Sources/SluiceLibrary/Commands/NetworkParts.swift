import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning

extension Architecture.Gating.Source: FieldValue {}

/// Whose word embeddings are.
enum EmbeddingSharing: String, FieldValue, CaseIterable { case shared, own }

/// Experts, bases and embeddings, which only some methods have.
extension NetworkCommand {
  func setExperts(
    _ a: inout Architecture, _ context: Context
  ) throws(Stop) {
    guard case .gates(var gating) = a.mixing else {
      if let span = experts?.span ?? gate?.span {
        throw context.fail(
          .wrongType, "`method=\(method.rawValue)` has no experts", at: span,
          hint: "`\(experts == nil ? "gate" : "experts")=` goes with"
            + " method=mixture-of-experts, mmoe or ple")
      }
      return
    }
    if let experts {
      gating.experts = try count(
        experts, of: "experts", most: Architecture.Gating.most, context)
    }
    gating.reads = gate?.value ?? gating.reads
    a.mixing = .gates(gating)
  }

  func setBases(_ a: inout Architecture, _ context: Context) throws(Stop) {
    guard a.bases != nil else {
      if let span = bases?.span ?? bound?.span ?? sparsity?.span {
        throw context.fail(
          .wrongType, "`method=\(method.rawValue)` has no bases", at: span,
          hint: "bases=, bound= and sparsity= go with method=sparse-bases")
      }
      return
    }
    if let bases {
      a.bases?.count = try count(
        bases, of: "bases", most: Architecture.Bases.most, context)
    }
    if let bound {
      guard bound.value > 0 else {
        throw context.fail(
          .outOfRange, "a bound must be more than 0", at: bound.span)
      }
      a.bases?.bound = bound.value
    }
    if let sparsity {
      guard sparsity.value >= 0 else {
        throw context.fail(
          .outOfRange, "a weight must be at least 0", at: sparsity.span)
      }
      a.regularizers[BasisLasso.self].weight = sparsity.value
    }
  }

  func setEmbeddings(
    _ a: inout Architecture, _ context: Context
  ) throws(Stop) {
    guard let embeddings else { return }
    a.ownWords = embeddings.value == .own
    guard a.ownWords else { return }
    guard a.stacks > 1, a.mixing != .choices, a.gating == nil else {
      throw context.fail(
        .wrongType,
        "`method=\(method.rawValue)` has no stack for each task to read its own"
          + " words", at: embeddings.span,
        hint: "embeddings=own goes with methods that give each task a stack,"
          + " such as hierarchical, split, sluice")
    }
  }

  private func count(
    _ number: Located<Int>, of things: String, most: Int, _ context: Context
  ) throws(Stop) -> Int {
    guard (1...most).contains(number.value) else {
      throw context.fail(
        .outOfRange,
        "there may be 1 to \(most) \(things), not \(number.value)",
        at: number.span)
    }
    return number.value
  }
}
