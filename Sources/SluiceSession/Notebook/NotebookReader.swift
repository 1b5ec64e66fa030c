internal import CCommonMark
import Foundation
import SluiceDiagnostics

extension Notebook {
  /// Reads a notebook.
  ///
  /// A cell is a fence at the top level whose first word is exactly `sluice`;
  /// its recorded output a fence `output` directly after it. What is a fence
  /// is decided as CommonMark says, so that one in a comment, a quotation or a
  /// longer fence is prose.
  ///
  /// - Parameters:
  ///   - text: The file.
  ///   - name: What it is called in messages.
  /// - Throws: ``Diagnostic`` for an option or a setting nobody knows.
  package init(_ text: String, name: String) throws(Diagnostic) {
    self.name = name
    lines = Self.lines(of: text)
    parts = []
    var prose = 0
    var open: Cell?
    func keep(_ end: Int) {
      if prose < end { parts.append(.prose(prose..<end)) }
    }
    for fence in Self.fences(text) {
      let words = fence.info.split(whereSeparator: \.isWhitespace)
      if words.first == "output", let cell = open, words.count == 1,
        isBlank(cell.fence.upperBound..<fence.lines.lowerBound)
      {
        var recorded = cell
        recorded.output = (fence.lines, fence.inside)
        parts[parts.count - 1] = .cell(recorded)
        prose = fence.lines.upperBound
        open = nil
        continue
      }
      open = nil
      guard words.first == "sluice" else { continue }
      keep(fence.lines.lowerBound)
      let cell = Cell(
        fence: fence.lines, code: fence.inside,
        options: try options(fence), output: nil)
      parts.append(.cell(cell))
      prose = fence.lines.upperBound
      open = cell
    }
    keep(lines.count)
    settings = try readSettings()
  }

