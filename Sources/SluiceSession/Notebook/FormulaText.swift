import Foundation

/// Formulas between dollar signs, as LaTeX writes them, made readable on a
/// terminal: `$\alpha_{ab} \cdot h^2$` becomes `α_ab · h²`.
enum FormulaText {
  /// Markdown with its formulas as plain characters.
  static func readable(_ markdown: String) -> String {
    guard markdown.contains("$") else { return markdown }
    var result = ""
    var isCode = false
    for line in markdown.split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if !result.isEmpty || line.startIndex != markdown.startIndex {
        result += "\n"
      }
      if line.drop(while: { $0 == " " }).hasPrefix("```") { isCode.toggle() }
      result += isCode ? String(line) : formulas(in: line)
    }
    return result
  }

  /// A line with what stands between its dollar signs translated.
  private static func formulas(in line: Substring) -> String {
    var result = ""
    var rest = line
    while let start = rest.firstIndex(of: "$") {
      let before = rest[..<start]
      let mark = rest[start...].prefix { $0 == "$" }
      let inside = rest[mark.endIndex...]
      // Code between backticks is no formula, and neither is a price.
      guard before.count(where: { $0 == "`" }) % 2 == 0, mark.count <= 2,
        let first = inside.first, !first.isWhitespace, !first.isNumber,
        let end = inside.range(of: String(mark))
      else {
        result += before + mark
        rest = inside
        continue
      }
      result += before + escaped(plain(String(inside[..<end.lowerBound])))
      rest = inside[end.upperBound...]
    }
    return result + rest
  }

  /// What has a meaning in Markdown, without it.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\`*_[]<>|#".contains(character) { result.append("\\") }
      result.append(character)
    }
  }

  /// LaTeX as plain characters.
  static func plain(_ formula: String) -> String {
    var text = formula
    for (pattern, template) in [
      (#"\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}"#, "($1)/($2)"),
      (#"\\sqrt\{([^{}]*)\}"#, "√($1)"),
      (#"\\tilde\{?([A-Za-z])\}?"#, "$1\u{303}"),
      (#"\\[lr]Vert(?![A-Za-z])"#, "‖"),
      (#"\\(?:text|mathrm|mathbf|mathcal|operatorname)\{([^{}]*)\}"#, "$1"),
      (#"\^\{?\\top(?![A-Za-z])\}? ?"#, "ᵀ"),
      (#"\\(?:left|right|big|Big)(?![A-Za-z])"#, ""),
    ] {
      text = text.replacingOccurrences(
        of: pattern, with: template, options: .regularExpression)
    }
    for (name, sign) in symbols {
      text = text.replacingOccurrences(
        of: "\\\\\(name)(?![A-Za-z])" + (sign.hasSuffix(" ") ? " ?" : ""),
        with: sign, options: .regularExpression)
    }
    for (digit, raised) in zip("0123456789T", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵀ") {
      for form in ["^{\(digit)}", "^\(digit)"] {
        text = text.replacing(form, with: String(raised))
      }
    }
    text = text.replacingOccurrences(
      of: #"_\{([^{}]*)\}"#, with: "_$1", options: .regularExpression)
    return text.replacing("{", with: "").replacing("}", with: "")
      .replacing("\\,", with: " ").replacing("\\|", with: "‖")
      .replacing("\\;", with: " ")
  }

  private static let symbols: [(String, String)] = [
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("lambda", "λ"),
    ("sigma", "σ"), ("theta", "θ"), ("mu", "μ"), ("epsilon", "ε"),
    ("Omega", "Ω"), ("Theta", "Θ"), ("sum", "Σ"), ("prod", "Π"),
    ("cdot", "· "), ("times", "× "), ("leq?", "≤ "),
    ("geq?", "≥ "), ("neq", "≠ "), ("approx", "≈ "), ("in", "∈ "),
    ("to", "→ "), ("dots", "…"), ("ldots", "…"), ("cdots", "⋯"),
    ("infty", "∞"), ("partial", "∂"), ("nabla", "∇"), ("quad", "  "),
  ]
}
