import Testing

/// What nests deeply is worked out, or refused, whatever stack the shell allows.
@Suite("Stacks of any size") struct StackTests {
  private static let sum = Array(repeating: "1", count: 398)
    .joined(separator: " + ")
  private static let blocks =
    String(repeating: "if 1 > 0 {\n", count: 10) + "let v = \(sum)\n"
    + String(repeating: "}\n", count: 10)

  @Test(
    "Long sums in nested blocks, with a small stack and one without a limit",
    arguments: ["512", "1024", "unlimited"])
  func stacks(limit: String) throws {
    let folder = try ExampleFolder([
      "sum.txt": "print \(Self.sum)\n", "blocks.txt": Self.blocks + "print v\n",
      "sweep.txt": "sweep s i=1..2 {\n\(Self.blocks)}\nprint s.v\n",
      "n.sluice": "```sluice\nprint \(Self.sum)\n```\n\n```output\n398\n```\n",
      "m.sluice": "```sluice\nprint \(Self.sum)\n```\n\n```output\n398\n```\n",
    ])
    for (command, output) in [
      ("< sum.txt", "398\n"), ("< blocks.txt", "398\n"),
      ("< sweep.txt 2> progress", "[398, 398]\n"),
      ("check n.sluice", "ok   n.sluice: 1 cell\n"),
      ("test --jobs 2 n.sluice m.sluice", ""),
    ] {
      let ended = try ProgramTests.shell(
        "ulimit -s \(limit); sluice \(command)", in: folder.path)
      #expect(ended.output.hasSuffix(output))
      #expect(ended.status == 0, "\(command)")
    }
  }
}
