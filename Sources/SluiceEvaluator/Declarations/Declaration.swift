import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

/// Something with a name and fields: declared once, read by the parser, the
/// evaluator, help, completion and the reference.
package protocol Declared: Sendable {
  init()
  static var name: String { get }
  /// What it does, as one sentence.
  static var summary: String { get }
  static var fields: [Field<Self>] { get }
  /// Lines that can be run, each list in a session of its own.
  static var examples: [String] { get }
}

extension Declared {
  package static var examples: [String] { [] }
}

/// The fields of a command or a function as they are filled.
struct Filling {
  /// Whether a field's value is unknown.
  private(set) var isOpen = false
  private(set) var given: Set<String> = []

  /// Puts what was written into a field. In a dry run a mistake is kept, so that
  /// the other fields are looked at, too.
  ///
  /// - Parameters:
  ///   - expression: What was written.
  ///   - field: The field.
  ///   - root: What has the field.
  ///   - context: Where it is written.
  /// - Throws: The mistake, in a real run.
  mutating func store<Root>(
    _ expression: Expression, in field: Field<Root>, of root: inout Root,
    _ context: Context
  ) throws(Stop) {
    given.insert(field.info.name)
    do throws(Stop) { try field.store(&root, expression, context) } catch {
      try context.note(error)
      isOpen = true
    }
  }

  /// The first field that must be given and was not.
  func missing<Root>(of fields: [Field<Root>]) -> FieldInfo? {
    fields.map(\.info).first { $0.isRequired && !given.contains($0.name) }
  }
}

extension FieldInfo {
  /// Whether its position tells it from the others.
  package var isPositional: Bool { role != .option && role != .flag }
}
