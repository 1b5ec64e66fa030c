"""Holds the recorded outputs of a page against those of its notebook."""

import re
from html.parser import HTMLParser

NUMBER = re.compile(r"-?\d[\d,]*\.?\d*")


class Outputs(HTMLParser):
    """The texts of a page's recorded outputs."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.texts = []
        self.inside = False

    def handle_starttag(self, name, attributes):
        kinds = (dict(attributes).get("class") or "").split()
        if name == "pre" and "recorded" in kinds:
            self.inside = True
            self.texts.append("")

    def handle_endtag(self, name):
        if name == "pre":
            self.inside = False

    def handle_data(self, text):
        if self.inside:
            self.texts[-1] += text


def recorded(text):
    """The fences `output` of a notebook that belong to no profile."""
    return [found.group(2) for found in re.finditer(
        r"^(`{3,})output[ \t]*\n(.*?)^\1[ \t]*$", text, re.M | re.S)]


def differences(page, notebooks):
    found = [path for path in notebooks.rglob("*.sluice")
             if path.stem == page.stem]
    if len(found) != 1:
        return []
    reader = Outputs()
    reader.feed(page.read_text(encoding="utf-8"))
    if not reader.texts:
        return []
    shown = NUMBER.findall("\n".join(reader.texts))
    kept = NUMBER.findall("\n".join(
        recorded(found[0].read_text(encoding="utf-8"))))
    if shown == kept:
        return []
    return [f"{len(shown)} numbers of recorded outputs, {len(kept)} in"
            f" {found[0]}, which are not the same"]
