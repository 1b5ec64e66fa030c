import Testing

/// A cell that announces an error, beside the error that came.
@Suite("Announced errors") struct AnnouncedErrorTests {
  /// A cell's commands, the code it announces, and the rest of what is said.
  struct Case: CustomTestStringConvertible {
    var code, announced, found, cause: String
    var testDescription: String { "\(announced), \(found)" }
  }

  static let cases = [
    Case(
      code: "print sqrt(-1)", announced: "unknown-name", found: "out-of-range",
      cause: """
        error[out-of-range]: a negative number has no square root
         --> doc.sluice:2:7
          |
        2 | print sqrt(-1)
          |       ^^^^
        """),
    Case(
      code: "let a = 1 / 0", announced: "assertion-failed",
      found: "division-by-zero",
      cause: """
        error[division-by-zero]: this divides by zero
         --> doc.sluice:2:13
          |
        2 | let a = 1 / 0
          |             ^ is 0
        """),
    Case(
      code: "assert 1 == 2", announced: "division-by-zero",
      found: "assertion-failed",
      cause: """
        error[assertion-failed]: this does not hold
         --> doc.sluice:2:8
          |
        2 | assert 1 == 2
          |        ^^^^^^ found 1, wanted == 2
        """),
    Case(
      code: "print nobody", announced: "file-not-found", found: "unknown-name",
      cause: """
        error[unknown-name]: nothing is called `nobody`
         --> doc.sluice:2:7
          |
        2 | print nobody
          |       ^^^^^^ nothing above defines it
        """),
  ]

  @Test("Where another came, both are shown", arguments: cases)
  func another(_ one: Case) throws {
    let fence = "```sluice error=\(one.announced)"
    let announced = """
      error[assertion-failed]: the cell should fail with \(one.announced) but \
      failed with \(one.found)
       --> doc.sluice:1:1
        |
      1 | \(fence)
        | \(String(repeating: "^", count: fence.count))
        = hint: change the cell, or its error= option
      """
    let folder = try ExampleFolder([
      "doc.sluice": "\(fence)\n\(one.code)\n```\n"
    ])
    let ran = try folder.run("run", "--quiet", "doc.sluice")
    #expect(
      ran.complaint == "\(announced)\n\(one.cause)\nstopped at cell 1 of 1\n")
    #expect(ran.status == 1)
    let tested = try folder.run("test", "doc.sluice")
    #expect(
      tested.withoutTimes == """
        FAIL doc.sluice: 1 cell: 1 failed (TIME)
        \(announced)

        \(one.cause)


        """)
    let checked = try folder.run("check", "doc.sluice")
    #expect(
      checked.output == """
        FAIL doc.sluice: 2 mistakes
        \(announced)

        \(one.cause)


        """)
    // No error is the one that was announced by another's name.
    let accepted = try folder.run("accept", "--allow-errors", "doc.sluice")
    #expect(accepted.complaint == "\(announced)\n\(one.cause)\n")
  }

  @Test("Where it came, the article says so", arguments: cases)
  func same(_ one: Case) throws {
    let folder = try ExampleFolder([
      "doc.sluice": "```sluice error=\(one.found)\n\(one.code)\n```\n"
    ])
    let shown = one.cause.replacing(
      "doc.sluice:2:", with: "this cell:1:"
    ).replacing("\n2 |", with: "\n1 |")
    let ran = try folder.run("run", "doc.sluice")
    #expect(
      ran.output == """
            \(one.code)
        \(shown)
        note: as announced: the cell has error=\(one.found)

        """)
    #expect(ran.complaint.isEmpty)
    #expect(ran.status == 0)
    let quiet = try folder.run("run", "--quiet", "doc.sluice")
    #expect(quiet.output == shown + "\n")
    #expect(
      try folder.run("test", "doc.sluice").withoutTimes
        == "ok   doc.sluice: 1 cell, 1 asserted, none compared (TIME)\n")
    #expect(try folder.run("check", "doc.sluice").status == 0)
  }

  @Test("Where none came, that is said")
  func none() throws {
    let folder = try ExampleFolder([
      "doc.sluice": "```sluice error=diverged\nprint 1\n```\n"
    ])
    let ran = try folder.run("run", "--quiet", "doc.sluice")
    #expect(
      ran.complaint == """
        error[assertion-failed]: the cell should fail with diverged but did not
         --> doc.sluice:1:1
          |
        1 | ```sluice error=diverged
          | ^^^^^^^^^^^^^^^^^^^^^^^^
          = hint: change the cell, or its error= option
        stopped at cell 1 of 1

        """)
  }
}
