import SluiceRandom
import SluiceTensor

/// Documents such as nobody would write and somebody will: fences in fences,
/// tildes, comments, lists, all kinds of line ends.
struct OddDocuments {
  private var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  private mutating func pick<T>(_ items: [T]) -> T {
    items[Int(random.next() % UInt64(items.count))]
  }

  /// The next document.
  mutating func next() -> String {
    let end = pick(["\n", "\n", "\n", "\r\n", "\r"])
    var lines: [String] = []
    if pick([true, false, false]) { lines += pick(Self.settings) }
    for _ in 0..<Int(random.next() % 8) { lines += block() }
    var text = lines.joined(separator: "\n")
    if pick([true, true, false]) { text += "\n" }
    if pick([false, false, false, true]) { text = "\u{FEFF}" + text }
    return text.replacing("\n", with: end)
  }

  private mutating func block() -> [String] {
    let code = pick(Self.code)
    let info = pick(Self.infos)
    let blanks = pick([[], [""], ["", "  ", ""]])
    switch random.next() % 14 {
    case 0: return ["```\(info)"] + code + ["```"] + blanks
    case 1: return ["~~~\(info)"] + code + ["~~~~"] + blanks
    case 2: return ["````\(info)", "```"] + code + ["```", "````"] + blanks
    case 3: return ["  ```\(info)"] + code.map { "  " + $0 } + [" ```"] + blanks
    case 4: return ["    ```\(info)"] + code + ["    ```"] + blanks
    case 5: return ["> ```\(info)"] + code.map { "> " + $0 } + ["> ```", ""]
    case 6: return ["- item", "", "  ```\(info)"] + code + ["  ```", ""]
    case 7: return ["<!--", "```\(info)"] + code + ["```", "-->", ""]
    case 8: return ["```\(info)"] + code
    case 9:
      return ["```sluice"] + code + ["```"] + blanks + ["```output"]
        + pick(Self.outputs) + ["```"] + blanks
    case 10:
      return ["```sluice"] + code + ["```", "```output ci"]
        + pick(Self.outputs) + ["```", "", "~~~output", "x", "~~~"] + blanks
    case 11: return ["<div>", "```\(info)", "</div>", ""]
    default: return pick(Self.prose) + blanks
    }
  }

  /// The next lesson: fences of exercises, predictions and questions, in any
  /// order, with some that are missing, twice there, or not as they should be.
  mutating func nextLesson() -> String {
    let end = pick(["\n", "\n", "\r\n", "\r"])
    var lines: [String] = []
    for number in 0..<Int(random.next() % 4) {
      var pieces = Self.pieces
      if pick([true, false]) { pieces.swapAt(0, Int(random.next() % 4)) }
      if pick([true, false, false]) { pieces.append(pick(Self.pieces)) }
      if pick([true, false, false]) { pieces.removeFirst() }
      lines += fenced("sluice exercise #e\(number)", ["let a = …"])
      for (info, code) in pieces { lines += fenced(info, code) }
      if pick([true, false, false]) { lines += pick(Self.prose) + [""] }
      lines += fenced("predict", pick(Self.predictions))
      lines += fenced("sluice", ["print 1"]) + fenced("because", ["So."])
      lines += fenced("why", pick(Self.questions))
      if pick([false, false, false, true]) { lines += block() }
    }
    return (lines.joined(separator: "\n") + "\n").replacing("\n", with: end)
  }

  private mutating func fenced(_ info: String, _ code: [String]) -> [String] {
    let mark = pick(["```", "```", "~~~", "````"])
    return [mark + info] + code + [mark] + pick([[], [""], ["", " "]])
  }

  private static let pieces: [(String, [String])] = [
    ("hint", ["Look *here*."]), ("sluice solution", ["let  a=1"]),
    ("output", ["1"]), ("sluice check", ["assert a == 1 \"it is 1\""]),
    ("sluice wrong \"No: \\\"a\\\" is 1.\"", ["let a = 2"]),
  ]
  private static let predictions = [
    ["How many?", "", "answer: 1", "within: 2"],
    ["Which?", "", "- a `b`", "  and c", "- d", "", "answer: \"d\""],
    ["Which?", "- a", "answer: 1"], ["", "answer:"], [],
  ]
  private static let questions = [
    ["Why?", "", "- [x] So.", "  It is.", "- [ ] Not.", "  It is not."],
    ["Why?", "- [X] So", "  It is.", "- [ ] Not", "  No.", "  Never."],
    ["Why?", "- [x] So."], ["- [ ]"],
  ]

  private static let settings = [
    ["<!-- sluice: seed=7 -->"],
    ["", "<!-- sluice: seed=7 rtol=1e-3 -->", ""],
    ["<!-- sluice: seed=2", "     profile ci: epochs=2 names=[a, b] -->"],
    ["<!-- a comment -->"],
    ["<!-- sluice: never closed"],
  ]
  private static let infos = [
    "sluice", "sluice #id no-run", "sluice match=exact timeout=2s", "sluicer",
    "swift", "", "output", "output ci", "output of a run", " sluice", "Sluice",
  ]
  private static let code = [
    ["print 1"], [], [""], ["# comment", "", "let x = [1,", "  2]"],
    ["print \"é ✓ 𝛼\""], ["```", "print 2"], ["\tprint 1"], ["print (", "}"],
  ]
  private static let outputs = [
    ["1"], [], ["", ""], ["loss 0.5", "..."], ["  indented"], ["~~~"],
    ["日本語  1.5"],
  ]
  private static let prose = [
    ["# Heading"], ["Text that mentions sluice and ```sluice in a line."],
    ["Setext", "======"], ["| a | b |", "|---|---|", "| 1 | 2 |"],
    ["* one", "* two"], ["1. one", "", "   more"], ["***"],
    ["`sluice`", "and `` ``` ``"], ["Łódź — naïve \u{301} ‮rtl‬"],
    ["line with two blanks  ", "next"], ["<b>html</b>"], ["\\```sluice"],
    ["[link]: http://example.org"], ["\u{C}"], ["a\u{2028}b"], ["&#96;"],
  ]
}
