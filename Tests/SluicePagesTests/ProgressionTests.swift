import SluiceEvaluator
import SluiceOutput
import Testing

@testable import SluicePages

struct ProgressionTests {
  private static let training = """
    # Two tasks

    ```sluice
    corpus toy = toy_english(sentences=20)
    task pos = toy.pos
    task names = toy.ner
    network net tasks=[names, pos] layers=1 hidden=4 word=4 characters=2 spelling=2 head=4
    ```

    ```sluice
    train net epochs=2
    ```

    ```sluice
    print 1
    ```
    """

  @Test func `the page of a training has each epoch's numbers`() throws {
    let run = try SamplePage.run(Self.training)
    #expect(run.outputs.mistakes.isEmpty)
    let moving = (0...2).map { cell in
      run.outputs.printed[cell]?.blocks.contains {
        if case .progressions = $0 { true } else { false }
      }
    }
    #expect(moving == [false, true, false])
    guard case .progressions(let all)? = run.outputs.printed[1]?.blocks.last
    else { return }
    #expect(all.map(\.title) == ["how the sharing of net was learned"])
    #expect(all[0].moments.map(\.number) == [0, 1, 2])
    #expect(all[0].moments[2].matrices.map(\.title) == ["alpha, layer 1"])
    #expect(
      all[0].gates.map(\.name) == [
        "pos ← names, layer 1", "names ← pos, layer 1",
      ])
    #expect(
      all[0].gates[0].sentence.contains(
        /nats per token (lower|higher) on development sentences/))
  }

  @Test func `what moves follows the columns of the table`() {
    func matrix(_ value: Double) -> LabelledMatrix {
      LabelledMatrix(
        "alpha", rows: ["a"], columns: ["b"], values: [[value]],
        marks: [["*"]])
    }
    let html = ProgressionFigure([
      Progression(
        "how net learned", unit: "epoch",
        moments: [
          .init(0, matrices: [matrix(0.5)]), .init(1, matrices: [matrix(-1)]),
        ])
    ]).html
    #expect(html.contains("<td class=\"n9\" data-k=\"0\">-1.000*</td>"))
    #expect(
      html.contains(
        """
        <tbody><tr><th scope="row">0</th><td>0.500</td></tr>\
        <tr><th scope="row">1</th><td>-1.000</td></tr></tbody>
        """))
  }

  @Test func `where nothing moved there are folded curves`() {
    let losses = Plot(
      "loss", x: "epoch", y: "nats",
      series: [Plot.Series("a", [Plot.Point(1, 2), Plot.Point(2, 1)])])
    let html = ProgressionFigure([
      Progression(
        "how net was trained", unit: "epoch", moments: [], curves: [losses])
    ]).html
    #expect(
      html.hasPrefix("<details><summary>How net was trained</summary><figure>"))
    #expect(
      html.contains("<figcaption>a goes from 2.000 to 1.000.</figcaption>"))
  }
}
