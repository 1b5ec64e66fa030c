import Foundation
import Testing

/// Files whose beginning, which is all that a check reads, tells nothing.
@Suite("Files that begin with comments") struct LongCommentTests {
  /// A function, a good end of a file and a bad one, and what is said of it.
  struct Form: CustomTestStringConvertible {
    var function, comment, good, bad, said: String
    var testDescription: String { function }
  }

  private static let count = 6000

  static let forms = [
    Form(
      function: "columns(\"data\")", comment: "# x\n",
      good: "A\tX\nB\tY\n\n", bad: "A\tX\nB\n\n",
      said: """
        error[column-count]: line 6002 has 1 column, the first has 2
            --> data:6002:1
             |
        6002 | B
             | ^ 1 column here
             = hint: an empty line ends a sentence, `_` stands for no label
        """),
    Form(
      function: "columns(\"data\", separator=comma)", comment: "# x\n",
      good: "A,X\nB,Y\n\n", bad: "A,X\nB,Y,Z\n\n",
      said: """
        error[column-count]: line 6002 has 3 columns, the first has 2
            --> data:6002:1
             |
        6002 | B,Y,Z
             | ^^^^^ 3 columns here
             = hint: an empty line ends a sentence, `_` stands for no label
        """),
    Form(
      function: "conllu(\"data.conllu\")", comment: "# text = x\n",
      good: "1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n\n",
      bad: "1\ta\ta\tX\t_\t_\t0\troot\t_\n\n",
      said: """
        error[column-count]: line 6001 has 9 columns, CoNLL-U has 10
            --> data.conllu:6001:1
             |
        6001 | 1   a   a   X   _   _   0   root    _
             | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 9 here
             = hint: columns are separated by tabs; empty ones hold _
        """),
    Form(
      function: "columns(\"data\", columns=[form, tag])", comment: "#\n\n",
      good: "A\tX\nB\tY\n\n", bad: "A\tX\nB\tY\tZ\n\n",
      said: """
        error[column-count]: line 12002 has 3 columns, the first has 2
             --> data:12002:1
              |
        12002 | B   Y   Z
              | ^^^^^^^^^ 3 columns here
              = hint: an empty line ends a sentence, `_` stands for no label
        """),
  ]

  private static func folder(_ form: Form, _ end: String) throws
    -> ExampleFolder
  {
    let name = form.function.contains("conllu") ? "data.conllu" : "data"
    return try ExampleFolder([
      name: String(repeating: form.comment, count: count) + end,
      "doc.sluice": NotebookCommandTests.cell(
        "corpus c = \(form.function)\nprint c", ""),
    ])
  }

  @Test("A good one is good to check and to run", arguments: forms)
  func good(_ form: Form) throws {
    let folder = try Self.folder(form, form.good)
    let checked = try folder.run("check", "doc.sluice")
    #expect(checked.output == "ok   doc.sluice: 1 cell\n")
    let ran = try folder.run("run", "--quiet", "doc.sluice")
    #expect(ran.complaint.isEmpty)
    #expect(ran.output.contains("c: 1 sentence"))
  }

  @Test("A bad one is told at its line", arguments: forms)
  func bad(_ form: Form) throws {
    let folder = try Self.folder(form, form.bad)
    let ran = try folder.run("run", "--quiet", "doc.sluice")
    #expect(ran.complaint == form.said + "\nstopped at cell 1 of 1\n")
  }

  @Test("One that has nothing else is empty", arguments: forms)
  func empty(_ form: Form) throws {
    let folder = try Self.folder(form, "")
    let ran = try folder.run("run", "--quiet", "doc.sluice")
    #expect(ran.complaint.hasPrefix("error[empty-file]"), "\(ran.complaint)")
    #expect(ran.status == 6)
  }
}
