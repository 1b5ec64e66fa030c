/// The part of LaTeX's formulas that notebooks use, as MathML; what is not known
/// is shown as it is written.
struct MathML {
  /// What is left to read: commands with their backslash, and characters.
  private var tokens: ArraySlice<String>

  /// A formula within a line, its source for those that cannot show it.
  static func inline(_ formula: String) -> String {
    element(formula, [:])
  }

  /// A formula on lines of its own.
  static func block(_ formula: String) -> String {
    element(formula, ["display": "block"])
  }

  private static func element(
    _ formula: String, _ attributes: KeyValuePairs<String, String>
  ) -> String {
    var reader = MathML(tokens: tokens(of: formula)[...])
    var rows = ""
    while !reader.tokens.isEmpty { rows += reader.list(depth: 0) }
    return HTML.element("math", attributes, "<mrow>\(rows)</mrow>")
  }

  private static func tokens(of formula: String) -> [String] {
    var tokens: [String] = []
    var rest = formula[...]
    while let first = rest.first {
      var token = String(first)
      if first == "\\" {
        let name = rest.dropFirst().prefix { $0.isASCII && $0.isLetter }
        token += name.isEmpty ? rest.dropFirst().prefix(1) : name
      } else if first.isNumber {
        token = String(rest.prefix { $0.isNumber || $0 == "." })
      }
      rest = rest.dropFirst(token.count)
      if !first.isWhitespace { tokens.append(token) }
    }
    return tokens
  }

  /// Elements up to a closing brace, which is taken, or the end.
  private mutating func list(depth: Int) -> String {
    var result = ""
    while let token = tokens.first {
      if token == "}" {
        tokens.removeFirst()
        break
      }
      result += scripted(depth: depth)
    }
    return result
  }

  /// An element with what stands below and above it.
  private mutating func scripted(depth: Int) -> String {
    let isSum = ["\\sum", "\\prod"].contains(tokens.first)
    let base = atom(depth: depth)
    var below: String?
    var above: String?
    var primes = ""
    while let mark = tokens.first {
      if mark == "'" {
        tokens.removeFirst()
        primes += "′"
      } else if mark == "_", below == nil {
        tokens.removeFirst()
        below = atom(depth: depth)
      } else if mark == "^", above == nil {
        tokens.removeFirst()
        above = atom(depth: depth)
      } else {
        break
      }
    }
    if !primes.isEmpty {
      above = "<mrow><mo>\(primes)</mo>\(above ?? "")</mrow>"
    }
    let names =
      isSum ? ("munder", "mover", "munderover") : ("msub", "msup", "msubsup")
    switch (below, above) {
    case (let below?, let above?):
      return "<\(names.2)>\(base)\(below)\(above)</\(names.2)>"
    case (let below?, nil): return "<\(names.0)>\(base)\(below)</\(names.0)>"
    case (nil, let above?): return "<\(names.1)>\(base)\(above)</\(names.1)>"
    case (nil, nil): return base
    }
  }

  /// One element: a letter, a number, a sign, or what stands in braces.
  private mutating func atom(depth: Int) -> String {
    guard let token = tokens.popFirst() else { return "<mrow></mrow>" }
    // Deeper ones are shown as text.
    guard depth < 30 else { return text(token) }
    switch token {
    case "{": return "<mrow>\(list(depth: depth + 1))</mrow>"
    case "\\frac", "\\dfrac", "\\tfrac":
      let above = atom(depth: depth + 1)
      return "<mfrac>\(above)\(atom(depth: depth + 1))</mfrac>"
    case "\\sqrt": return "<msqrt>\(atom(depth: depth + 1))</msqrt>"
    case "\\tilde", "\\hat", "\\bar":
      let sign = ["\\tilde": "~", "\\hat": "^", "\\bar": "¯"][token] ?? ""
      return "<mover accent=\"true\">\(atom(depth: depth + 1))"
        + "<mo>\(sign)</mo></mover>"
    case "\\text", "\\mathrm", "\\operatorname", "\\mathbf", "\\mathcal":
      return text(words())
    case "\\left", "\\right", "\\big", "\\Big":
      return tokens.isEmpty ? "" : atom(depth: depth + 1)
    case "\\,", "\\;", "\\quad", "\\ ":
      return "<mspace width=\"\(token == "\\quad" ? "1em" : "0.2em")\"/>"
    default: return sign(token)
    }
  }

  /// What stands in braces, as it is.
  private mutating func words() -> String {
    guard tokens.first == "{" else { return tokens.popFirst() ?? "" }
    tokens.removeFirst()
    let words = tokens.prefix { $0 != "}" }
    tokens = tokens.dropFirst(words.count + 1)
    return words.joined()
  }

  private func sign(_ token: String) -> String {
    if let letter = Self.letters[token] { return "<mi>\(letter)</mi>" }
    if let sign = Self.signs[token] { return "<mo>\(sign)</mo>" }
    guard let first = token.first, token.count == 1 || first.isNumber else {
      return text(token)
    }
    if first.isNumber { return "<mn>\(HTML.escaped(token))</mn>" }
    return first.isLetter
      ? "<mi>\(HTML.escaped(token))</mi>" : "<mo>\(HTML.escaped(token))</mo>"
  }

  private func text(_ token: String) -> String {
    "<mtext>\(HTML.escaped(token))</mtext>"
  }

  private static let letters = [
    "\\alpha": "α", "\\beta": "β", "\\gamma": "γ", "\\lambda": "λ",
    "\\sigma": "σ", "\\theta": "θ", "\\mu": "μ", "\\epsilon": "ε",
    "\\Omega": "Ω", "\\Theta": "Θ", "\\infty": "∞", "\\dots": "…",
    "\\ldots": "…", "\\cdots": "⋯", "\\top": "⊤",
  ]

  private static let signs = [
    "\\sum": "∑", "\\prod": "∏", "\\cdot": "·", "\\times": "×",
    "\\le": "≤", "\\leq": "≤", "\\ge": "≥", "\\geq": "≥", "\\neq": "≠",
    "\\approx": "≈", "\\in": "∈", "\\to": "→", "\\partial": "∂",
    "\\nabla": "∇", "\\|": "‖", "\\lVert": "‖", "\\rVert": "‖", "-": "−",
    "\\{": "{", "\\}": "}", "<": "&lt;", ">": "&gt;",
  ]
}
