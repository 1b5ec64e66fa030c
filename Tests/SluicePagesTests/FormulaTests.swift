import Testing

@testable import SluicePages

struct FormulaTests {
  @Test(arguments: [
    (
      "h'_i = \\sum_j \\alpha_{ij} \\cdot h_j",
      "<msubsup><mi>h</mi><mi>i</mi><mrow><mo>′</mo></mrow></msubsup>"
        + "<mo>=</mo><munder><mo>∑</mo><mi>j</mi></munder>"
        + "<msub><mi>α</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>"
        + "<mo>·</mo><msub><mi>h</mi><mi>j</mi></msub>"
    ),
    (
      "s/\\sqrt{n}",
      "<mi>s</mi><mo>/</mo><msqrt><mrow><mi>n</mi></mrow></msqrt>"
    ),
    (
      "\\|G_1^\\top\\|^2",
      "<mo>‖</mo><msubsup><mi>G</mi><mn>1</mn><mi>⊤</mi></msubsup>"
        + "<msup><mo>‖</mo><mn>2</mn></msup>"
    ),
    ("\\unknown x", "<mtext>\\unknown</mtext><mi>x</mi>"),
    (
      "\\frac{1}{2}",
      "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"
    ),
    ("}{_^", "<mrow><msup><mo>_</mo><mrow></mrow></msup></mrow>"),
  ]) func `a formula becomes MathML`(formula: String, elements: String) {
    #expect(
      MathML.inline(formula) == "<math><mrow>\(elements)</mrow></math>")
  }

  @Test(arguments: ["{", "\\sqrt", "\\left", "^", "\\text", "\\frac", "x_"])
  func `no formula is too deep or too short`(part: String) {
    let formula = String(repeating: part, count: 2_000)
    #expect(Marks(MathML.inline(formula)) != nil)
  }
}
