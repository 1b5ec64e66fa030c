import SluiceLanguage
import Synchronization

/// A command or function as help, completion and the reference see it.
package struct Signature: Sendable {
  package var name: String
  package var summary: String
  package var usage: String
  /// Each field as it is written, and what it is for.
  package var fields: [(written: String, info: FieldInfo)]
  package var examples: [String]
}

/// What declarations come to. A check asks for it at each statement, so that it
/// is worked out once.
private let known = Mutex<[ObjectIdentifier: Signature]>([:])

extension Signature {
  fileprivate static func once(
    of declaration: Any.Type, _ make: () -> Signature
  ) -> Signature {
    let key = ObjectIdentifier(declaration)
    if let signature = known.withLock({ $0[key] }) { return signature }
    let signature = make()
    known.withLock { $0[key] = signature }
    return signature
  }
}

extension Command {
  package static var signature: Signature {
    Signature.once(of: Self.self) { madeSignature }
  }

  private static var madeSignature: Signature {
    let fields = fields
    let hasOptions = fields.contains { $0.info.role == .option }
    let flags = fields.filter { $0.info.role == .flag }
      .map { " [\($0.info.name)]" }.joined()
    return Signature(
      name: name, summary: summary,
      usage: shape.usage + flags + (hasOptions ? " [OPTION=VALUE …]" : ""),
      fields: fields.map { ($0.info.written, $0.info) }, examples: examples)
  }
}

extension Function {
  package static var signature: Signature {
    Signature.once(of: Self.self) {
      Signature(
        name: name, summary: summary, usage: usage,
        fields: fields.map { field in
          (
            field.info.isPositional ? field.info.name : field.info.written,
            field.info
          )
        },
        examples: examples)
    }
  }
}

extension FieldInfo {
  /// How a command's field is written: `NET`, `epochs=20`, `fixed`.
  package var written: String {
    switch role {
    case .argument, .newName, .word: name.uppercased()
    case .option: "\(name)=\(standard ?? "…")"
    case .flag: name
    }
  }

  /// What it is for, with its unit and, for a choice, the words.
  package var explained: String {
    var text = doc
    if !unit.isEmpty, unit != name, !doc.contains(unit) {
      text += ", in \(unit)"
    }
    if !type.choices.isEmpty {
      text += ": \(type.choices.joined(separator: ", "))"
    }
    return text
  }
}
