/// A line of output, or a part of one, read once so that it can be held against
/// many others.
struct LineText {
  /// What stands at one place of it.
  struct Place {
    /// The character, as a number that equal ones share.
    var sign: Int32
    /// How far blanks, and the signs of a drawn rule, go on from here.
    var blanks, rule: Int32
    /// Which of the numbers begins here, if one does; else -1.
    var number: Int32
  }

  var places: [Place]
  var numbers: [PrintedNumber]
  /// A number that equal lines share.
  var line: Int32
}

/// Reads lines, all of which can then be held against each other.
struct LineReader {
  let isExact: Bool
  private var signs: [Character: Int32] = [:]
  private var lines: [String: Int32] = [:]

  init(isExact: Bool) { self.isExact = isExact }

  /// A printed line.
  mutating func printed(_ line: String) -> LineText {
    text(Array(isExact ? line[...] : LineMatch.trimmed(line[...])), line)
  }

  /// What stands between the `[..]` of a recorded line.
  mutating func recorded(_ line: String) -> [LineText] {
    let segments = Wildcards.segments(
      isExact ? line[...] : LineMatch.trimmed(line[...]))
    // A printed line that is the same is known at once; one with a wildcard in
    // it stands for more.
    let whole = segments.count == 1 ? Wildcards.unescaped(line) : line
    return segments.map { text(Array($0), whole) }
  }

  private mutating func text(
    _ characters: [Character], _ line: String
  ) -> LineText {
    var numbers: [PrintedNumber] = []
    var places = characters.map { character in
      LineText.Place(sign: sign(character), blanks: 0, rule: 0, number: -1)
    }
    if !isExact {
      for index in characters.indices.reversed() {
        let next = index + 1 < places.count ? places[index + 1] : nil
        if characters[index].isBlank {
          places[index].blanks = 1 + (next?.blanks ?? 0)
        }
        if characters[index].isRule {
          places[index].rule = 1 + (next?.rule ?? 0)
        }
      }
      for index in characters.indices {
        if let number = PrintedNumber(in: characters, at: index) {
          places[index].number = Int32(numbers.count)
          numbers.append(number)
        }
      }
    }
    let known = lines[line] ?? Int32(lines.count)
    lines[line] = known
    return LineText(places: places, numbers: numbers, line: known)
  }

  private mutating func sign(_ character: Character) -> Int32 {
    if let known = signs[character] { return known }
    let new = Int32(signs.count)
    signs[character] = new
    return new
  }
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" }
  fileprivate var isRule: Bool { "─━═-=".contains(self) }
}
