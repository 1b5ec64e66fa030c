"""Reads a page with Python's own parser: which elements and attributes there
are must not depend on what anybody wrote into a notebook."""

from html.parser import HTMLParser

COMMON = {"class", "id", "role", "tabindex", "aria-label", "aria-labelledby",
          "aria-live", "aria-hidden", "lang"}
ELEMENTS = {
    "html": set(), "head": set(), "body": set(), "title": set(),
    "meta": {"charset", "http-equiv", "content", "name"},
    "style": set(), "script": set(), "header": set(), "main": set(),
    "footer": set(), "nav": set(), "div": {
        "data-kind", "data-right", "data-within", "data-because",
        "data-largest"},
    "h1": set(), "h2": set(), "h3": set(), "h4": set(), "h5": set(),
    "h6": set(), "p": set(), "br": set(), "hr": set(), "ul": set(),
    "ol": {"start"}, "li": set(), "dl": set(), "dt": set(), "dd": set(),
    "blockquote": set(), "pre": set(), "code": set(), "span": {"data-k"},
    "strong": set(), "em": set(), "bdi": set(), "a": {"href"},
    "img": {"src", "alt"}, "table": set(), "caption": set(), "thead": set(),
    "tbody": set(), "tr": set(), "th": {"scope"},
    "td": {"data-k", "data-bar"}, "figure": set(), "figcaption": set(),
    "details": set(), "summary": set(), "button": {"type"},
    "fieldset": set(), "label": set(), "output": set(),
    "input": {"type", "name", "step", "min", "max", "value", "data-unit"},
    "svg": {"width", "height", "viewbox"}, "g": {"data-k", "data-gate"},
    "path": {"d", "stroke-width"}, "rect": {
        "x", "y", "width", "height", "rx"},
    "line": {"x1", "x2", "y1", "y2", "data-x", "stroke-dasharray"},
    "polyline": {"points", "stroke-dasharray"}, "circle": {"cx", "cy", "r"},
    "text": {"x", "y", "text-anchor", "transform", "dy", "data-k"},
    "math": {"display"}, "mrow": set(), "mi": set(), "mo": set(),
    "mn": set(), "mtext": set(), "mspace": {"width"}, "mfrac": set(),
    "msqrt": set(), "mover": {"accent"}, "munder": set(),
    "munderover": set(), "msub": set(), "msup": set(), "msubsup": set(),
}
ONCE = {"html", "head", "body", "title", "style", "script", "main", "h1"}
VOID = {"meta", "br", "hr", "img", "input"}


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.problems = []
        self.count = {}
        self.ids = set()
        self.open = []

    def handle_starttag(self, name, attributes):
        self.take(name, attributes)
        if name not in VOID:
            self.open.append(name)

    def handle_startendtag(self, name, attributes):
        self.take(name, attributes)

    def take(self, name, attributes):
        self.count[name] = self.count.get(name, 0) + 1
        if name not in ELEMENTS:
            self.problems.append(f"an element <{name}>")
            return
        for key, value in attributes:
            if key not in COMMON | ELEMENTS[name]:
                self.problems.append(f"an attribute {key} of <{name}>")
            if key == "id" and value in self.ids:
                self.problems.append(f"two elements are called {value}")
            if key == "id":
                self.ids.add(value)
            if key == "href" and not is_allowed(value or ""):
                self.problems.append(f"a link to {value}")
            if key == "src" and not (value or "").startswith("data:image/"):
                self.problems.append(f"a picture from {value}")

    def handle_endtag(self, name):
        if not self.open or self.open.pop() != name:
            self.problems.append(f"</{name}> closes something else")

    def handle_comment(self, text):
        self.problems.append(f"a comment: {text}")

    def handle_pi(self, text):
        self.problems.append(f"an instruction: {text}")

    def unknown_decl(self, text):
        self.problems.append(f"a declaration: {text}")


def is_allowed(address):
    scheme = address.split(":")[0] if ":" in address else ""
    if scheme.lower() in ("http", "https", "mailto"):
        return not any(c <= " " for c in address)
    return not scheme and (
        address.startswith("#") or address.endswith(".html"))


def wrong_marks(text):
    """What stands in a page that the program does not write itself."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    yield from reader.problems
    if reader.open:
        yield f"never closed: {reader.open}"
    for name in ONCE - {"h1"}:
        if reader.count.get(name) != 1:
            yield f"{reader.count.get(name)} elements <{name}>"
