import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput
import Testing

/// A sweep with `to=` goes on where it stopped, and its rows are never taken for
/// anything else.
@Suite("Sweeps on file") struct KeptSweepTests {
  /// A folder that is removed after a test, and sweeps in it.
  private struct Place {
    let folder: String

    func run(_ text: String) -> (output: String, mistakes: [String]) {
      var session = Session(Environment(folder: folder, threads: 2))
      var output = Output.nothing
      let outcome = session.run(
        SourceText(text, name: "sweep"), mode: .prompt
      ) { output += $0 }
      return (
        TerminalRenderer(width: 1_000, color: false).render(output),
        outcome.diagnostics.map(\.title)
      )
    }

    func text(_ name: String) throws -> String {
      try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    func write(_ text: String, to name: String) throws {
      try text.write(
        toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
  }

  private func withPlace(_ body: (Place) throws -> Void) throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(Place(folder: folder))
  }

  @Test("Rows that are there are taken, and the table is a CSV")
  func resumes() throws {
    try withPlace { place in
      let sweep = """
        sweep t name=["b", "a, c"] n=1..2 to="rows.csv" {
          let value = n / 3
          let list = [n, "x"]
        }
        print t.value
        """
      let first = place.run(sweep)
      #expect(first.mistakes == [])
      #expect(
        first.output == """
          t: 4 runs over name, n; value, list
          note: `name` is varied, but the block never uses it: runs that differ \
          in it differ by chance, if at all
          [0.3333, 0.6667, 0.3333, 0.6667]
          """)
      #expect(
        try place.text("rows.csv") == """
          name,n,value,list
          b,1,0.3333333333333333,"[1, ""x""]"
          b,2,0.6666666666666666,"[2, ""x""]"
          "a, c",1,0.3333333333333333,"[1, ""x""]"
          "a, c",2,0.6666666666666666,"[2, ""x""]"

          """)
      // A row that is there is not worked out again; one cut short is.
      var lines = try place.text("rows.jsonl").split(separator: "\n").map(
        String.init)
      let index = try #require(
        lines.firstIndex { $0.contains(#""run":["b",1]"#) })
      lines.swapAt(1, index)
      lines[1].replace("[0.3333333333333333,", with: "[70,")
      let torn = lines[..<4].joined(separator: "\n") + "\n" + "{\"row\":{\"ax"
      try place.write(torn, to: "rows.jsonl")
      try FileManager.default.removeItem(atPath: place.folder + "/rows.csv")
      let again = place.run(sweep)
      #expect(
        again.output == """
          t: 4 runs over name, n; value, list
          note: 3 of 4 rows from rows.jsonl
          note: `name` is varied, but the block never uses it: runs that differ \
          in it differ by chance, if at all
          [70, 0.6667, 0.3333, 0.6667]
          """)
      #expect(
        try place.text("rows.jsonl").hasPrefix(
          lines[..<4].joined(separator: "\n") + "\n{\"row\":{\"axes\""))
    }
  }

