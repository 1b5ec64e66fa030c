import SluiceDiagnostics

/// A whole text, understood.
package struct Program: Sendable {
  package var source: SourceText
  package var statements: [Statement]
}

/// A word with its place.
package struct Name: Equatable, Sendable {
  package var text: String
  /// UTF-8 offsets into the source.
  package var span: Range<Int>

  package init(_ text: String, span: Range<Int>) {
    self.text = text
    self.span = span
  }
}

/// One line of a program, or one block.
package struct Statement: Sendable {
  package indirect enum Kind: Sendable {
    case command(CommandCall)
    /// `let NAME = value`
    case binding(Name, Expression)
    case parameter(Parameter)
    /// `for NAME in values { … }`
    case loop(Name, in: Expression, body: [Statement])
    case sweep(Sweep)
    /// `if … { … } else if … { … } else { … }`
    case conditional([Branch], otherwise: [Statement])
    /// `assert condition "message"`
    case assertion(Expression, message: Expression?)
    /// A value that the prompt shows.
    case expression(Expression)
  }

  /// A condition and what it decides over.
  package struct Branch: Sendable {
    package var condition: Expression
    package var body: [Statement]
  }

  package var kind: Kind
  /// UTF-8 offsets into the source, comments and line end excluded.
  package var span: Range<Int>
}

/// `sweep NAME axis=values … { … }`
package struct Sweep: Sendable {
  package var name: Name
  /// What varies, the first slowest; and options, which `Sweep` does not tell
  /// apart from them.
  package var axes: [CommandCall.Option]
  package var body: [Statement]
  /// The block in the source, braces included.
  package var bodySpan: Range<Int>
}

/// `param NAME: type = value in bounds "description"`
package struct Parameter: Sendable {
  package var name: Name
  package var type: Name?
  package var value: Expression
  /// A range, or a list of what may be chosen.
  package var bounds: Expression?
  package var description: String?
}

/// A verb with its arguments, sorted as its ``CommandShape`` says.
package struct CommandCall: Sendable {
  package var verb: Name
  /// In the shape's order; in a binding the name, then the value.
  package var arguments: [Expression]
  package var options: [Option]
  package var flags: [Name]

  /// `name=value`
  package struct Option: Sendable {
    package var name: Name
    package var value: Expression
  }
}

/// Something with a value.
package struct Expression: Sendable {
  package indirect enum Kind: Sendable {
    case number(Double)
    case string(String)
    case boolean(Bool)
    case name(String)
    case list([Expression])
    case range(Expression, Expression)
    /// `f(x, name=value)`
    case call(Name, [Argument])
    /// `net.alpha`, `pos.1`
    case member(Expression, Name)
    /// `alpha[2]`, `alpha[a, b]`
    case index(Expression, [Expression])
    case unary(Unary, Expression)
    case binary(Binary, Expression, Expression)
  }

  /// An argument of a call.
  package struct Argument: Sendable {
    package var name: Name?
    package var value: Expression
  }

  package enum Unary: String, Sendable {
    case minus = "-"
    case not
  }

  package enum Binary: String, Sendable, CaseIterable {
    case or, and
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case power = "^"

    /// Whether it answers yes or no about two values.
    package var isComparison: Bool {
      switch self {
      case .equal, .unequal, .less, .atMost, .greater, .atLeast: true
      default: false
      }
    }
  }

  package let kind: Kind
  /// UTF-8 offsets into the source.
  package let span: Range<Int>
  /// Nodes on the longest way down, this one included: what a pass over the
  /// tree needs of the stack.
  package let height: Int

  package init(_ kind: Kind, span: Range<Int>) {
    self.kind = kind
    self.span = span
    height = 1 + (kind.children.map(\.height).max() ?? 0)
  }
}

extension Expression.Kind {
  /// The expressions right below.
  package var children: [Expression] {
    switch self {
    case .number, .string, .boolean, .name: []
    case .list(let items): items
    case .range(let low, let high): [low, high]
    case .call(_, let arguments): arguments.map(\.value)
    case .member(let whole, _): [whole]
    case .index(let whole, let places): [whole] + places
    case .unary(_, let inner): [inner]
    case .binary(_, let left, let right): [left, right]
    }
  }
}