  /// Reads a notebook from a file.
  package init(contentsOf path: String) throws(Diagnostic) {
    guard let data = FileManager.default.contents(atPath: path) else {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: path, isDirectory: &isFolder)
      let folder = URL(filePath: path).deletingLastPathComponent().path
      let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      throw Diagnostic(
        exists ? (isFolder.boolValue ? .notAFile : .unreadable) : .fileNotFound,
        exists
          ? "\(path) cannot be read as a notebook"
          : "there is no notebook \(path)",
        hint: exists
          ? "name a .sluice file"
          : didYouMean(
            URL(filePath: path).lastPathComponent, in: names,
            otherwise: "check the name and the folder"))
    }
    let source = try SourceText(bytes: [UInt8](data), name: path)
    try self.init(
      String(decoding: source.bytes, as: UTF8.self), name: path)
  }

  /// The lines with their ends; a last one without stays without.
  private static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for character in text {
      line.append(character)
      if character == "\n" || character == "\r\n" {
        lines.append(line)
        line = ""
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    lines[range].allSatisfy { $0.allSatisfy(\.isWhitespace) }
  }

  // MARK: - Fences

  private struct Fence {
    var info: String
    var lines, inside: Range<Int>
  }

  /// The fenced blocks at the top level, by lines from 0.
  private static func fences(_ text: String) -> [Fence] {
    CommonMark.withDocument(text) { fences(text, in: $0) } ?? []
  }

  private static func fences(
    _ text: String, in document: OpaquePointer
  ) -> [Fence] {
    let count = lines(of: text).count
    var fences: [Fence] = []
    var node = cmark_node_first_child(document)
    while let current = node {
      node = cmark_node_next(current)
      guard cmark_node_get_type(current) == CMARK_NODE_CODE_BLOCK,
        let info = cmark_node_get_fence_info(current)
      else { continue }
      var length: Int32 = 0
      var offset: Int32 = 0
      var mark: CChar = 0
      guard
        cmark_node_get_fenced(current, &length, &offset, &mark) != 0
      else { continue }
      let first = Int(cmark_node_get_start_line(current)) - 1
      let last = min(Int(cmark_node_get_end_line(current)), count)
      guard first >= 0, first < last else { continue }
      // A fence that the end of the file closes has no closing line.
      let content =
        cmark_node_get_literal(current).map {
          String(cString: $0).utf8.count { $0 == 10 }
        } ?? 0
      fences.append(
        Fence(
          info: String(cString: info), lines: first..<last,
          inside: first + 1..<min(last, first + 1 + content)))
    }
    return fences
  }

  // MARK: - Options and settings

  private func options(_ fence: Fence) throws(Diagnostic) -> CellOptions {
    var options = CellOptions()
    for word in fence.info.split(whereSeparator: \.isWhitespace).dropFirst() {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      switch parts[0] {
      case "no-run" where parts.count == 1: options.isShownOnly = true
      case let id where id.hasPrefix("#") && id.count > 1 && parts.count == 1:
        options.id = String(id.dropFirst())
      case "timeout" where parts.count == 2:
        let number =
          parts[1].hasSuffix("s")
          ? String(parts[1].dropLast()) : parts[1]
        guard let seconds = Double(number), seconds > 0 else {
          throw bad(fence, word, "a timeout is a number of seconds, as 60s")
        }
        options.timeout = seconds
      case "error" where parts.count == 2:
        guard let code = Code(rawValue: parts[1]) else {
          throw bad(
            fence, word,
            didYouMean(
              parts[1], in: Code.allCases.map(\.rawValue),
              otherwise: "docs/errors lists the codes") ?? "")
        }
        options.error = code
      default:
        throw bad(
          fence, word,
          didYouMean(
            parts[0], in: ["no-run", "timeout", "error"],
            otherwise: "cells take #id, no-run, timeout=60s and error=CODE")
            ?? "")
      }
    }
    return options
  }

  private func bad(
    _ fence: Fence, _ word: Substring, _ hint: String
  ) -> Diagnostic {
    let line = lines[fence.lines.lowerBound]
    let text = String(line.prefix { !$0.isNewline })
    let start = text.firstRange(of: word)?.lowerBound ?? text.startIndex
    let from = text.utf8.distance(from: text.startIndex, to: start)
    return Diagnostic(
      .badNotebook, "a cell has no option `\(word)`",
      at: Place(
        file: name, line: fence.lines.lowerBound + 1, text: text,
        columns: from..<from + word.utf8.count), hint: hint)
  }

  /// The settings in a comment above everything else.
  private func readSettings() throws(Diagnostic) -> NotebookSettings {
    var settings = NotebookSettings()
    guard
      let number = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
      case let line = lines[number].trimmingCharacters(
        in: .whitespacesAndNewlines),
      line.hasPrefix("<!-- sluice:"), line.hasSuffix("-->")
    else { return settings }
    let inside = line.dropFirst(12).dropLast(3)
    for word in inside.split(whereSeparator: \.isWhitespace) {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let value = parts.count == 2 ? Double(parts[1]) : nil
      switch (parts[0], value) {
      case ("seed", let value?) where value >= 0 && value < 1e15:
        settings.seed = UInt64(value)
      case ("rtol", let value?) where value >= 0:
        settings.relativeTolerance = value
      case ("atol", let value?) where value >= 0:
        settings.absoluteTolerance = value
      default:
        let text = String(lines[number].prefix { !$0.isNewline })
        let start = text.firstRange(of: word)?.lowerBound ?? text.startIndex
        let from = text.utf8.distance(from: text.startIndex, to: start)
        throw Diagnostic(
          .badNotebook, "a notebook has no setting `\(word)`",
          at: Place(
            file: name, line: number + 1, text: text,
            columns: from..<from + word.utf8.count),
          hint: didYouMean(
            parts[0], in: ["seed", "rtol", "atol"],
            otherwise: "settings are seed=1, rtol=1e-3 and atol=1e-6"))
      }
    }
    return settings
  }
}
