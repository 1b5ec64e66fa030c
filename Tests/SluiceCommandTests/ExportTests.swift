import Foundation
import Testing

/// Pages of notebooks, as the program makes them.
@Suite("sluice export") struct ExportTests {
  private static func notebook(_ title: String, prints text: String) -> String {
    "# \(title)\n\nIt prints. Nothing else.\n\n```sluice\nprint 1 + 1\n```\n\n"
      + "```output\n\(text)\n```\n"
  }

  @Test func `one notebook is one page here, the same each time`() throws {
    let folder = try ExampleFolder([
      "sub/two.sluice": Self.notebook("Two", prints: "2")
    ])
    let made = try folder.run("export", "sub/two.sluice", "--to", "html")
    #expect(made.output == "wrote two.html\n")
    let page = try folder.read("two.html")
    #expect(page.contains("<h1 id=\"s-two\">Two</h1>"))
    _ = try folder.run("export", "sub/two.sluice", "--to", "html")
    #expect(try folder.read("two.html") == page)
  }

  @Test func `a folder is a folder of pages with an index`() throws {
    let folder = try ExampleFolder([
      "all/a.sluice": Self.notebook("A & B", prints: "2")
        + "\nSee [the other](sub/b.sluice#there) and [none](c.sluice).\n",
      "all/sub/b.sluice": Self.notebook("B", prints: "2"),
    ])
    let made = try folder.run("export", "all", "--to", "html", "-o", "out")
    #expect(
      made.output
        == "wrote out/a.html\nwrote out/sub/b.html\nwrote out/index.html\n")
    let index = try folder.read("out/index.html")
    #expect(
      index.contains(
        "<a href=\"a.html\">A &amp; B</a><p class=\"note\">It prints.</p>"))
    #expect(
      try folder.read("out/a.html").contains(
        "See <a href=\"sub/b.html\">the other</a> and none."))
    #expect(
      try folder.read("out/sub/b.html").contains(
        "<a href=\"../index.html\">all</a>"))
  }

  @Test func `a run that prints something else is refused with its line`()
    throws
  {
    let folder = try ExampleFolder([
      "two.sluice": Self.notebook("Two", prints: "3")
    ])
    let made = try folder.run(
      "export", "two.sluice", "--to", "html", "--run")
    #expect(made.status == 1)
    #expect(made.complaint.contains("--> two.sluice:10:"))
    #expect(made.complaint.contains("- 3\n+ 2"))
    #expect(!folder.names.contains("two.html"))
  }

  @Test func `after a failed cell there is a page, and the cell's status`()
    throws
  {
    let folder = try ExampleFolder([
      "two.sluice": Self.notebook("Two", prints: "2")
        + "\n```sluice\nprint nothing\n```\n"
    ])
    let made = try folder.run(
      "export", "two.sluice", "--to", "html", "--run")
    #expect(made.status == 2)
    #expect(made.complaint.contains("error[unknown-name]"))
    #expect(
      try folder.read("two.html").contains(
        "The run of this notebook stopped"))
  }

  @Test func `a page never takes the place of a notebook`() throws {
    let text = Self.notebook("Two", prints: "2")
    let folder = try ExampleFolder(["two.sluice": text, "b.sluice.md": text])
    for place in ["two.sluice", "./two.sluice", "b.sluice.md"] {
      let made = try folder.run(
        "export", "two.sluice", "--to", "md", "-o", place)
      #expect(made.status != 0)
      #expect(made.complaint.contains("is a notebook"), "\(place)")
    }
    #expect(try folder.read("two.sluice") == text)
  }
}