  @Test("No two runs have one key, whatever their values are")
  func keys() throws {
    try withPlace { place in
      for axes in [
        #"a=["x b=1", "x"] b=["2", "1 b=2"]"#,
        #"a=["1", "true", "nan"] b=[1, true_word]"#,
        #"a=["x\ny", "x\\ny", "x"] b=1..2"#,
        #"a=["\u{e9}", "e\u{301}", "[1]", ""] b=[[1], [[1]], ["1"]]"#,
        #"a=[0.12341, 0.12344] b=[x, "x"]"#,
      ] {
        let sweep = "sweep t \(axes) to=\"rows.csv\" { let c = [a, b] }"
        let first = place.run(sweep + "\nprint t.c")
        #expect(first.mistakes == [])
        let again = place.run(sweep + "\nprint t.c")
        #expect(
          again.output.split(separator: "\n").filter { !$0.hasPrefix("note:") }
            .joined(separator: "\n") == first.output)
      }
    }
  }

  @Test("A row is run again if a file that its block opened has changed")
  func changedFiles() throws {
    try withPlace { place in
      let header = "# columns = form pos\n"
      try place.write(header + "A\tX\nB\tY\n", to: "d.tsv")
      try place.write(header + "A\tX\nB\tY\n", to: "e.tsv")
      let sweep = """
        sweep t file=["d", "e"] to="rows.csv" {
          corpus c = columns(file + ".tsv")
          let name = file
        }
        """
      #expect(place.run(sweep).mistakes == [])
      #expect(
        place.run(sweep).output.contains("note: 2 of 2 rows from rows.jsonl"))
      try place.write(header + "A\tX\nB\tY\nC\tZ\n", to: "d.tsv")
      #expect(
        place.run(sweep).output.contains(
          "note: 1 of 2 rows from rows.jsonl; 1 run again: d.tsv has changed"))
    }
  }

  @Test("A row is of the values that its block uses, and of no others")
  func otherValues() throws {
    try withPlace { place in
      func notes(_ before: String, _ block: String = "n * factor") -> String {
        let (output, mistakes) = place.run(
          """
          let factor = 2
          let unused = \(Int.random(in: 0...1_000_000))
          \(before)
          sweep t n=1..2 to="rows.csv" { let value = \(block) }
          """)
        #expect(mistakes == [])
        return output.split(separator: "\n").filter {
          $0.hasPrefix("note: ") && !$0.contains("redefined")
        }.joined()
      }
      let other = """
        rows of other sweeps: another block, other values that it uses, or \
        another seed
        """
      #expect(notes("") == "")
      #expect(notes("") == "note: 2 of 2 rows from rows.jsonl")
      for (before, block) in [
        ("let factor = 3", "n * factor"), ("set seed = 5", "n * factor"),
        ("", "n * factor + 1"), ("let factor = 2.0000000001", "n * factor"),
      ] {
        #expect(notes(before, block).contains(other))
        #expect(
          notes(before, block).hasPrefix("note: 2 of 2 rows from rows.jsonl"))
      }
      // Layout is no matter, and all rows are still there.
      #expect(
        notes("", "n  *   factor") == "note: 2 of 2 rows from rows.jsonl")
    }
  }

  @Test("Files that are not a sweep's own are left as they are")
  func foreign() throws {
    try withPlace { place in
      let sweep = "sweep t n=1..2 to=\"out.csv\" { let x = n }"
      for name in ["out.csv", "out.jsonl"] {
        for content in [
          Data("name,score\na,1\n".utf8), Data([0x63, 0x61, 0x66, 0xE9, 10]),
          Data("# sweep 2ju4jzairu9hr\nn=1,2".utf8),
          Data([8, 0, 0, 0, 0, 0, 0, 0] + Array("{\"a\":{}}".utf8)),
        ] {
          let path = "\(place.folder)/\(name)"
          try content.write(to: URL(filePath: path))
          #expect(
            place.run(sweep).mistakes == [
              name == "out.csv"
                ? "out.csv is there already, and is no table of this sweep"
                : "out.jsonl holds something other than rows of sweeps"
            ])
          #expect(FileManager.default.contents(atPath: path) == content)
          for file in ["out.csv", "out.jsonl"] {
            try? FileManager.default.removeItem(
              atPath: "\(place.folder)/\(file)")
          }
        }
      }
      for (to, mistake) in [
        ("my-corpus", "my-corpus is a folder, not a file"),
        ("/dev/null", "/dev/null is a device or a pipe, not a file"),
        (
          "my-treebank.conllu/x.csv",
          "the folder of my-treebank.conllu/x.jsonl cannot be created"
        ),
      ] {
        #expect(
          place.run("sweep t n=1..2 to=\"\(to)\" { let x = n }").mistakes
            == [mistake])
      }
    }
  }

  @Test("Sweeps in a sweep's runs share a file, whichever ends first")
  func inner() throws {
    try withPlace { place in
      let sweep = """
        sweep outer x=1..6 {
          sweep inner k=1..2 to="inner.csv" { let z = k * x }
          let s = sum(inner.z)
        }
        print outer.s
        """
      for _ in 1...3 {
        #expect(
          place.run(sweep).output == """
            outer: 6 runs over x; s
            note: inner.csv holds the table of one run, and inner.jsonl the \
            rows of all, in the run x=1 and 5 others
            [3, 6, 9, 12, 15, 18]
            """)
      }
      let rows = try place.text("inner.jsonl").split(separator: "\n")
      #expect(rows.count { $0.hasPrefix("{\"row\"") } == 12)
      // A table of somebody else's stays what it is.
      try place.write("k,z\n1,7\n", to: "inner.csv")
      #expect(
        place.run(sweep).mistakes == [
          "all 6 runs failed, the first with: inner.csv is there already, and"
            + " is no table of this sweep"
        ])
      #expect(try place.text("inner.csv") == "k,z\n1,7\n")
    }
  }

  @Test(
    "Rows are read in the order of the sweep, whichever came first",
    arguments: [
      (axes: "m=[b, a, c]", order: "[b, a, c]"),
      (axes: #"m=["z", "y", 1]"#, order: #"["z", "y", 1]"#),
      (axes: "m=[[2], [1]] n=1..2", order: "[[2], [2], [1], [1]]"),
      (axes: "n=[3, 1] m=[true, false]", order: "[true, false, true, false]"),
    ])
  func order(axes: String, order: String) throws {
    try withPlace { place in
      let sweep = "sweep t \(axes) to=\"r.csv\" { let c = [m] }"
      #expect(place.run(sweep).mistakes == [])
      var rows = try place.text("r.jsonl").split(separator: "\n")
      let header = rows.removeFirst()
      for lines in [rows, rows.reversed(), rows.sorted()] {
        try place.write(
          ([header] + lines).joined(separator: "\n") + "\n", to: "r.jsonl")
        #expect(place.run("print rows(\"r.jsonl\").m").output == order)
      }
    }
  }

  @Test("An object is no column of rows on file, and that is said")
  func objects() throws {
    try withPlace { place in
      let sweep = """
        corpus toy = toy_english(sentences=5)
        sweep t n=1..2 to="out.csv" {
          let part = toy[mail]
          let parts = [part, n]
          let more = n + 1
        }
        show t
        """
      let table = """
        toy: 36 sentences, 282 tokens
        t: 2 runs over n; more
        note: part, parts: no columns of t, since rows on file hold no objects
        """
      let shown = """
        n  more
        1     2
        2     3
        """
      #expect(place.run(sweep).output == table + "\n" + shown)
      #expect(
        place.run(sweep).output
          == table + "\nnote: 2 of 2 rows from out.jsonl\n" + shown)
    }
  }
}
