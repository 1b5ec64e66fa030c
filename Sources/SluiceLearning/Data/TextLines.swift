import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceRandom

/// A text file's lines as bytes: UTF-8, packed by gzip or not, any line end (LF,
/// CRLF, or CR alone), a byte-order mark and blanks at line ends ignored.
struct TextLines {
  /// What the file is called in messages.
  let name: String
  /// Whether these are all lines of the file, and not its first alone.
  private(set) var isWhole = true
  /// Lines of the file before these.
  private let linesBefore: Int
  /// The file without a byte-order mark.
  let bytes: [UInt8]
  /// Whether the file begins with a byte-order mark.
  let hasMark: Bool
  /// Where each line stands, without blanks at its end.
  let lines: [Range<Int>]

  /// A number that changes with any byte.
  var digest: UInt64 { RandomStream.digest(bytes) }

  /// The file's name without its folders.
  var shortName: String { URL(filePath: name).lastPathComponent }

  /// U+FEFF in UTF-8.
  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Longer lines are refused: no corpus has them, but a wrong file may.
  static let longestLine = 1_000_000

  /// - Throws: ``Diagnostic`` if there is no such file, it cannot be read, is
  ///   empty, or is no UTF-8.
  init(path: String) throws(Diagnostic) {
    let bytes = try Self.reading(path) { () throws(Unreadable) in
      try PackedFile.read(path)
    }
    try self.init(bytes, name: path)
  }

  /// As much as is read of a file that is only looked at, in bytes.
  private static let headLength = 16_384

  /// The lines that a file begins with; the rest of it is not read.
  ///
  /// - Returns: Nil where the file goes on and so few lines tell nothing.
  /// - Throws: ``Diagnostic`` if there is no such file, it cannot be read, it is
  ///   empty, or its beginning is no UTF-8.
  static func head(of path: String) throws(Diagnostic) -> TextLines? {
    let (bytes, isWhole) = try reading(path) { () throws(Unreadable) in
      try PackedFile.read(first: headLength, of: path)
    }
    guard !isWhole else { return try TextLines(bytes, name: path) }
    let lines = bytes.prefix(
      through: bytes.lastIndex { $0 == 10 || $0 == 13 } ?? -1)
    guard lines.contains(where: { $0 > 32 }) else { return nil }
    var head = try TextLines(Array(lines), name: path)
    head.isWhole = false
    return head
  }

  /// As much of a large file as is held at a time, in bytes, and a line more.
  private static let pieceLength = 8 << 20

  /// Calls `body` with a file's lines, some of them at a time: of a large file
  /// only these are held.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - length: How many bytes to hold.
  ///   - body: What to do with some lines.
  /// - Throws: ``Diagnostic`` as reading the whole file does; what `body` throws.
  static func forEachPiece(
    of path: String, length: Int = pieceLength,
    _ body: (TextLines) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let pieces = try reading(path) { () throws(Unreadable) in
      try FilePieces(of: path)
    }
    var held: [UInt8] = []
    var linesBefore = 0
    var isEmpty = true
    func give(_ bytes: [UInt8]) throws(Diagnostic) {
      let lines = try TextLines(piece: bytes, name: path, after: linesBefore)
      isEmpty = isEmpty && lines.isEmpty
      linesBefore += lines.lines.count
      try body(lines)
    }
    while true {
      let piece = try reading(path) { () throws(Unreadable) in
        try pieces.next()
      }
      guard let piece else { break }
      held += piece
      guard held.count >= length, let end = wholeLines(held) else { continue }
      try give(Array(held[..<end]))
      held.removeFirst(end)
    }
    try give(held)
    if isEmpty { throw empty(path) }
  }

  /// Where the last line that has ended does, or a line that is too long to be
  /// waited for. A CR that is last may be half a line end.
  private static func wholeLines(_ bytes: [UInt8]) -> Int? {
    let last =
      bytes.lastIndex { $0 == 10 } ?? bytes.dropLast().lastIndex { $0 == 13 }
    if let last { return last + 1 }
    guard bytes.count > longestLine + 4 else { return nil }
    return bytes.lastIndex { $0 & 0xC0 != 0x80 }
  }

  private static func reading<T>(
    _ path: String, _ read: () throws(Unreadable) -> T
  ) throws(Diagnostic) -> T {
    do throws(Unreadable) { return try read() } catch {
      throw error.diagnostic(path, inFolder: "name a file in it") {
        missing(path)
      }
    }
  }

