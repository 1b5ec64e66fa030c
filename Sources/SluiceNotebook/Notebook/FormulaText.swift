internal import CCommonMark
import Foundation

/// Formulas between dollar signs, as LaTeX writes them, made readable on a
/// terminal: `$\alpha_{ab} \cdot h^2$` becomes `α_ab · h²`.
struct FormulaText {
  /// Markdown in which each formula is its number between two marks, so that
  /// nothing in it means anything to CommonMark.
  private(set) var markdown = ""
  /// As LaTeX writes them.
  private var formulas: [String] = []

  /// Characters that nobody writes: those of the text itself are made visible.
  private static let (open, close): (Character, Character) = (
    "\u{E000}", "\u{E001}"
  )

  init(_ text: String) {
    guard text.contains("$") else {
      markdown = text
      return
    }
    let text = String(
      text.map { $0 == Self.open || $0 == Self.close ? "\u{FFFD}" : $0 })
    markdown = marked(text)
  }

  /// Text of the document in pieces, each with its formula if it is one.
  func pieces(of text: String) -> [(text: String, formula: String?)] {
    guard !formulas.isEmpty, text.contains(Self.open) else {
      return [(text, nil)]
    }
    var pieces: [(String, String?)] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: Self.open),
      let end = rest[start...].firstIndex(of: Self.close)
    {
      // A text may still have the marks, as the numbers of characters.
      let number = Int(rest[start..<end].dropFirst())
      if let number, formulas.indices.contains(number) {
        pieces.append((String(rest[..<start]), nil))
        pieces.append((Self.plain(formulas[number]), formulas[number]))
      } else {
        pieces.append((String(rest[...end]), nil))
      }
      rest = rest[end...].dropFirst()
    }
    return pieces + [(String(rest), nil)]
  }

  /// Text of the document with its formulas as they were written: of an
  /// address, where a dollar sign is no mark.
  func written(_ text: String) -> String {
    pieces(of: text).map { piece in
      piece.formula.map { "$\($0)$" } ?? piece.text
    }.joined()
  }

  private mutating func marked(_ markdown: String) -> String {
    let code = CommonMark.withDocument(markdown, Self.codeLines) ?? []
    var result = ""
    // Lines of a paragraph together, since code may go on over several.
    var open = ""
    func close() {
      if !open.isEmpty { result += marked(paragraph: open) }
      open = ""
    }
    for (number, line) in Notebook.lines(of: markdown).enumerated() {
      let isCode = code.contains(number)
      if isCode || line.allSatisfy(\.isWhitespace) {
        close()
        result += line
      } else {
        open += line
      }
    }
    close()
    return result
  }

  /// The lines, from 0, of all blocks of code, wherever they stand.
  private static func codeLines(_ document: OpaquePointer) -> Set<Int> {
    var lines: Set<Int> = []
    guard let walk = cmark_iter_new(document) else { return lines }
    defer { cmark_iter_free(walk) }
    while true {
      let event = cmark_iter_next(walk)
      guard event != CMARK_EVENT_DONE else { return lines }
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk),
        cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK
      else { continue }
      let first = Int(cmark_node_get_start_line(node))
      let last = Int(cmark_node_get_end_line(node))
      if first > 0, first <= last { lines.formUnion(first - 1...last - 1) }
    }
  }

  /// A paragraph with what stands between its dollar signs marked, but for code
  /// between backticks, prices, and what a backslash takes its meaning.
  private mutating func marked(paragraph text: String) -> String {
    var result = ""
    var rest = text[...]
    // Where a run of so many backticks stands last: a run opens code only if
    // there is another one of its length.
    var last: [Int: String.Index] = [:]
    var scan = rest
    while let start = scan.firstIndex(of: "`") {
      let run = scan[start...].prefix { $0 == "`" }
      last[run.count] = start
      scan = scan[run.endIndex...]
    }
    while let start = rest.firstIndex(where: { "$`\\".contains($0) }) {
      result += rest[..<start]
      let sign = rest[start]
      let mark = rest[start...].prefix { $0 == sign }
      let inside = rest[mark.endIndex...]
      switch sign {
      case "\\":
        let escape = rest[start...].prefix(2)
        result += escape
        rest = rest[escape.endIndex...]
      case "`":
        rest = inside
        result += mark
        guard let end = last[mark.count], end > start else { continue }
        while let next = rest.firstIndex(of: "`") {
          let run = rest[next...].prefix { $0 == "`" }
          result += rest[..<run.endIndex]
          rest = rest[run.endIndex...]
          if run.count == mark.count { break }
        }
      default:
        rest = inside
        guard mark.count <= 2, let first = inside.first, !first.isWhitespace,
          !first.isNumber,
          let end = inside.prefix(while: { !$0.isNewline })
            .firstRange(of: mark)
        else {
          result += mark
          continue
        }
        result += "\(Self.open)\(formulas.count)\(Self.close)"
        formulas.append(String(inside[..<end.lowerBound]))
        rest = inside[end.upperBound...]
      }
    }
    return result + rest
  }

  /// LaTeX as plain characters.
  package static func plain(_ formula: String) -> String {
    var text = applied(rules, to: formula)
    for (digit, raised) in zip("0123456789T", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵀ") {
      for form in ["^{\(digit)}", "^\(digit)"] {
        text = text.replacing(form, with: String(raised))
      }
    }
    text = applied(indices, to: text)
    return text.replacing("{", with: "").replacing("}", with: "")
      .replacing("\\,", with: " ").replacing("\\|", with: "‖")
      .replacing("\\;", with: " ")
  }

  /// A pattern, compiled once, and what its matches become.
  private typealias Rule = (pattern: NSRegularExpression, template: String)

  private static func applied(_ rules: [Rule], to formula: String) -> String {
    rules.reduce(formula) { text, rule in
      rule.pattern.stringByReplacingMatches(
        in: text, range: NSRange(text.startIndex..., in: text),
        withTemplate: rule.template)
    }
  }

  private static func compiled(_ rules: [(String, String)]) -> [Rule] {
    rules.compactMap { pattern, template in
      (try? NSRegularExpression(pattern: pattern)).map { ($0, template) }
    }
  }

  private static let rules = compiled(
    commands
      + symbols.map { name, sign in
        let blank = sign.hasSuffix(" ") ? " ?" : ""
        return ("\\\\\(name)(?![A-Za-z])" + blank, sign)
      })
  private static let indices = compiled([(#"_\{([^{}]*)\}"#, "_$1")])

  private static let commands: [(String, String)] = [
    (#"\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}"#, "($1)/($2)"),
    (#"\\sqrt\{([^{}]*)\}"#, "√($1)"),
    (#"\\tilde\{?([A-Za-z])\}?"#, "$1\u{303}"),
    (#"\\[lr]Vert(?![A-Za-z])"#, "‖"),
    (#"\\(?:text|mathrm|mathbf|mathcal|operatorname)\{([^{}]*)\}"#, "$1"),
    (#"\^\{?\\top(?![A-Za-z])\}? ?"#, "ᵀ"),
    (#"\\(?:left|right|big|Big)(?![A-Za-z])"#, ""),
  ]

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
