import SluiceDiagnostics
import SluiceLanguage

/// One step from an object to a part of it.
package enum PathStep: Sendable {
  case member(Name)
  /// `[…]` after what is written before it.
  case element([Expression], of: Expression, span: Range<Int>)

  package var span: Range<Int> {
    switch self {
    case .member(let name): name.span
    case .element(_, _, let span): span
    }
  }
}

/// What a command does to a part of an object, as objects know it.
package struct Change: Hashable, Sendable {
  private let id: String

  package init(_ id: String) { self.id = id }

  package static let set = Change("set")
}

extension Expression {
  /// `net.alpha[1]` as what it starts from and the steps from there.
  package var steps: (root: Expression, steps: [PathStep]) {
    switch kind {
    case .member(let whole, let name):
      let (root, steps) = whole.steps
      return (root, steps + [.member(name)])
    case .index(let whole, let places):
      let (root, steps) = whole.steps
      return (root, steps + [.element(places, of: whole, span: span)])
    default: return (self, [])
    }
  }
}

/// A name and the way from its object to a part: `net.alpha[1]`.
package struct Path<Object: FieldObject>: FieldValue {
  package var variable: Variable<Object>
  package var steps: [PathStep]
  package var span: Range<Int>
  /// As it is written, but for the name of a loop, in whose place is the name
  /// that it stands for.
  package var text: String

  package static var fieldType: FieldType {
    FieldType(Object.kinds, use: .changePart)
  }

  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> Path {
    let (root, steps) = expression.steps
    let variable = try Variable<Object>.read(root, in: context)
    let rest = root.span.upperBound..<expression.span.upperBound
    return Path(
      variable: variable, steps: steps, span: expression.span,
      text: variable.name + context.source.text(rest))
  }

  package var spelled: String? { nil }
}
