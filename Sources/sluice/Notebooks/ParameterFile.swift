import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceLanguage
import Yams

/// A YAML file of parameters' values: scalars, and lists of them.
struct ParameterFile {
  private let path: String
  private let source: SourceText
  /// Its lines, for places of mistakes.
  private let lines: [Substring]

  /// - Throws: `file-not-found`, `invalid-utf8`.
  init(_ path: String) throws(Diagnostic) {
    self.path = path
    guard let data = try? WholeFile.read(path) else {
      throw Diagnostic(
        .fileNotFound, "there is no file of parameters \(path)",
        hint: "check the name and the folder")
    }
    source = try SourceText(bytes: [UInt8](data), name: path)
    lines = source.text(0..<source.bytes.count)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// The values with their names, in order.
  ///
  /// - Throws: `bad-notebook`, where the mistake is.
  func values() throws(Diagnostic) -> [(String, Given)] {
    let node: Node?
    do {
      node = try Yams.compose(
        yaml: String(decoding: source.bytes, as: UTF8.self))
    } catch let error as YamlError { throw mistake(error) } catch {
      throw wrong("it is not YAML", at: nil)
    }
    guard let node else { return [] }
    guard let values = node.mapping else {
      throw wrong("it is not a mapping", at: node.mark)
    }
    var given: [(String, Given)] = []
    for (key, value) in values {
      guard let name = key.scalar?.string else {
        throw wrong("a name is not a word", at: key.mark)
      }
      given.append((name, try self.given(value, for: name, at: key.mark)))
    }
    return given
  }

  private func given(
    _ value: Node, for name: String, at key: Yams.Mark?
  ) throws(Diagnostic) -> Given {
    if value.null != nil {
      throw wrong(
        "\(name) has no value", at: key,
        hint: "write a value, or remove the line: then \(name) is as the"
          + " notebook has it")
    }
    if let items = value.sequence {
      var words: [String] = []
      for item in items {
        guard let scalar = item.scalar, item.null == nil else {
          throw wrong(
            "\(name) is a list of more than words", at: item.mark ?? key)
        }
        words.append(Self.item(scalar))
      }
      return given("[\(words.joined(separator: ", "))]", value.mark, false)
    }
    guard let scalar = value.scalar else {
      throw wrong(
        "\(name) is neither a value nor a list", at: value.mark ?? key)
    }
    let isText = [.singleQuoted, .doubleQuoted].contains(scalar.style)
    return given(scalar.string, scalar.mark, isText)
  }

  private func given(_ text: String, _ mark: Yams.Mark?, _ isText: Bool)
    -> Given
  {
    Given(
      text, from: path, in: FileManager.default.currentDirectoryPath,
      at: mark.map(place), isText: isText)
  }

  /// An item of a list as the language writes it: numbers and words as they
  /// are, unless they stand in quotes, all else as text.
  private static func item(_ scalar: Node.Scalar) -> String {
    let text = scalar.string
    let isWord =
      text.first?.isLetter ?? false
      && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    if scalar.style == .plain, isWord || Double(text) != nil { return text }
    return quoted(text)
  }

  // MARK: - Mistakes

  /// Where something begins, up to the end of its line.
  private func place(_ mark: Yams.Mark) -> Place {
    let index = min(max(0, mark.line - 1), max(0, lines.count - 1))
    let line = lines.isEmpty ? "" : lines[index]
    let start = line.unicodeScalars.prefix(max(0, mark.column - 1))
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

  private func wrong(
    _ why: String, at mark: Yams.Mark?,
    hint: String = "write a line for each, such as `epochs: 3`"
  ) -> Diagnostic {
    Diagnostic(
      .badNotebook, "\(path) holds no parameters: \(why)",
      at: mark.map(place), hint: hint)
  }

  private func mistake(_ error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _),
      .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return wrong("it is not YAML (\(problem))", at: mark)
    case .duplicatedKeysInMapping(let names, let context):
      return wrong(
        "\(names.joined(separator: ", ")) is there twice", at: context.mark,
        hint: "remove one of the two")
    default: return wrong("it is not YAML", at: nil)
    }
  }
}
