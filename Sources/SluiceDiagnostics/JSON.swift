extension Diagnostic {
  /// The diagnostic as one line of JSON, for programs.
  ///
  /// Keys, in this order: `code`, `title`; with a place `file`, `line`,
  /// `column`, `endColumn` (characters, from 1, end excluded) and `label`;
  /// `hint` where there is one.
  package var json: String {
    var members = [
      ("code", quoted(code.rawValue)), ("title", quoted(title)),
    ]
    if let place {
      let columns = place.characterColumns
      members += [
        ("file", quoted(place.file)), ("line", String(place.line)),
        ("column", String(columns.lowerBound)),
        ("endColumn", String(columns.upperBound)),
        ("label", quoted(label)),
      ]
    }
    if let hint { members.append(("hint", quoted(hint))) }
    let body = members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
    return "{\(body)}"
  }
}

/// A text as a JSON string, quotes included.
private func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    default: quoted += escapingControls(String(scalar))
    }
  }
  return quoted + "\""
}
