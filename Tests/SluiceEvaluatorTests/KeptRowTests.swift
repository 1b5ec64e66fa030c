import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceOutput
import Testing

@testable import SluiceEvaluator

/// Rows on file: what is written is read, value by value and byte by byte.
@Suite("Kept rows") struct KeptRowTests {
  /// Values of every kind, among them those that other forms lose.
  private static let values: [Value] = [
    .number(0), .number(-0.0), .number(0.1 + 0.2), .number(1.0 / 3),
    .number(.leastNonzeroMagnitude), .number(-1.7976931348623157e308),
    .number(1e22),
    .number(.nan), .number(.infinity), .number(-.infinity),
    .string(""), .string("1"), .string("nan"), .string("true"),
    .string("0x10"), .string("1e3"), .string("null"), .string("a\nb\r\nc\rd"),
    .string("\"quoted\", and more"), .string("\u{feff}z"),
    .string("x\u{feff}"), .string("a\u{0}b"), .string("\u{2028}\u{85}"),
    .string("\u{1b}]0;title\u{7}"), .string("e\u{301}"), .string("\u{e9}"),
    .string("{\"word\":\"adam\"}"), .string("/\\/"),
    .boolean(true), .boolean(false), .symbol("adam"), .symbol("true"),
    .range(1, 5), .range(-3, -7), .missing, .list([]),
    .list([.number(1), .string("1"), .symbol("one"), .boolean(true)]),
    .list([.list([.list([.missing]), .range(0, 1)]), .number(.nan)]),
  ]

  private func same(_ one: [Value], _ two: [Value]) -> Bool {
    one.map(\.fingerprint).map { Array($0.utf8) }
      == two.map(\.fingerprint).map { Array($0.utf8) }
  }

  private func line(_ values: [Value]) -> String {
    KeptLine.row(
      KeptRow(
        sweep: "0", axes: ["n"], run: [.number(1)],
        columns: values.indices.map { "c\($0)" },
        values: values.map(KeptValue.init), failure: nil,
        origin: RunOrigin(version: 1, kernels: "none"))
    ).text
  }

  @Test("A value of any kind comes back equal, to the last bit")
  func values() throws {
    for value in Self.values {
      let line = line([value])
      #expect(!line.utf8.contains(10))
      guard case .row(let row)? = KeptLine(Data(line.utf8)) else {
        Issue.record("\(line) is no row")
        continue
      }
      #expect(same(row.values.map(\.value), [value]))
    }
    // No two of them are taken for each other.
    let texts = Set(Self.values.map { Array($0.fingerprint.utf8) })
    #expect(texts.count == Self.values.count)
    guard
      case .row(let row)? = KeptLine(
        Data(line([.number(-0.0)]).utf8)),
      case .number(let zero) = row.values[0]
    else { throw Problem() }
    #expect(zero.sign == .minus)
  }

  private struct Problem: Error {}

  @Test("Random lists of values come back equal")
  func random() {
    var random = SystemRandomNumberGenerator()
    func value(_ depth: Int) -> Value {
      switch Int.random(in: 0..<(depth > 0 ? 5 : 4), using: &random) {
      case 0: .number(Double(bitPattern: random.next()))
      case 1:
        .string(
          String(
            String.UnicodeScalarView(
              (0..<6).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0..<0x3000, using: &random))
              })))
      case 2: Self.values.randomElement(using: &random) ?? .missing
      case 3: .symbol(["a", "b"].randomElement(using: &random) ?? "")
      default: .list((0..<3).map { _ in value(depth - 1) })
      }
    }
    for _ in 0..<300 {
      let values = (0..<4).map { _ in value(3) }
      guard case .row(let row)? = KeptLine(Data(line(values).utf8)) else {
        Issue.record("\(values) are no row")
        continue
      }
      #expect(same(row.values.map(\.value), values))
    }
  }

  @Test("A file that is cut anywhere has its whole rows, and no other")
  func cut() throws {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "cut-\(UUID().uuidString).jsonl"
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let rows = [[Value.number(6.1728)], [.string("é\n")], [.number(158)]]
    let text =
      ([KeptLine.first] + rows.map(line)).map { $0 + "\n" }.joined()
    let bytes = Data(text.utf8)
    for count in 0...bytes.count {
      try bytes.prefix(count).write(to: URL(filePath: path))
      // The header, and then a row for each line end.
      let whole = max(0, bytes.prefix(count).count { $0 == 10 } - 1)
      let found = (SharedFile(path).lines(from: 0)?.lines ?? []).compactMap {
        if case .row(let row)? = KeptLine(Data($0)) { row } else { nil }
      }
      #expect(found.count == whole)
      for (row, values) in zip(found, rows) {
        #expect(same(row.values.map(\.value), values))
      }
    }
  }

  @Test("What a reader of CSV reads is what was written")
  func csv() throws {
    let fields: [String?] = [
      "a", "", nil, "1,5", "say \"so\"", "two\nlines", "two\r\nlines", "\r",
      "\"\u{301}", " ", "é", "#", "true",
    ]
    let text = CSV.line(["name"]) + "\r\n" + CSV.line(fields) + "\n\nlast"
    let records = try CSV.records(of: Array(text.utf8))
    #expect(records.map(\.line) == [1, 2, 6])
    #expect(records.map(\.texts) == [["name"], fields, ["last"]])
    for (text, line) in [("a\n\"b", 2), ("\"a\"b", 1), ("a\nb,\"c\nd", 2)] {
      #expect(throws: CSV.BadQuote(line: line)) {
        try CSV.records(of: Array(text.utf8))
      }
    }
  }

  @Test("A table's numbers, texts and truths are the same once read back")
  func table() throws {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "table-\(UUID().uuidString).csv"
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let values: [Value] = [
      .number(1000), .number(-0.0), .number(0.1), .number(.infinity),
      .number(.nan), .number(1e300), .boolean(true), .missing, .string(""),
      .string("1e3"), .string("-0"), .string("true"), .string("nan"),
      .string("-inf"), .string("0x10"), .string("1,5"), .string("\"1\""),
      .string("007"), .string("two\r\nlines"), .string(" 1"), .string("NA"),
    ]
    let table = TableObject(
      axes: ["i"], columns: ["x"],
      rows: values.enumerated().map { [.number(Double($0)), $1] })
    try table.csv.write(toFile: path, atomically: true, encoding: .utf8)
    let again = try TableReader(axes: ["i"]).table(at: path, called: "t.csv")
    #expect(same(again.column("x") ?? [], values))
  }

  @Test("Files of other programs, with all in quotes, have numbers too")
  func allQuoted() throws {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "quoted-\(UUID().uuidString).csv"
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "\"i\",\"x\"\n\"1\",\"0.5\"\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let table = try TableReader(axes: ["i"]).table(at: path, called: "t.csv")
    #expect(table.rows.map { $0.map(\.exact) } == [["1", "0.5"]])
  }
}
