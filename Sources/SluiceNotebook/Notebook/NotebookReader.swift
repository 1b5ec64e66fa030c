internal import CCommonMark
import Foundation
import SluiceDiagnostics
import SluiceFiles

extension Notebook {
  /// Reads a notebook.
  ///
  /// A cell is a fence at the top level whose first word is exactly `sluice`;
  /// its recorded outputs are fences `output` directly after it. What is a
  /// fence is decided as CommonMark says, so that one in a comment, a
  /// quotation or a longer fence is prose.
  ///
  /// - Parameters:
  ///   - text: The file.
  ///   - name: What it is called in messages.
  /// - Throws: ``Diagnostic`` for an option or a setting that nobody knows or
  ///   that is there twice, and for a name that two cells have.
  package init(_ text: String, name: String) throws(Diagnostic) {
    self.name = name
    lines = Self.lines(of: text)
    parts = []
    var prose = 0
    var open: Cell?
    var ids: Set<String> = []
    for fence in Self.fences(text, count: lines.count) {
      if let cell = open, let more = try self.cell(cell, with: fence) {
        parts[parts.count - 1] = .cell(more)
        prose = fence.lines.upperBound
        open = more
        continue
      }
      try open?.checkExercise(at: place(open?.fence.lowerBound ?? 0))
      open = nil
      guard let part = try part(of: fence) else { continue }
      if case .cell(let cell) = part {
        if let id = cell.options.id, !ids.insert(id).inserted {
          throw Diagnostic(
            .badNotebook, "two cells are called #\(id)",
            at: places(fence.lines.lowerBound, of: ["#" + id])[0],
            hint: "give each its own name")
        }
        open = cell
      }
      if prose < fence.lines.lowerBound {
        parts.append(.prose(prose..<fence.lines.lowerBound))
      }
      parts.append(part)
      prose = fence.lines.upperBound
    }
    try open?.checkExercise(at: place(open?.fence.lowerBound ?? 0))
    if prose < lines.count { parts.append(.prose(prose..<lines.count)) }
    try checkPredictions()
    settings = try readSettings()
  }

  /// Reads a notebook from a file.
  package init(contentsOf path: String) throws(Diagnostic) {
    try self.init(bytes: try Self.bytes(of: path), name: path)
  }

  /// What a file holds that is to be a notebook.
  package static func bytes(of path: String) throws(Diagnostic) -> [UInt8] {
    do throws(Unreadable) { return [UInt8](try WholeFile.read(path)) } catch {
      throw unreadable(path, error)
    }
  }

  /// Reads a notebook from bytes that may not be text.
  package init(bytes: [UInt8], name: String) throws(Diagnostic) {
    _ = try SourceText(bytes: bytes, name: name)
    try self.init(String(decoding: bytes, as: UTF8.self), name: name)
  }

  private static func unreadable(
    _ path: String, _ reason: Unreadable
  ) -> Diagnostic {
    reason.diagnostic(
      path,
      inFolder: path.hasSuffix(".sluice") || path.hasSuffix(".sluice.md")
        ? "give the folder another name: .sluice is for notebooks"
        : "name one notebook in it"
    ) {
      guard !WholeFile.isLink(path) else {
        return Diagnostic(
          .fileNotFound, "\(path) is a link to a file that is not there",
          hint: "remove the link, or let it lead to a notebook")
      }
      let url = URL(filePath: path)
      let names =
        (try? FileManager.default.contentsOfDirectory(
          atPath: url.deletingLastPathComponent().path)) ?? []
      return Diagnostic(
        .fileNotFound, "there is no notebook \(path)",
        hint: didYouMean(
          url.lastPathComponent, in: names,
          otherwise: "check the name and the folder"))
    }
  }

  /// The lines with their ends, which are those of CommonMark: LF, CR LF, CR.
  /// A last one without stays without.
  package static func lines(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    var lines: [String] = []
    var start = 0
    func end(_ next: Int) {
      lines.append(String(decoding: bytes[start..<next], as: UTF8.self))
      start = next
    }
    for (index, byte) in bytes.enumerated() {
      let isEnd =
        byte == 0x0A
        || byte == 0x0D
          && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
      if isEnd { end(index + 1) }
    }
    if start < bytes.count { end(bytes.count) }
    return lines
  }

  // MARK: - Fences

  /// The fenced blocks at the top level, by lines from 0.
  private static func fences(_ text: String, count: Int) -> [Fence] {
    CommonMark.withDocument(text) { document in
      var fences: [Fence] = []
      var node = cmark_node_first_child(document)
      while let current = node {
        node = cmark_node_next(current)
        if let fence = fence(current, count: count) { fences.append(fence) }
      }
      return fences
    } ?? []
  }

