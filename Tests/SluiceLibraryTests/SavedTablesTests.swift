import Foundation
import SluiceEvaluator
import SluiceOutput
import Testing

/// Tables that go into files.
@Suite("Saved tables") struct SavedTablesTests {
  /// Runs a script and reads what it wrote.
  private func written(_ script: String, _ file: String) throws -> String {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var session = Session(Environment(folder: folder))
    let text = session.said(to: SmallNetwork.script + script, mode: .prompt)
    #expect(!text.contains("error"), "\(text)")
    return try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
  }

  @Test("Scores are written as Markdown, CSV and LaTeX")
  func scores() throws {
    let train = "train net epochs=1 seed=1\n"
    let csv = try written(train + "evaluate net to=\"s.csv\"", "s.csv")
    #expect(csv.hasPrefix("task,tokens,accuracy,F1,strict F1\nnames,"))
    let latex = try written(
      train + "evaluate net by=domain to=\"out/s.tex\"", "out/s.tex")
    #expect(
      latex.hasPrefix("\\begin{tabular}{llrrrr}\n  \\toprule\n  task & domain"))
    #expect(
      try written(train + "evaluate net to=\"s.md\"", "s.md")
        .hasPrefix("| task | tokens |"))
  }

  @Test("A comparison is written as LaTeX")
  func comparison() throws {
    let latex = try written(
      """
      sweep runs method=[a, b] seed=1..3 { let x = seed + if_else(method == "a", 0, seed / 10) }
      compare runs of=x by=method to="c.tex"
      """, "c.tex")
    #expect(latex.components(separatedBy: "\\begin{tabular}").count == 3)
    #expect(latex.contains("  a $-$ b & "))
  }

  @Test("All epochs of a training are saved, their numbers in full")
  func epochs() throws {
    let csv = try written(
      "train net epochs=14 seed=1 patience=100\nsave net.run \"e.csv\"", "e.csv"
    )
    let lines = csv.split(separator: "\n")
    #expect(lines.count == 15)
    #expect(lines[0] == "epoch,loss names,loss pos,dev names,dev pos")
    for (number, line) in lines.dropFirst().enumerated() {
      let fields = line.split(separator: ",")
      #expect(fields.count == 5)
      #expect(fields[0] == "\(number + 1)")
      #expect(fields.allSatisfy { Double($0) != nil })
    }
  }

  @Test("A name that speaks of no form is refused")
  func refused() {
    var session = Session()
    let text = session.said(
      to: SmallNetwork.script + "evaluate net to=\"s.txt\"", mode: .prompt)
    #expect(
      text.contains(
        "error[unknown-choice]: scores are not written as s.txt"), "\(text)")
  }
}
