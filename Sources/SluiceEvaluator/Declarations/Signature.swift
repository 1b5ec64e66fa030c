import SluiceLanguage

/// A command or function as help, completion and the reference see it.
package struct Signature: Sendable {
  package var name: String
  package var summary: String
  package var usage: String
  /// Each field as it is written, and what it is for.
  package var fields: [(written: String, info: FieldInfo)]
  package var examples: [String]
}

extension Command {
  package static var signature: Signature {
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
