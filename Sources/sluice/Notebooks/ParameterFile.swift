import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceFiles
import SluiceLanguage
import Yams

/// A YAML file of parameters' values: scalars, and lists of them.
struct ParameterFile {
  let path: String
  private let text: String
  /// Its lines, for places of mistakes.
  let lines: [Substring]

  /// - Throws: Why it cannot be read, or `invalid-utf8`.
  init(_ path: String) throws(Diagnostic) {
    self.path = path
    let data: Data
    do throws(Unreadable) { data = try WholeFile.read(path) } catch {
      throw error.diagnostic(path, inFolder: "give a YAML file") {
        Diagnostic(
          .fileNotFound, "there is no file of parameters \(path)",
          hint: "check the name and the folder")
      }
    }
    let source = try SourceText(bytes: [UInt8](data), name: path)
    text = source.text(0..<source.bytes.count)
    lines = text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// The values with their names, in order.
  ///
  /// - Throws: `bad-notebook`, where the mistake is.
  func values() throws(Diagnostic) -> [(String, Given)] {
    let marks = ByteOrderMarks(in: text)
    guard let node = try parsed(marks.replaced(in: text)) else { return [] }
    guard let values = node.mapping else {
      throw wrong(
        "it has no names", at: node.mark,
        hint: "write a line for each value, such as `epochs: 3`")
    }
    var given: [(String, Given)] = []
    for (key, value) in values {
      guard let name = key.scalar?.string else {
        throw wrong(
          "a name is a word", at: key.mark, hint: "such as `epochs: 3`")
      }
      var one = try self.given(value, for: name, at: key.mark)
      one.text = marks.restored(in: one.text)
      given.append((marks.restored(in: name), one))
    }
    return given
  }

  private func parsed(_ text: String) throws(Diagnostic) -> Node? {
    do { return try Yams.compose(yaml: text) } catch {
      let known = (error as? YamlError).map(mistake)
      throw known ?? wrong("it is not YAML", at: nil)
    }
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
      for item in items { words.append(try self.item(item, of: name, key)) }
      return given("[\(words.joined(separator: ", "))]", value.mark, false)
    }
    guard let scalar = value.scalar else {
      throw wrong(
        "\(name) is neither a value nor a list", at: value.mark ?? key,
        hint: "write `\(name): 3`, or `\(name): [a, b]` for a list")
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
  private func item(
    _ item: Node, of name: String, _ key: Yams.Mark?
  ) throws(Diagnostic) -> String {
    guard let scalar = item.scalar, item.null == nil else {
      throw wrong(
        item.null == nil
          ? "an item of \(name) is a list or a mapping"
          : "an item of \(name) has no value",
        at: item.mark ?? key, hint: "write `\(name): [a, b]`")
    }
    let text = scalar.string
    let isWord =
      text.first?.isLetter ?? false
      && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    if scalar.style == .plain, isWord || Double(text) != nil { return text }
    return quoted(text)
  }
}

/// U+FEFF within a text: the parser drops one that a value begins with, so
/// another character stands for it meanwhile.
private struct ByteOrderMarks {
  private static let mark: UnicodeScalar = "\u{FEFF}"
  private let standIn: UnicodeScalar

  init(in text: String) {
    let free = (0xFDD0...0xFDEF).lazy.compactMap(UnicodeScalar.init)
      .first { !text.unicodeScalars.contains($0) }
    standIn = free ?? Self.mark
  }

  func replaced(in text: String) -> String {
    Self.replacing(Self.mark, by: standIn, in: text)
  }

  func restored(in text: String) -> String {
    Self.replacing(standIn, by: Self.mark, in: text)
  }

  private static func replacing(
    _ one: UnicodeScalar, by other: UnicodeScalar, in text: String
  ) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(
      contentsOf: text.unicodeScalars.map { $0 == one ? other : $0 })
    return String(scalars)
  }
}
