/// Parts a line into its columns.
struct FieldSplitter {
  /// What stands between columns; nil for runs of blanks and tabs.
  var separator: UInt8?

  /// Whether a field may stand in quotes, as in files of commas: then it may
  /// hold separators, and `""` is a quote. In other files a quote is a word.
  private var hasQuotes: Bool {
    separator == UInt8(ascii: ",") || separator == UInt8(ascii: ";")
  }

  private static let quote = UInt8(ascii: "\"")

  /// The fields of a line; nil where a quote is not closed, or something
  /// follows one that is.
  func fields(
    of line: ArraySlice<UInt8>, into fields: inout [ArraySlice<UInt8>]
  ) -> Bool {
    fields.removeAll(keepingCapacity: true)
    guard let separator else {
      fields += line.split { $0 == 32 || $0 == 9 }
      return true
    }
    var start = line.startIndex
    while true {
      let isQuoted =
        hasQuotes && start < line.endIndex && line[start] == Self.quote
      let end: Int
      if isQuoted {
        guard let (field, next) = Self.quoted(line, from: start + 1) else {
          return false
        }
        guard next == line.endIndex || line[next] == separator else {
          return false
        }
        fields.append(field)
        end = next
      } else {
        end = line[start...].firstIndex(of: separator) ?? line.endIndex
        fields.append(line[start..<end])
      }
      guard end < line.endIndex else { return true }
      start = end + 1
    }
  }

  /// A field up to its closing quote, and where the line goes on.
  private static func quoted(
    _ line: ArraySlice<UInt8>, from start: Int
  ) -> (field: ArraySlice<UInt8>, next: Int)? {
    var field: ArraySlice<UInt8> = []
    var place = start
    while place < line.endIndex {
      if line[place] == quote {
        place += 1
        guard place < line.endIndex, line[place] == quote else {
          return (field, place)
        }
      }
      field.append(line[place])
      place += 1
    }
    return nil
  }

  /// Drops empty fields at a line's end beyond a number of columns: what blanks
  /// at line ends leave.
  func fit(_ fields: inout [ArraySlice<UInt8>], to width: Int) {
    while fields.count > max(1, width), fields.last?.isBlank == true {
      fields.removeLast()
      if let last = fields.last { fields[fields.count - 1] = last.trimmed }
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether it is empty but for blanks.
  var isBlank: Bool { allSatisfy { $0 == 32 || $0 == 9 } }

  /// Without blanks at its end.
  fileprivate var trimmed: ArraySlice<UInt8> {
    prefix(through: lastIndex { $0 != 32 } ?? startIndex - 1)
  }
}
