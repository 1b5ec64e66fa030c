import SluiceNotebook
import Testing

@Suite("Matching outputs") struct MatchingTests {
  /// What is recorded, what is printed, and whether it is the same.
  struct Sample: CustomTestStringConvertible {
    var recorded, printed: String
    var isSame: Bool
    var isExact = false

    var testDescription: String {
      "\(recorded) | \(printed)".replacing("\n", with: "⏎")
    }

    init(_ recorded: String, _ printed: String, _ isSame: Bool) {
      (self.recorded, self.printed, self.isSame) = (recorded, printed, isSame)
    }

    static func exact(
      _ recorded: String, _ printed: String, _ isSame: Bool
    ) -> Sample {
      var it = Sample(recorded, printed, isSame)
      it.isExact = true
      return it
    }
  }

  static let words: [Sample] = [
    .init("trained 3 epochs", "trained 3 epochs", true),
    .init("trained 3 epochs", "Trained 3 epochs", false),
    .init("trained", "trained well", false),
    .init("trained well", "trained", false),
    .init("α moved", "α moved", true),
    .init("α moved", "a moved", false),
    .init("", "", true),
    .init("", "word", false),
    .init("word", "", false),
    // Columns follow the width of their numbers; words do not run together.
    .init("net  0.5", "net 0.5", true),
    .init("  net 0.5", "net 0.5", true),
    .init("net 0.5  ", "net 0.5", true),
    .init("net work", "network", false),
    .init("────", "──────", true),
    .init("----- a", "--- a", true),
    .init("--", "---", false),
    .init("────", "----", true),
  ]

  static let numbers: [Sample] = [
    .init("3", "3", true),
    .init("3", "4", false),
    .init("1,234 tokens", "1234 tokens", true),
    .init("1,234 tokens", "1,235 tokens", false),
    .init("[3, 4]", "[3, 4]", true),
    .init("[3, 4]", "[3, 5]", false),
    .init("shape 3x4", "shape 3x5", false),
    .init("1000000", "1000001", false),
    .init("-3", "3", false),
    .init("0.5", "0.5", true),
    .init("0.5", "0.5004", true),
    .init("0.5", "0.4996", true),
    .init("0.5", "0.5006", false),
    .init("0.5", "0.4994", false),
    .init("-0.5", "-0.5004", true),
    .init("-0.5", "0.5", false),
    .init("+0.5", "0.5", true),
    .init("100.0", "100.09", true),
    .init("100.0", "100.2", false),
    .init("0.000", "-0.000", true),
    .init("0.0", "0.0000009", true),
    .init("0.0", "0.000002", false),
    .init("1.0", "1", true),
    .init("1", "1.0005", true),
    .init("1", "1.5", false),
    .init("1.2e-5", "1.2e-5", true),
    .init("1.2e-5", "1.3e-5", true),
    .init("1.2e5", "1.2001e5", true),
    .init("1.2e5", "1.3e5", false),
    .init("2.5%", "2.5%", true),
    .init("2.5%", "2.6%", false),
    .init("12.5%", "12.501%", true),
    .init("0.5*", "0.5*", true),
    .init("0.5*", "0.5", false),
    .init("(0.5, 0.25)", "(0.5001, 0.2501)", true),
    .init("0.5 0.5", "0.5", false),
    .init("nan", "nan", true),
    .init("nan", "0.5", false),
    .init("inf", "-inf", false),
    // No numbers: parts of words, versions, times with their unit.
    .init("conll2003", "conll2004", false),
    .init("pos.1", "pos.2", false),
    .init("1.2.3", "1.2.4", false),
    .init("60.0s", "60.01s", false),
    .init("x0.5", "x0.5001", false),
    .init("0..1", "0..2", false),
  ]

  static let wildcards: [Sample] = [
    .init("loss [..]", "loss 0.5", true),
    .init("loss [..]", "loss", false),
    .init("loss[..]", "loss", true),
    .init("[..]loss", "the loss", true),
    .init("[..]", "anything at all", true),
    .init("[..]", "", true),
    .init("a [..] c", "a b c", true),
    .init("a [..] c", "a c", false),
    .init("a [..] c", "a b d", false),
    .init("a[..]b[..]c", "a1b2c", true),
    .init("a[..]b[..]c", "a1c2b", false),
    .init("[..] of 0.5", "12 of 0.5001", true),
    .init("[..] of 0.5", "12 of 0.6", false),
    .init("saved in [..]s", "saved in 1.25s", true),
    .init("...", "", true),
    .init("...", "a\nb\nc", true),
    .init("a\n...", "a\nb\nc", true),
    .init("a\n...\nc", "a\nc", true),
    .init("a\n...\nc", "a\nb\nb\nc", true),
    .init("a\n...\nc", "a\nb", false),
    .init("...\nc", "a\nb", false),
    .init("...\nb\n...", "a\nb\nc", true),
    .init("...\nb\n...", "a\nc", false),
    .init("a\n  ...\nc", "a\nb\nc", true),
    .init("...a", "ba", false),
    .init("a\n[..]\nc", "a\nb\nc", true),
    .init("a\n[..]\nc", "a\nc", false),
  ]

