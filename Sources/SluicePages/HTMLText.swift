import SluiceOutput

/// Text with styles as elements.
struct HTMLText {
  var links = PageLinks()

  func inline(_ text: StyledText) -> String {
    text.spans.map(inline).joined()
  }

  /// Lines that a page breaks where the text does.
  func broken(_ text: StyledText) -> String {
    inline(text).replacing("\n", with: "<br/>\n")
  }

  private func inline(_ span: StyledText.Span) -> String {
    for case .formula(let formula) in span.styles {
      return styled(MathML.inline(formula), span)
    }
    return styled(HTML.escaped(span.text), span)
  }

  private func styled(_ text: String, _ span: StyledText.Span) -> String {
    span.styles.reversed().reduce(text) { inside, style in
      switch style {
      case .strong: HTML.element("strong", [:], inside)
      case .emphasis: HTML.element("em", [:], inside)
      // A short one is not broken at its hyphens.
      case .code, .typed:
        span.text.count < 24
          ? HTML.element("code", ["class": "w"], inside)
          : HTML.element("code", [:], inside)
      case .link(let target):
        links.address(target).map {
          HTML.element("a", ["href": $0], inside)
        } ?? inside
      case .image(let source): image(source, inside, says: span.text)
      case .formula: inside
      case .series, .shade: inside
      default: HTML.element("span", ["class": Self.name(of: style)], inside)
      }
    }
  }

  /// A picture of the notebook's folder; of one that is elsewhere a link, of
  /// what is no picture what it says.
  private func image(
    _ source: String, _ inside: String, says text: String
  ) -> String {
    switch EmbeddedImage(source, of: links) {
    case .data(let data):
      return HTML.void("img", ["src": data, "alt": text])
    case .elsewhere:
      let name = inside.isEmpty ? HTML.escaped(source) : inside
      return HTML.element("a", ["href": source], "Picture: \(name)")
    case .refused(let reason):
      let name = inside.isEmpty ? HTML.escaped(source) : inside
      return "[\(name)] "
        + HTML.element("span", ["class": "dim"], "(\(HTML.escaped(reason)))")
    }
  }

  /// The class of what has no element of its own.
  private static func name(of style: Style) -> String {
    switch style {
    case .dim: "dim"
    case .error: "bad"
    case .success: "good"
    case .place: "place"
    case .added: "added"
    case .removed: "removed"
    case .changed: "changed"
    case .hunk: "hunk"
    case .verb: "v"
    case .keyword: "k"
    case .number: "n"
    case .string: "s"
    case .comment: "c"
    default: ""
    }
  }
}
