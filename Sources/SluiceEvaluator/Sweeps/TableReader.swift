import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceOutput

/// Reads a table from a file: rows that sweeps kept, or values between commas.
package struct TableReader {
  /// Which of several sweeps in a file of rows, from 1.
  package var sweep: Int?
  /// What was varied, for a file of values between commas, which does not say.
  package var axes: [String] = []

  package init(sweep: Int? = nil, axes: [String] = []) {
    self.sweep = sweep
    self.axes = axes
  }

  /// Larger files are no tables of runs.
  private static let limit = 1 << 30

  /// - Parameters:
  ///   - path: The file.
  ///   - name: What remarks call it.
  /// - Returns: Its table.
  /// - Throws: That there is no such file, or it cannot be read; what is wrong
  ///   with a line of it, and which; that it has rows of several sweeps.
  package func table(
    at path: String, called name: String
  ) throws(Diagnostic) -> TableObject {
    let data = try Self.data(at: path)
    guard data.contains(where: { $0 > 32 }) else {
      throw Diagnostic(
        .emptyFile, "\(path) is empty",
        hint: "check that the right file was named and copied completely")
    }
    return data.starts(with: KeptLine.first.utf8)
      ? try keptRows(data, path, called: name) : try values(data, path)
  }

  private static func data(at path: String) throws(Diagnostic) -> Data {
    do throws(Unreadable) {
      if try WholeFile.size(of: path) <= limit {
        return try WholeFile.read(path)
      }
    } catch {
      throw error.diagnostic(path, inFolder: "name a file in it") {
        Diagnostic(
          .fileNotFound, "there is no file \(path)",
          hint: "`to=` of a sweep writes one, and so does `save`")
      }
    }
    throw Diagnostic(
      .tooLong, "\(path) is larger than 1 GB",
      hint: "check that this is the file of rows that was meant")
  }

  // MARK: - Kept rows

  private struct Group {
    var rows: [KeptRow] = []
    var places: [[UInt8]: Int] = [:]
  }

  private func keptRows(
    _ data: Data, _ path: String, called name: String
  ) throws(Diagnostic) -> TableObject {
    var order: [String] = []
    var groups: [String: Group] = [:]
    let lines = data.split(separator: 10, omittingEmptySubsequences: false)
    // Behind the last line end there is nothing, or a line that was cut.
    for (index, line) in lines.dropLast().enumerated() where !line.isEmpty {
      switch KeptLine(Data(line)) {
      case .row(let row):
        if groups[row.sweep] == nil { order.append(row.sweep) }
        let key = Array(row.key.utf8)
        var group = groups.removeValue(forKey: row.sweep) ?? Group()
        if let place = group.places[key] {
          group.rows[place] = row
        } else {
          group.places[key] = group.rows.count
          group.rows.append(row)
        }
        groups[row.sweep] = group
      case .header, .table: break
      case nil:
        throw Self.badLine(
          path, index + 1, line, "this line is no row of a sweep",
          "remove the line, or copy the file again")
      }
    }
    let chosen = try choose(order.compactMap { groups[$0]?.rows }, path)
    var table = TableObject(chosen)
    if let last = lines.last, !last.isEmpty {
      table.remarks.append(
        "the last line of \(name) was cut short, and is left out")
    }
    return table
  }

  private func choose(
    _ sweeps: [[KeptRow]], _ path: String
  ) throws(Diagnostic) -> [KeptRow] {
    if let sweep, sweeps.indices.contains(sweep - 1) {
      return sweeps[sweep - 1]
    }
    guard let first = sweeps.first else {
      throw Diagnostic(
        .emptyFile, "\(path) holds no row yet",
        hint: "rows are there as soon as runs have ended")
    }
    guard sweep != nil || sweeps.count > 1 else { return first }
    let list = sweeps.enumerated().map { number, rows in
      "\(number + 1) has \(TableObject(rows).summary)"
    }
    throw Diagnostic(
      sweep == nil ? .missingArgument : .outOfRange,
      "\(path) holds rows of \(NumberText.count(sweeps.count, of: "sweep"))",
      hint: "say which, with sweep=1: \(list.joined(separator: " · "))")
  }

  // MARK: - Values between commas

  private func values(
    _ data: Data, _ path: String
  ) throws(Diagnostic) -> TableObject {
    var bytes = [UInt8](data)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let source = try SourceText(bytes: bytes, name: path)
    let records: [CSV.Record]
    do throws(CSV.BadQuote) { records = try CSV.records(of: bytes) } catch {
      throw Self.badLine(
        path, error.line, source.line(error.line),
        "the quotes of this field do not close",
        "a quote within quotes is written twice")
    }
    let header = records.first?.texts ?? []
    let names = header.compactMap(\.self)
    guard names.count == header.count, Set(names).count == names.count else {
      throw Self.badLine(
        path, records.first?.line ?? 1, source.line(1),
        "the first line names two columns alike, or one not at all",
        "the first line names each column")
    }
    if names.count == 1, names[0].contains(where: { "\t;".contains($0) }) {
      throw Self.badLine(
        path, records.first?.line ?? 1, source.line(1),
        "the first line has no comma", "values stand between commas here")
    }
    for record in records.dropFirst() where record.fields.count != names.count {
      throw Diagnostic(
        .columnCount,
        "line \(record.line) has"
          + " \(NumberText.count(record.fields.count, of: "value")), the first"
          + " \(names.count)",
        at: Self.place(path, record.line, source.line(record.line)),
        hint: "each line has a value for each name of the first line")
    }
    if let unknown = axes.first(where: { !names.contains($0) }) {
      throw Diagnostic(
        .unknownColumn, "\(path) has no column \(unknown)",
        hint: didYouMean(
          unknown, in: names,
          otherwise: "it has \(names.joined(separator: ", "))"))
    }
    // A program that puts names in quotes puts all texts in them, or all there
    // is: only where names stand bare do quotes tell a text from a number.
    let quotesSay = records.first?.fields.contains { $0?.isQuoted == false }
    return TableObject(
      names,
      records.dropFirst().map { record in
        record.fields.map { CSV.value($0, quotesSay: quotesSay ?? true) }
      }, axes: axes)
  }

  private static func badLine(
    _ path: String, _ number: Int, _ line: some Sequence<UInt8>,
    _ title: String, _ hint: String
  ) -> Diagnostic {
    Diagnostic(
      .badLine, title, at: place(path, number, line), hint: hint)
  }

  /// A line for a message, or its beginning.
  private static func place(
    _ path: String, _ number: Int, _ line: some Sequence<UInt8>
  ) -> Place {
    let text = String(decoding: Array(line.prefix(200)), as: UTF8.self)
    return Place(
      file: path, line: number, text: text, columns: 0..<text.utf8.count)
  }
}