  static let several: [Sample] = [
    .init("a\nb", "a\nb", true),
    .init("a\nb", "b\na", false),
    .init("a", "a\na", false),
    .init("a\na", "a", false),
    .init("loss 0.5\ndone", "loss 0.5001\ndone", true),
    .init("loss 0.5\ndone", "loss 0.5001\n\ndone", false),
  ]

  static let exact: [Sample] = [
    .exact("loss 0.5", "loss 0.5", true),
    .exact("loss 0.5", "loss 0.5001", false),
    .exact("net  0.5", "net 0.5", false),
    .exact("  net", "net", false),
    .exact("────", "─────", false),
    .exact("loss [..]", "loss 0.5", true),
    .exact("a\n...", "a\nb", true),
  ]

  @Test(
    "Words exactly, whole numbers exactly, decimals within the tolerance",
    arguments: words + numbers + wildcards + several + exact)
  func matches(_ it: Sample) {
    let diff = OutputDiff(
      it.recorded.isEmpty ? [] : lines(it.recorded),
      it.printed.isEmpty ? [] : lines(it.printed), isExact: it.isExact)
    let isSame =
      it.recorded == "[..]" && it.printed.isEmpty
      ? OutputDiff([it.recorded], [""]).isSame : diff.isSame
    #expect(isSame == it.isSame)
  }

  @Test(
    "Tolerances are those that are given",
    arguments: [
      (Tolerance(relative: 0, absolute: 0.05), "0.30", "0.349", true),
      (Tolerance(relative: 0, absolute: 0.05), "0.30", "0.351", false),
      (Tolerance(relative: 0.1, absolute: 0), "50.0", "54.9", true),
      (Tolerance(relative: 0.1, absolute: 0), "50.0", "55.1", false),
      (Tolerance(relative: 0, absolute: 0), "0.5", "0.5", true),
      (Tolerance(relative: 0, absolute: 0), "0.5", "0.5000001", false),
      (Tolerance(relative: 1, absolute: 1), "3", "4", false),
    ])
  func tolerances(
    tolerance: Tolerance, recorded: String, printed: String, isSame: Bool
  ) {
    #expect(
      OutputDiff([recorded], [printed], tolerance: tolerance).isSame == isSame)
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  @Test("A difference says by how much a number moved, and where")
  func difference() {
    let diff = OutputDiff(
      ["epoch  loss", "1     0.900", "2     0.500", "3     0.300", "done"],
      ["epoch  loss", "1     0.900", "2     0.700", "3     0.300", "well done"])
    #expect(
      diff.lines(file: "doc.sluice", firstLine: 11) == [
        "@ doc.sluice:11", "  epoch  loss", "  1     0.900", "- 2     0.500",
        "+ 2     0.700",
        "~ doc.sluice:13: 0.500 → 0.700: off by 0.2, tolerance 5.01e-4",
        "  3     0.300", "- done", "+ well done",
      ])
    #expect(diff.firstDifference == 2)
  }

  @Test("What still matches is kept as the author wrote it")
  func merged() {
    let diff = OutputDiff(
      ["loss 0.5", "...", "saved [..]", "old"],
      ["loss 0.5001", "x", "y", "saved net", "new"])
    #expect(diff.merged == ["loss 0.5", "...", "saved [..]", "new"])
  }

  @Test("Outputs of many thousand lines are compared in no time")
  func long() {
    let one = (0..<20_000).map { "line \($0)" }
    var two = one
    two[10_000] = "other"
    two.insert("more", at: 10_020)
    let start = ContinuousClock.now
    let diff = OutputDiff(one, two)
    #expect(diff.entries.count { $0 == .added(printed: 10_020) } == 1)
    #expect(diff.entries.count == 20_002)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  /// So many lines on either side, all alike but for their ends.
  static let sizes = [
    (100, 100, 40), (300, 300, 30), (2_000, 2_000, 30), (20, 20_000, 8),
    (2, 2, 20_000), (30, 30, 1_000),
  ]

  @Test(
    "Outputs that have nothing in common are compared in no time",
    arguments: sizes)
  func different(_ rows: Int, _ columns: Int, _ length: Int) {
    func lines(_ count: Int, _ sign: String) -> [String] {
      (0..<count).map {
        String(repeating: "x", count: length) + "\($0) 0.5" + sign
      }
    }
    for mark in ["", "[..] y[..]"] {
      let (one, two) = (lines(rows, "a" + mark), lines(columns, "b y"))
      let start = ContinuousClock.now
      let diff = OutputDiff(one, two)
      #expect(ContinuousClock.now - start < .seconds(4))
      #expect(diff.entries.count == rows + columns)
    }
  }

  @Test("A wildcard for all lines stands for very many")
  func manyLines() {
    let printed = (0..<20_000).map { "line \($0)" }
    #expect(OutputDiff(["line 0", "...", "line 19999"], printed).isSame)
    #expect(OutputDiff(["...", "line [..]"], printed).isSame)
  }
}
