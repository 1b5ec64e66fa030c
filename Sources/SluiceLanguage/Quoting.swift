/// A text as one types it, quotes included: what the lexer reads as this text.
package func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\t": quoted += "\\t"
    case _ where scalar.value < 0x20:
      quoted += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
