import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput
import Testing

/// Small numbers that are the same in every run (a linear congruence).
private struct Dice {
  var state: UInt64

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return sides > 0 ? Int((state >> 33) % UInt64(sides)) : 0
  }
}

private let seeds = [
  "corpus ewt = columns(\"data\", domains=[ewt-email])\ntask p = ewt.pos\n",
  "for i in 1..3 {\n  if i > 2 { print i } else { print -i }\n}\n",
  "set net.alpha[1][a.1, b.1] = 0 fixed\nassert x >= 0.5 \"low\" # é\n",
  "param n: number = 3 in 1..9 \"count\"\nlet y = not a and 2^-x % 3\n",
]

private let pieces = [
  "(", ")", "[", "]", "{", "}", "=", "..", ".", ",", "\"", "\\", "\n", "-",
  " ", "for", "else", "in", "let", "train", "1e9999", "é", "\u{301}", "#",
  "\0", "\r", "not", "^",
]

@Suite("Fuzz") struct FuzzTests {
  @Test("10,000 damaged programs are read without a trap")
  func mutations() {
    var dice = Dice(state: 7)
    var read = 0
    for _ in 0..<10_000 {
      var text = Array(seeds[dice.roll(seeds.count)].unicodeScalars)
      for _ in 0...dice.roll(6) {
        let place = dice.roll(text.count + 1)
        switch dice.roll(3) {
        case 0 where place < text.count: text.remove(at: place)
        case 1: text.removeSubrange(min(place, text.count)...)
        default:
          text.insert(
            contentsOf: pieces[dice.roll(pieces.count)].unicodeScalars,
            at: min(place, text.count))
        }
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text)
      let source = SourceText(String(view), name: "fuzz")
      let (_, diagnostics) = parse(source, shapes: shapes)
      for diagnostic in diagnostics { _ = diagnostic.rendered(color: true) }
      _ = isIncomplete(source)
      let once = formatted(source, shapes: shapes)
      if diagnostics.isEmpty {
        let twice = formatted(SourceText(once, name: "fuzz"), shapes: shapes)
        #expect(once == twice)
        #expect(shown(once) == shown(String(view)))
      }
      read += 1
    }
    #expect(read == 10_000)
  }

  @Test("Rows inside brackets do not add up to a tree too tall")
  func tall() {
    let row = String(repeating: "+1", count: 200) + ")"
    let text =
      "print " + String(repeating: "(", count: 60) + "1"
      + String(repeating: row, count: 60)
    let diagnostics = parse(
      SourceText(text, name: "tall"), shapes: shapes
    ).diagnostics
    #expect(diagnostics.map(\.code) == [.tooDeep])
  }

  @Test(
    "A very long row of one thing is refused, not a crash",
    arguments: zip(
      [
        "[", "(", "{", "-", "not ", "1+", "a.", "x[", "2^", "\"", "if a {",
      ],
      [1_000_000] + [Int](repeating: 30_000, count: 10)))
  func long(piece: String, bytes: Int) {
    let text = String(repeating: piece, count: bytes / piece.utf8.count)
    let diagnostics = parse(
      SourceText(text, name: "long"), shapes: shapes
    ).diagnostics
    #expect(!diagnostics.isEmpty)
    #expect(diagnostics.allSatisfy { $0.rendered(color: false).count < 1_000 })
  }
}
