/// What a field holds, as help, completion, checks and messages know it.
package struct FieldType: Equatable, Sendable {
  /// What becomes of the value that is given.
  package enum Use: Equatable, Sendable {
    case read
    /// The command changes what the name stands for: `train net`.
    case change
    /// The command changes a part of it: `freeze net.layer[1]`.
    case changePart
  }

  package var kinds: Kinds
  /// The words that may be written, if it is a choice.
  package var choices: [String]
  /// Words that may be written among other things.
  package var examples: [String]
  package var use: Use

  package init(
    _ kinds: Kinds, choices: [String] = [], examples: [String] = [],
    use: Use = .read
  ) {
    self.kinds = kinds
    self.choices = choices
    self.examples = examples
    self.use = use
  }

  package init(_ kind: Kind) { self.init(Kinds(kind)) }

  /// With its article: `a whole number`.
  package var name: String { kinds.phrase }

  /// The words that completion offers.
  package var words: [String] { choices + examples }

  /// The same for each of several values.
  var each: FieldType {
    var list = self
    list.kinds.phrase = "a list, each \(name)"
    return list
  }
}
