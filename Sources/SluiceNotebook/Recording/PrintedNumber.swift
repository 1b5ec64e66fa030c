/// A number as it stands in a line of output.
struct PrintedNumber: Equatable {
  var text: String
  var value: Double
  /// Whether it has neither decimals nor a power of ten.
  var isWhole: Bool
  /// Characters it takes.
  var length: Int

  /// Reads the number at a position, unless that is inside of a word or of
  /// another number: `conll2003`, `60s` and `1.2.3` have none.
  init?(in line: [Character], at start: Int) {
    guard start < line.count else { return nil }
    let before = start > 0 ? line[start - 1] : " "
    guard !before.isWordPart, before != "." else { return nil }
    var end = start
    if "+-−".contains(line[end]) { end += 1 }
    guard end < line.count, line[end].isDigit else { return nil }
    func skipDigits() {
      while end < line.count, line[end].isDigit { end += 1 }
    }
    func digits(at place: Int, _ count: Int) -> Bool {
      place + count <= line.count
        && line[place..<place + count].allSatisfy(\.isDigit)
    }
    skipDigits()
    while end < line.count, line[end] == ",", digits(at: end + 1, 3),
      !digits(at: end + 1, 4)
    { end += 4 }
    var isWhole = true
    if end < line.count, line[end] == ".", digits(at: end + 1, 1) {
      isWhole = false
      end += 1
      skipDigits()
    }
    if end < line.count, "eE".contains(line[end]) {
      let sign = end + 1 < line.count && "+-".contains(line[end + 1]) ? 1 : 0
      if digits(at: end + 1 + sign, 1) {
        isWhole = false
        end += 1 + sign
        skipDigits()
      }
    }
    if end < line.count, line[end].isWordPart { return nil }
    if end + 1 < line.count, line[end] == ".", line[end + 1].isDigit {
      return nil
    }
    let text = String(line[start..<end])
    let plain = text.filter { $0 != "," }
      .replacing("−", with: "-")
    guard let value = Double(plain) else { return nil }
    self.text = text
    self.value = value
    length = end - start
    self.isWhole = isWhole
  }

  /// All numbers of a line.
  static func all(in line: Substring) -> [PrintedNumber] {
    let line = Array(line)
    var numbers: [PrintedNumber] = []
    var position = 0
    while position < line.count {
      if let number = PrintedNumber(in: line, at: position) {
        numbers.append(number)
        position += number.length
      } else {
        position += 1
      }
    }
    return numbers
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" }
}

/// How far a decimal may be from the one that was recorded.
package struct Tolerance: Sendable, Equatable {
  package var relative: Double
  package var absolute: Double

  package init(relative: Double = 1e-3, absolute: Double = 1e-6) {
    self.relative = relative
    self.absolute = absolute
  }

  /// The largest deviation from a number.
  func limit(for expected: Double) -> Double {
    absolute + relative * abs(expected)
  }

  func admits(_ actual: PrintedNumber, for expected: PrintedNumber) -> Bool {
    if actual.isWhole, expected.isWhole {
      return actual.value == expected.value
    }
    return abs(actual.value - expected.value) <= limit(for: expected.value)
  }
}

extension Notebook {
  /// The tolerance of a cell's numbers.
  func tolerance(_ cell: Cell) -> Tolerance {
    settings.tolerance(cell.options)
  }
}

extension NotebookSettings {
  /// How far numbers of a cell may be off.
  func tolerance(_ options: CellOptions) -> Tolerance {
    Tolerance(
      relative: options.relativeTolerance ?? relativeTolerance,
      absolute: options.absoluteTolerance ?? absoluteTolerance)
  }
}
