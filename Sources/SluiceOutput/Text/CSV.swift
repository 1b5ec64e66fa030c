import Foundation

/// Values between commas, as spreadsheets read them (RFC 4180).
package enum CSV {
  package static func line(_ fields: [String]) -> String {
    fields.map { field in
      field.contains { ",\"\r\n".contains($0) }
        ? "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        : field
    }.joined(separator: ",")
  }

  /// The fields of a line, nil where a quote is not closed.
  package static func fields(_ line: Substring) -> [String]? {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var characters = line.makeIterator()
    var pending = characters.next()
    while let character = pending {
      pending = characters.next()
      switch character {
      case "\"" where isQuoted && pending == "\"":
        field.append("\"")
        pending = characters.next()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        fields.append(field)
        field = ""
      default: field.append(character)
      }
    }
    return isQuoted ? nil : fields + [field]
  }
}
