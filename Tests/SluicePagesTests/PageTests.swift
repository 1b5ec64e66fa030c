import Foundation
import SluiceDiagnostics
import SluiceNotebook
import SluiceOutput
import Testing

@testable import SluicePages

struct PageTests {
  private static let sums = """
    # Sums

    Two numbers.

    ```sluice
    param more = 2 in 1..9 "how much"
    print 1 + more
    ```

    ```output
    3
    ```
    """

  @Test func `a page has the prose, the cell in its colours, and the output`()
    throws
  {
    let page = try SamplePage.recorded(Self.sums)
    #expect(
      Marks.main(of: page) == """

        <h1 id="s-sums">Sums</h1>
        <p>Two numbers.</p>
        <div class="cell" id="cell-1"><pre class="code"><code>\
        <span class="k">param</span> more = <span class="n">2</span> \
        <span class="k">in</span> <span class="n">1</span>..\
        <span class="n">9</span> <span class="s">&quot;how much&quot;</span>
        <span class="v">print</span> <span class="n">1</span> + more\
        </code></pre><pre class="out recorded">3</pre></div>

        """)
    #expect(
      page.contains("The outputs are those that are recorded in the notebook."))
  }

  @Test func `a page made again is the same byte by byte`() throws {
    #expect(
      try SamplePage.recorded(Self.sums) == SamplePage.recorded(Self.sums))
    #expect(
      try SamplePage.run(page: Self.sums) == SamplePage.run(page: Self.sums))
  }

  @Test func `a page's policy knows its own style and script and no other`()
    throws
  {
    let page = try SamplePage.recorded(Self.sums)
    #expect(page.contains("default-src 'none'; style-src 'sha256-"))
    #expect(!page.contains(" style="))
    #expect(
      Digest.source(of: "abc")
        == "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }

  @Test func `a page of a run says so`() throws {
    let page = try SamplePage.run(page: Self.sums)
    #expect(page.contains("<div class=\"out\"><pre class=\"said\">3</pre>"))
    #expect(
      page.contains(
        "The outputs are those of a run with seed 1."))
  }

  @Test func `other parameters are said, and nothing is compared`() throws {
    let run = try SamplePage.run(Self.sums, given: ["more": "5"])
    #expect(run.differences.isEmpty)
    #expect(
      run.outputs.sentence(seed: 1)
        == "The outputs are those of a run with seed 1,"
        + " more=5.")
  }

  @Test func `a run that prints something else is a difference with its line`()
    throws
  {
    let run = try SamplePage.run(
      Self.sums.replacing("output\n3", with: "output\n4"))
    let mistakes = run.differences.flatMap(\.diagnostics)
    #expect(mistakes.map(\.code) == [.outputDiffers])
    #expect(mistakes.first?.place?.line == 11)
  }

  @Test func `a failed cell shows its mistake, and the page says it above`()
    throws
  {
    let text =
      Self.sums + "\n\n```sluice\nprint nothing\n```\n\n"
      + "```sluice\nprint 5\n```\n\n```output\n5\n```\n"
    #expect(
      try SamplePage.run(text).outputs.mistakes.mapValues { $0.map(\.code) }
        == [1: [.unknownName]])
    let page = try SamplePage.run(page: text)
    let main = Marks.main(of: page)
    #expect(
      main.hasPrefix(
        "\n<p class=\"alarm\">The run of this notebook stopped at"
          + " <a href=\"#cell-2\">cell 2</a>, which failed."))
    #expect(main.contains("error[unknown-name]"))
    #expect(main.contains("Recorded earlier; the run did not come so far."))
  }

  @Test func `headings skip no level and there is one title`() {
    var headings = Headings()
    let levels = [2, 1, 4, 2, 6].map { headings.next("a", $0).level }
    #expect(levels == [1, 2, 3, 2, 3])
  }

  @Test func `an index lists pages by their titles and first sentences`()
    throws
  {
    let notebook = try Notebook(Self.sums, name: "sums.sluice")
    #expect(notebook.pageTitle == "Sums")
    #expect(notebook.firstSentence == "Two numbers.")
    let page = IndexPage(
      "A course",
      [.init("Sums", "sums.html", text: "You can add.", minutes: 5)],
      isCourse: true)
    #expect(
      Marks.main(of: page.text) == """

        <h1>A course</h1><ol class="lessons"><li><a href="sums.html">Sums</a>\
        <span class="dim">, 5 minutes</span>\
        <p class="note">You can add.</p></li></ol>

        """)
  }
}
