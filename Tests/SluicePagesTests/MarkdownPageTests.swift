import SluiceNotebook
import Testing

@testable import SluicePages

struct MarkdownPageTests {
  @Test func `a notebook becomes plain Markdown`() throws {
    let notebook = try Notebook(
      """
      <!-- sluice: seed=3 -->

      # Sums

      ```sluice #sum atol=0.5
      print 1 + 2
      ```

      ```output
      3
      ```

      ```sluice exercise #third
      let third = …
      ```

      ```hint
      Divide.
      ```

      ```sluice solution
      let third = 1 / 3
      ```

      ```sluice check
      assert third * 3 == 1 "a third"
      ```
      """, name: "sums.sluice")
    let page = MarkdownPage(
      notebook, CellOutputs(.recorded(profile: nil)), folder: "sums_files")
    #expect(page.figures.isEmpty)
    #expect(
      page.text == """
        <!-- sluice: seed=3 -->

        # Sums

        ```sluice
        print 1 + 2
        ```

        ```text
        3
        ```

        **Exercise: third**

        ```sluice
        let third = …
        ```

        <details>
        <summary>Hint 1</summary>

        Divide.

        </details>

        <details>
        <summary>The solution</summary>

        ```sluice
        let third = 1 / 3
        ```

        </details>

        ---

        *The outputs are those that are recorded in the notebook.*

        """)
  }

  @Test func `figures of a run are files beside the page`() throws {
    let text = """
      # Curves

      ```sluice
      corpus toy = toy_english(sentences=20)
      task pos = toy.pos
      network net tasks=[pos] layers=1 hidden=4 word=4 characters=2 spelling=2 head=4
      train net epochs=2
      plot net loss
      ```
      """
    let page = MarkdownPage(
      try Notebook(text, name: "curves.sluice"),
      try SamplePage.run(text).outputs, folder: "curves_files")
    // The losses and scores of the training, and what was asked for.
    #expect(
      page.figures.map(\.name) == [
        "figure-1.svg", "figure-2.svg", "figure-3.svg",
      ])
    #expect(page.text.contains("](curves_files/figure-1.svg)"))
    #expect(page.figures[0].svg.hasPrefix("<svg xmlns="))
  }
}
