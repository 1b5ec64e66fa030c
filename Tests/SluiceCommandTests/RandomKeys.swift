/// Keys that nobody would press in this order, always the same for a seed.
struct RandomKeys {
  private var generator: Generator
  let terminal: String

  init(seed: UInt64) {
    generator = Generator(state: seed)
    terminal =
      ["xterm", "xterm", "dumb", "vt100"].randomElement(using: &generator)
      ?? "xterm"
  }

  /// What is done next.
  enum Act {
    case type(String)
    case resize(columns: UInt16)
    /// Ctrl-Z, and `fg`.
    case stop
    case wait
  }

  private static let arrows = [
    "\u{1B}[A", "\u{1B}[B", "\u{1B}OA", "\u{1B}[C", "\u{1B}[D", "\u{1B}[H",
    "\u{1B}[F", "\u{1B}[3~", "\u{1B}[5~", "\u{1B}[1;5C",
  ]
  private static let words = [
    "print 1", "let a = 2", "for i in 1..2 {", "}", "(", ")", "\"", "pri",
    "é", "日本", "\t", "  ", "# x", "net.", "[1, ", "?", "undo",
  ]
  private static let widths: [UInt16] = [1, 2, 3, 5, 8, 9, 12, 20, 40, 80, 300]

  mutating func next() -> Act {
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<26: .type(pick(Self.arrows))
    case 26..<42: .type(control())
    case 42..<52: .type("\u{1B}" + character())
    case 52..<57: .type("\t\t")
    case 57..<62: .type("\u{3}")
    case 62..<66: .type(paste())
    case 66..<70: .type("\n")
    case 70..<73: .type("\u{12}" + character())
    case 73..<76: .type("\u{18}" + control())
    case 76..<78: .type("\u{1B}" + pick(["1", "9", "-"]))
    case 78..<81: .resize(columns: pick(Self.widths))
    case 81..<82: .stop
    case 82..<84: .wait
    default: .type(pick(Self.words))
    }
  }

  private mutating func paste() -> String {
    let text = String(
      repeating: pick(Self.words),
      count: Int.random(in: 1...20, using: &generator))
    // Of some the end never comes.
    return "\u{1B}[200~" + text + pick(["\n", "", "x\ny"])
      + pick(["\u{1B}[201~", "\u{1B}[201~", ""])
  }

  private mutating func pick<T>(_ items: [T]) -> T {
    items[Int.random(in: 0..<items.count, using: &generator)]
  }

  private mutating func character() -> String {
    String(
      Character(
        Unicode.Scalar(UInt8.random(in: 32..<127, using: &generator))))
  }

  /// Any control character but those that end or stop the program.
  private mutating func control() -> String {
    let code = UInt8.random(in: 1..<32, using: &generator)
    return [4, 26, 28].contains(code)
      ? "" : String(Character(Unicode.Scalar(code)))
  }

  /// SplitMix64.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
