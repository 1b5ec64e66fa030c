import SluiceNotebook
import SluiceOutput

/// The page that leads to all others of an export.
package struct IndexPage {
  /// One page, as the index lists it.
  package struct Entry: Sendable {
    package var title, address: String
    /// Its first sentence, or what one can do after it.
    package var text: String
    package var minutes: Int?

    package init(
      _ title: String, _ address: String, text: String, minutes: Int? = nil
    ) {
      self.title = title
      self.address = address
      self.text = text
      self.minutes = minutes
    }
  }

  package let text: String

  /// - Parameters:
  ///   - title: Of the course or the folder.
  ///   - entries: Its pages, in order.
  ///   - isCourse: Whether they are lessons, which are numbered.
  package init(_ title: String, _ entries: [Entry], isCourse: Bool) {
    let items = entries.map { entry in
      let minutes = entry.minutes.map {
        HTML.element(
          "span", ["class": "dim"],
          ", \(NumberText.count($0, of: "minute"))")
      }
      return HTML.element(
        "li", [:],
        HTML.element("a", ["href": entry.address], HTML.escaped(entry.title))
          + (minutes ?? "")
          + HTML.element("p", ["class": "note"], HTML.escaped(entry.text)))
    }
    text =
      PageFrame(
        title: title,
        main: HTML.element("h1", [:], HTML.escaped(title))
          + HTML.element(
            isCourse ? "ol" : "ul", ["class": "lessons"], items.joined()),
        footer: HTML.element("p", [:], "Made of notebooks by Sluice.")
      ).html
  }
}

extension Notebook {
  /// The title that pages give it.
  package var pageTitle: String {
    outline.first { $0.level == 1 }?.text ?? outline.first?.text ?? fileName
  }

  /// The first sentence of its prose.
  package var firstSentence: String {
    for case .prose(let lines) in parts {
      let text = Prose.output(self.text(lines)).firstParagraph
      guard let text else { continue }
      let end = text.firstRange(of: /[.?!](?=\s|$)/)?.upperBound
      return String(text[..<(end ?? text.endIndex)])
    }
    return ""
  }
}

extension Output {
  fileprivate var firstParagraph: String? {
    for block in blocks {
      switch block {
      case .paragraph(let text): return text.plain
      case .parts(let parts):
        for part in parts {
          if let found = part.firstParagraph { return found }
        }
      default: continue
      }
    }
    return nil
  }
}