extension SourceText {
  /// The bytes of a line, by its number.
  fileprivate func line(_ number: Int) -> ArraySlice<UInt8> {
    let lines = bytes.split(
      separator: 10, maxSplits: number, omittingEmptySubsequences: false)
    return number <= lines.count ? lines[number - 1] : []
  }
}

extension TableObject {
  /// Rows of one sweep: what was varied by numbers goes up by them, other values
  /// come as the sweep had them.
  init(_ rows: [KeptRow]) {
    let axes = rows.first?.axes ?? []
    let columns = rows.first?.columns ?? []
    var ranks = axes.map { _ in [[UInt8]: Double]() }
    // Of rows that do not say so, the first that came.
    for row in rows.sorted(by: Self.isEarlier) {
      for (axis, value) in row.run.enumerated() where axis < ranks.count {
        let key = Array(KeptJSON.line(value).utf8)
        guard ranks[axis][key] == nil else { continue }
        ranks[axis][key] = Double(ranks[axis].count)
      }
    }
    let areNumbers = axes.indices.map { axis in
      rows.allSatisfy { if case .number = $0.run[axis] { true } else { false } }
    }
    let sorted = rows.map { row in
      let order = axes.indices.map { axis -> Double in
        if areNumbers[axis], case .number(let number) = row.run[axis] {
          return number
        }
        return ranks[axis][Array(KeptJSON.line(row.run[axis]).utf8)] ?? 0
      }
      return (row, order)
    }.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
    self.init(
      axes: axes, columns: columns,
      rows: sorted.map { ($0.run + $0.values).map(\.value) },
      failures: sorted.map(\.failure),
      trained: sorted.map(\.origin.trained))
    remarks = RunOrigin.remarks(on: rows.map(\.origin))
  }

  private static func isEarlier(_ one: KeptRow, _ two: KeptRow) -> Bool {
    (one.places ?? []).lexicographicallyPrecedes(two.places ?? [])
  }

  /// A table as a file of values between commas has it.
  fileprivate init(_ names: [String], _ rows: [[Value]], axes: [String]) {
    let columns = names.filter { !axes.contains($0) && $0 != Self.failure }
    let order = (axes + columns).compactMap { names.firstIndex(of: $0) }
    let failure = names.firstIndex(of: Self.failure)
    self.init(
      axes: axes, columns: columns,
      rows: rows.map { row in order.map { row[$0] } },
      failures: rows.map { row in
        guard let failure, row[failure].kind != .missing else { return nil }
        return RunFailure(code: row[failure].text, title: "")
      })
  }
}
