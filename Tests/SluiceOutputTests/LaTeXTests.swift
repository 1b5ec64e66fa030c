import Testing

@testable import SluiceOutput

@Suite("LaTeX") struct LaTeXTests {
  @Test("Numbers stand to the right, and no sign means more than itself")
  func tabular() {
    let table = Table(
      ["method", "F1 %", "tokens"],
      [["hard_β & co", "90.10", "1,204"], ["a~b", "-0.5", "–"]])
    #expect(
      LaTeX.tabular(table) == #"""
        \begin{tabular}{lrr}
          \toprule
          method & F1 \% & tokens \\
          \midrule
          hard\_β \& co & 90.10 & 1,204 \\
          a\textasciitilde{}b & $-$0.5 & -- \\
          \bottomrule
        \end{tabular}

        """#)
    #expect(
      LaTeX.escaped(#"a\{b}^<#$"#)
        == ##"a\textbackslash{}\{b\}\textasciicircum{}\textless{}\#\$"##)
  }
}
