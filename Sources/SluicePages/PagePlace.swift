/// Where a page stands among others that were exported with it.
package struct PagePlace: Sendable {
  /// Another page: its title, and its address from here.
  package struct Neighbour: Sendable {
    package var title, address: String

    package init(_ title: String, _ address: String) {
      self.title = title
      self.address = address
    }

    fileprivate func link(_ before: String) -> String {
      before
        + HTML.element("a", ["href": address], HTML.escaped(title))
    }
  }

  package var index: Neighbour
  package var previous, next: Neighbour?
  /// Of a lesson: how long it takes, and what one can do afterwards.
  package var goal: String?

  package init(
    index: Neighbour, previous: Neighbour? = nil, next: Neighbour? = nil,
    goal: String? = nil
  ) {
    self.index = index
    self.previous = previous
    self.next = next
    self.goal = goal
  }

  var header: String {
    HTML.element("nav", ["aria-label": "All pages"], index.link(""))
  }

  var goalLine: String {
    goal.map {
      HTML.element("p", ["class": "goal"], HTML.escaped($0))
    } ?? ""
  }

  var footer: String {
    let links = [previous?.link("Before: "), next?.link("Next: ")]
      .compactMap { $0 }.map { HTML.element("span", [:], $0) }
    return links.isEmpty
      ? ""
      : HTML.element(
        "nav", ["class": "beside", "aria-label": "Before and after"],
        links.joined())
  }
}