  private static func fence(_ node: OpaquePointer, count: Int) -> Fence? {
    var length: Int32 = 0
    var offset: Int32 = 0
    var mark: CChar = 0
    guard cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK,
      let info = cmark_node_get_fence_info(node),
      cmark_node_get_fenced(node, &length, &offset, &mark) != 0
    else { return nil }
    let first = Int(cmark_node_get_start_line(node)) - 1
    let last = min(Int(cmark_node_get_end_line(node)), count)
    guard first >= 0, first < last else { return nil }
    let content = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    let text = lines(of: content).map {
      $0.trimmingCharacters(in: .newlines)
    }
    // A fence that the end of the file closes has no closing line.
    return Fence(
      info: String(cString: info), lines: first..<last,
      inside: first + 1..<max(first + 1, min(last, first + 1 + text.count)),
      text: text)
  }

  /// A cell with what a fence directly below it adds: a recorded output, or a
  /// piece of its exercise. Nil if the fence is neither.
  private func cell(
    _ cell: Cell, with fence: Fence
  ) throws(Diagnostic) -> Cell? {
    guard
      lines[cell.lines.upperBound..<fence.lines.lowerBound].allSatisfy({
        $0.allSatisfy(\.isWhitespace)
      })
    else { return nil }
    var cell = cell
    let words = fence.words
    if words.first == "output", words.count <= 2,
      cell.outputEnd == cell.lines.upperBound
    {
      cell.outputs.append(
        Recorded(
          profile: words.count == 2 ? words[1] : nil, fence: fence.lines,
          inside: fence.inside, text: fence.text))
      return cell
    }
    let place = place(fence.lines.lowerBound)
    guard cell.exercise != nil,
      let kind = try Exercise.kind(of: fence, at: place)
    else { return nil }
    try cell.add(Exercise.Piece(kind: kind, fence: fence), at: place)
    return cell
  }

  /// What a fence is that belongs to no cell above it; nil for prose.
  private func part(of fence: Fence) throws(Diagnostic) -> Part? {
    let place = place(fence.lines.lowerBound)
    switch fence.words {
    case ["predict"], ["why"]:
      return .question(try Question(fence, in: self))
    case ["because"]: return .because(fence)
    case let words where words == ["hint"] || words.first == "sluice":
      if let kind = try Exercise.kind(of: fence, at: place) {
        var none = Cell(
          fence: fence.lines, code: fence.inside, options: .init())
        try none.add(Exercise.Piece(kind: kind, fence: fence), at: place)
      }
      let options = try options(fence, words)
      return .cell(
        Cell(
          fence: fence.lines, code: fence.inside, options: options,
          exercise: options.isExercise ? Exercise(start: fence) : nil))
    default: return nil
    }
  }

  private func options(
    _ fence: Fence, _ words: [String]
  ) throws(Diagnostic) -> CellOptions {
    var options = CellOptions()
    var seen: Set<String> = []
    let places = places(fence.lines.lowerBound, of: words)
    for (word, place) in zip(words, places).dropFirst() {
      do throws(CellOptions.Refusal) { try options.read(word) } catch {
        throw error.diagnostic("a cell has no option", word, at: place)
      }
      let isName = word.hasPrefix("#")
      let name = isName ? "#" : String(word.prefix { $0 != "=" })
      guard seen.insert(name).inserted else {
        throw Diagnostic(
          .badNotebook,
          isName ? "a cell has only one name" : "`\(name)` is there twice",
          at: place, hint: "remove one of the two")
      }
    }
    return options
  }
}

extension CellOptions.Refusal {
  /// The mistake that this is.
  ///
  /// - Parameters:
  ///   - phrase: What to say of a word that nobody knows.
  ///   - word: The whole word, `timeout=1m`.
  ///   - place: Where it stands.
  /// - Returns: The mistake.
  func diagnostic(_ phrase: String, _ word: String, at place: Place)
    -> Diagnostic
  {
    switch self {
    case .unknown(let hint):
      return Diagnostic(
        .badNotebook, "\(phrase) `\(word)`", at: place, hint: hint)
    case .value(let hint):
      let name = word.prefix { $0 != "=" }
      let value = word.dropFirst(name.count + 1)
      var place = place
      let start = place.columns.lowerBound + name.utf8.count + 1
      place.columns = start..<max(start, place.columns.upperBound)
      return Diagnostic(
        .badNotebook, "`\(name)=` cannot be `\(value)`", at: place,
        hint: hint)
    }
  }
}
