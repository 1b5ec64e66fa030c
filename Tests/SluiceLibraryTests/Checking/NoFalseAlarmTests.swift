import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import Testing

/// What is right is never called wrong.
@Suite("Check, of what is right") struct NoFalseAlarmTests {
  static let root = DocumentationTests.root

  @Test("Every notebook that is shipped")
  func notebooks() throws {
    let folder = Self.root.appending(path: "notebooks").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".sluice") }
    #expect(!names.isEmpty)
    for name in names {
      let text = try String(
        contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      #expect(
        Checking.findings(
          text, named: name, in: folder, access: .notebook(in: folder)) == [])
    }
  }

  @Test(
    "Every page that shows commands",
    arguments: [
      "README.md", "docs/language.md", "docs/methods.md", "docs/statistics.md",
    ])
  func pages(page: String) throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = try String(
      contentsOf: Self.root.appending(path: page), encoding: .utf8)
    #expect(Checking.findings(text, in: folder) == [])
  }

  @Test("Every example of the language's page, alone")
  func fences() throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let page = try Notebook(
      contentsOf: Self.root.appending(path: "docs/language.md").path)
    // The first speaks of a network that is not defined there.
    for cell in page.cells.dropFirst() {
      let text = Checking.cell(page.text(cell.code))
      #expect(
        Checking.findings(text, in: folder).filter {
          $0.code != .unusedParameter
        } == [], "\(text)")
    }
  }

  @Test("Every example of help")
  func help() throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let registry = Registry.standard
    let examples =
      registry.commands.map { $0.examples }
      + registry.functions.map { $0.examples }
    for lines in examples {
      let cell = Checking.cell(lines.joined(separator: "\n"))
      #expect(
        Checking.findings(cell, in: folder).filter {
          $0.code != .unusedParameter
        } == [], "\(cell)")
    }
    // And nothing was written.
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
  }

  /// Commands that are right, whatever one may think of them at first.
  static let right: [String] = [
    // What only training tells is never held against a later command.
    """
    corpus toy = toy_english(sentences=60)
    task pos = toy.pos
    network net tasks=[pos] hidden=16
    train net
    let run = net.run
    print run.losses[3] net.parameters net.words run.epochs + 1
    assert run.score > 0.5 and net.epochs == run.epochs
    let spread = deviation(run.losses)
    print round(spread, digits=net.epochs) [run.score, 1][net.epochs]
    for epoch in 1..run.epochs { print epoch run.losses[epoch] }
    print if_else(run.score > 0.5, "good", "bad") + "!"
    """,
    // Nor is what a sweep finds.
    """
    corpus toy = toy_english(sentences=60)
    task pos = toy.pos
    sweep runs hidden=[8, 16] seed=1..3 to="out/runs.csv" {
      network net tasks=[pos] hidden=hidden seed=seed
      train net
      let score = accuracy(net, pos, toy.test)
      let tallies = tally(net, pos, toy.test)
    }
    compare runs of=score by=hidden sentences=tallies to="out/runs.md"
    print runs.score[6] mean(runs.score)
    corpus written = columns("out/runs.csv")
    task unknown = written.anything
    """,
    // A file that the notebook writes is there, and its network known.
    """
    corpus toy = toy_english(sentences=60)
    task pos = toy.pos
    network net tasks=[pos] hidden=16
    train net
    save net "out/net.safetensors"
    load again "out/net.safetensors"
    train again
    subspaces again 4 rebuild=yes
    """,
    // A share of few sentences is some of many.
    """
    corpus toy = toy_english(sentences=10000)
    corpus few = sample(toy, 0.001)
    task pos = few.pos
    network net tasks=[pos] hidden=16
    train net
    """,
    // Names that only one branch defines may be there.
    """
    corpus toy = toy_english(sentences=60)
    task pos = toy.pos
    network net tasks=[pos] hidden=16
    if accuracy(net, pos, toy.test) > 0.5 { let word = "good" } else { let word = "bad" }
    print word + "!"
    if accuracy(net, pos, toy.test) > 0.9 { network large tasks=[pos] hidden=32 }
    if accuracy(net, pos, toy.test) > 0.9 { train large }
    """,
    // What stands behind a condition may rely on it.
    """
    param layers = 1 in 1..5
    corpus toy = toy_english(sentences=60)
    task pos = toy.pos
    network net tasks=[pos] hidden=16 layers=layers
    if layers > 1 { print net.beta[pos, 2] } else { print "one layer" }
    print if_else(layers > 2, net.beta, "no beta")
    if layers > 1 and net.beta[pos, 2] > 0 { print "second" }
    """,
    // One of several things is one of their kind.
    """
    corpus toy = toy_english(sentences=60)
    task pos = toy.pos
    network net tasks=[pos] hidden=16
    let u = accuracy(net, pos, toy.test) > 0.5
    if u { corpus c = toy_english() } else { corpus c = toy_english(seed=2) }
    task again = c[mail].pos
    task other = layer(c, if_else(u, "ner", "chunk"))
    if u { let k = 1 } else { let k = 2 }
    network many tasks=[again, other] hidden=8 subspaces=k
    set many.alpha[k] = if_else(u, 0, 1)
    print many.alpha[1][k, 1] many.alpha[k][again.1, other.1]
    inspect many alpha
    skip many if_else(u, "mean", "sum")
    train many epochs=k optimizer=sgd(lr=if_else(u, 0.1, 0.01))
    plot many alpha layer=k
    if u { train net } else { print 1 }
    evaluate net on=toy[if_else(u, "mail", "travel")].test
    """,
    "param folder = \"\"\nif folder != \"\" { corpus real = columns(folder) }",
    // What one block that is not taken defines, another may use.
    """
    param real = false
    if real { let folder = "somewhere" }
    if real { corpus text = columns(folder) } else { corpus text = toy_english() }
    print if_else(real, folder, "toy") text.train
    """,
    "param n = 0\nfor i in 1..n { print [1, 2][i] }",
    "for domain in [mail, travel] { print domain == mail }",
    "for i in 1..100 { let last = i }\nassert last == 100",
  ]

  @Test("Commands that are right", arguments: right)
  func isRight(commands: String) throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(
      Checking.findings(
        Checking.cell(commands), in: folder, access: .notebook(in: folder))
        == [])
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
  }
}
