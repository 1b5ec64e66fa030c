import SluiceDiagnostics
import Yams

extension ParameterFile {
  /// Where something begins, up to the end of its line.
  func place(_ mark: Yams.Mark) -> Place {
    place(line: mark.line - 1, column: mark.column - 1)
  }

  /// Likewise, by a line and a column in Unicode scalars, both from 0.
  ///
  /// - Returns: The place, to the end of the line.
  private func place(line: Int, column: Int) -> Place {
    let index = min(max(0, line), max(0, lines.count - 1))
    let line = lines.isEmpty ? "" : lines[index]
    let start = line.unicodeScalars.prefix(max(0, column))
      .reduce(0) { $0 + UTF8.width($1) }
    var end = line.utf8.count
    for byte in line.utf8.reversed() {
      guard byte == UInt8(ascii: " "), end > start else { break }
      end -= 1
    }
    return Place(
      file: path, line: index + 1, text: String(line),
      columns: start..<max(start, end))
  }

  func wrong(_ why: String, at mark: Yams.Mark?, hint: String? = nil)
    -> Diagnostic
  {
    wrong(why, at: mark.map(place), hint)
  }

  private func wrong(_ why: String, at place: Place?, _ hint: String?)
    -> Diagnostic
  {
    Diagnostic(
      .badNotebook, "\(path) cannot be used: \(why)", at: place, hint: hint)
  }

  /// A mistake that the parser found.
  func mistake(_ error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return notYAML(context, problem, mark)
    case .duplicatedKeysInMapping(let names, let context):
      let name = names.sorted().first ?? ""
      return wrong(
        "\(name) is there twice",
        at: secondLine(of: name) ?? place(context.mark),
        "remove one of the two")
    case .reader(let problem, _, let value, _):
      let line = lines.firstIndex {
        $0.unicodeScalars.contains { $0.value == UInt32(bitPattern: value) }
      }
      return wrong(
        "it is not YAML (\(problem))",
        at: line.map { place(line: $0, column: 0) },
        "remove the character, or write it as an escape in double quotes")
    default: return wrong("it is not YAML", at: nil)
    }
  }

  /// What begins and never ends is shown where it begins.
  private func notYAML(
    _ context: YamlError.Context?, _ problem: String, _ mark: Yams.Mark
  ) -> Diagnostic {
    let isAtEnd = lines.dropFirst(mark.line - 1)
      .allSatisfy { $0.allSatisfy(\.isWhitespace) }
    var why = problem
    if let context, problem.hasPrefix("but ") {
      why = context.text + ", " + why
    }
    return wrong(
      "it is not YAML (\(why))", at: isAtEnd ? context?.mark ?? mark : mark,
      hint: "write a line for each value, such as `epochs: 3`; put a text with"
        + " special characters in quotes")
  }

  /// The second line that begins with a name.
  private func secondLine(of name: String) -> Place? {
    let found = lines.indices.filter { index in
      let line = lines[index].drop { $0 == " " }
      return [name, "\"\(name)\"", "'\(name)'"].contains { key in
        line.hasPrefix(key)
          && line.dropFirst(key.count).drop { $0 == " " }.first == ":"
      }
    }
    return found.dropFirst().first.map { place(line: $0, column: 0) }
  }
}