  init(_ bytes: [UInt8], name: String) throws(Diagnostic) {
    try self.init(piece: bytes, name: name, after: 0)
    if isEmpty { throw Self.empty(name) }
  }

  /// A part of a file that begins behind so many lines.
  private init(
    piece bytes: [UInt8], name: String, after linesBefore: Int
  ) throws(Diagnostic) {
    self.name = name
    self.linesBefore = linesBefore
    hasMark = linesBefore == 0 && bytes.starts(with: Self.mark)
    self.bytes = hasMark ? Array(bytes.dropFirst(3)) : bytes
    lines = Self.lines(self.bytes)
    if !isEmpty { try checkEncoding() }
  }

  /// Whether there is nothing but blanks.
  private var isEmpty: Bool { !bytes.contains { $0 > 32 } }

  private static func empty(_ name: String) -> Diagnostic {
    Diagnostic(
      .emptyFile, "\(name) is empty",
      hint: "check that the right file was named and copied completely")
  }

  /// A file that is not there, with the nearest name beside it.
  static func missing(_ path: String) -> Diagnostic {
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent().path
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let near = nearest(to: url.lastPathComponent, in: names)
    return Diagnostic(
      .fileNotFound, "there is no file or folder \(path)",
      hint: url.lastPathComponent.contains(where: "*?".contains)
        ? "a path names one file or folder, not several: put the files into a"
          + " folder of their own, or read all and take some by domains=[…]"
        : near.map { "did you mean `\($0)`?" }
          ?? "paths are relative to the current folder, or to the notebook's")
  }

  /// Calls `body` with each line's number, from 1, and its bytes without blanks
  /// at the end; a tab there may part an empty column and stays.
  func forEach(
    _ body: (Int, ArraySlice<UInt8>) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    for (index, line) in lines.enumerated() {
      let number = linesBefore + index + 1
      if index % 1024 == 1023 { try Interrupt.check() }
      guard line.count <= Self.longestLine else {
        throw Diagnostic(
          .lineTooLong,
          "line \(number) has \(line.count) bytes",
          at: place(number, bytes[line.prefix(200)], 0..<1),
          label: "this line does not end",
          hint: "a corpus has one token on a line; check the file's line ends")
      }
      try body(number, bytes[line])
    }
  }

  /// Where lines stand, without their ends. A CR ends a line by itself; before
  /// LF it is a part of the line end, and so are several.
  private static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { bytes in
      var lines: [Range<Int>] = []
      var start = 0
      var place = 0
      while start < bytes.count {
        while place < bytes.count, bytes[place] != 10, bytes[place] != 13 {
          place += 1
        }
        lines.append(trimmed(start..<place, bytes))
        var next = place
        while next < bytes.count, bytes[next] == 13 { next += 1 }
        place = next < bytes.count && bytes[next] == 10 ? next + 1 : place + 1
        start = place
      }
      return lines
    }
  }

  /// A line without blanks at its end; nothing of one that has nothing else.
  private static func trimmed(
    _ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    var end = line.upperBound
    while end > line.lowerBound, bytes[end - 1] == 32 { end -= 1 }
    var blank = end
    while blank > line.lowerBound,
      bytes[blank - 1] == 32 || bytes[blank - 1] == 9
    { blank -= 1 }
    return line.lowerBound..<(blank == line.lowerBound ? blank : end)
  }

  /// Where something on a line is, for a message.
  func place(
    _ number: Int, _ line: ArraySlice<UInt8>, _ columns: Range<Int>
  ) -> Place {
    Place(
      file: name, line: number, text: String(decoding: line, as: UTF8.self),
      columns: columns)
  }

  private func checkEncoding() throws(Diagnostic) {
    guard let at = Self.firstInvalid(bytes) else { return }
    let line = lines.firstIndex { $0.upperBound > at } ?? 0
    let number = linesBefore + line + 1
    let start = lines[line].lowerBound
    let shown = bytes[lines[line].prefix(200)]
    throw Diagnostic(
      .invalidUTF8,
      "byte \(at - start + 1) of line \(number) is not UTF-8",
      at: place(
        number, shown,
        min(at - start, shown.count)..<min(at - start + 1, shown.count)),
      label: "not UTF-8 from here",
      hint: "convert the file, for instance `iconv -f latin1 -t utf8`")
  }

  /// Where the first byte that is no UTF-8 stands.
  private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var at = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): at += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return at
      }
    }
  }
}
