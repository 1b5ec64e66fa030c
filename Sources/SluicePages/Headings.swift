/// The headings of a page: one of the first level, none that skips a level, and
/// each with a name of its own.
struct Headings {
  /// A heading as the page has it.
  struct Place: Equatable {
    var title: String
    var level: Int
    var id: String
  }

  private(set) var all: [Place] = []
  private var names: [String: Int] = [:]

  /// Takes a heading in.
  ///
  /// - Parameters:
  ///   - title: Its text.
  ///   - level: As it was written, from 1.
  /// - Returns: How the page has it.
  mutating func next(_ title: String, _ level: Int) -> Place {
    let above = all.last?.level ?? 0
    let level = min(max(all.isEmpty ? 1 : 2, level), above + 1, 6)
    let place = Place(title: title, level: level, id: name(title))
    all.append(place)
    return place
  }

  /// Letters and digits with hyphens between them, behind a beginning that no
  /// other name of the page has.
  private mutating func name(_ title: String) -> String {
    let words = title.lowercased().prefix(60).split {
      !($0.isLetter || $0.isNumber)
    }
    let name = "s-" + words.joined(separator: "-")
    names[name, default: 0] += 1
    let count = names[name] ?? 1
    // No title makes two hyphens.
    return count == 1 ? name : "\(name)--\(count)"
  }

  /// A list of those of the second level, for pages that have several.
  var contents: String {
    let chapters = all.filter { $0.level == 2 }
    guard chapters.count > 2 else { return "" }
    let items = chapters.map {
      HTML.element(
        "li", [:],
        HTML.element("a", ["href": "#\($0.id)"], HTML.escaped($0.title)))
    }
    return HTML.element(
      "nav", ["class": "contents", "aria-label": "Contents"],
      HTML.folded(
        "Contents", HTML.element("ol", [:], items.joined())))
  }
}
