#!/usr/bin/env python3
"""Looks at exported pages in a browser, as readers would, and says what is wrong.

    sluice export notebooks --to html -o pages
    python3 Tests/Pages/look.py pages --notebooks notebooks

Every page is opened from the disk with the network off, at the width of a phone
and of a desk, in light and in dark. It may ask for no other file, say nothing on
the console, be no wider than the screen, and break no rule that axe-core knows.
Its sliders have to move every number to what the page's table says, its figures
need tables, its questions answers. With --notebooks the numbers of recorded
outputs are compared with the notebooks'. Elements and attributes are read by a
second parser: only those that the program writes itself may be there.

It needs chromium, and from PyPI websocket-client and axe-core-python; where one
of them is missing it says so and ends with 0.
"""

import argparse
import base64
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

from parse import wrong_marks
from recorded import differences

HERE = pathlib.Path(__file__).parent
SIZES = [(390, 844), (1280, 900)]
SCHEMES = ["light", "dark"]


class Browser:
    """A headless browser and one page of it, by the DevTools protocol."""

    def __init__(self, program, websocket):
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu",
             "--remote-debugging-port=0", "--no-first-run",
             f"--user-data-dir={self.folder.name}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port_file = pathlib.Path(self.folder.name) / "DevToolsActivePort"
        for _ in range(200):
            if port_file.exists() and port_file.read_text().count("\n"):
                break
            time.sleep(0.1)
        port = port_file.read_text().split("\n")[0]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as reply:
            pages = [p for p in json.load(reply) if p["type"] == "page"]
        self.socket = websocket.create_connection(
            pages[0]["webSocketDebuggerUrl"], suppress_origin=True, timeout=60)
        self.number = 0
        self.events = []
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.do(f"{domain}.enable")
        self.do("Network.emulateNetworkConditions", offline=True, latency=0,
                downloadThroughput=0, uploadThroughput=0)

    def do(self, method, **parameters):
        self.number += 1
        self.socket.send(json.dumps(
            {"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def open(self, path):
        self.events = []
        self.do("Page.navigate", url=path.resolve().as_uri())
        while not any(e.get("method") == "Page.loadEventFired"
                      for e in self.events):
            self.events.append(json.loads(self.socket.recv()))

    def look(self, width, height, scheme):
        self.do("Emulation.setDeviceMetricsOverride", width=width,
                height=height, deviceScaleFactor=2 if width < 500 else 1,
                mobile=width < 500)
        self.do("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": scheme}])

    def run(self, script):
        result = self.do("Runtime.evaluate", expression=script,
                         awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"])
        return result["result"].get("value")

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


def said(events, page):
    """What the browser fetched beside the page, and what it said."""
    for event in events:
        method, facts = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent":
            url = facts["request"]["url"]
            if url != page.resolve().as_uri() and not url.startswith("data:"):
                yield f"asks for {url}"
        elif method == "Runtime.consoleAPICalled":
            yield f"the console: {facts['args']}"
        elif method == "Runtime.exceptionThrown":
            details = facts["exceptionDetails"]
            yield f"an exception: {details.get('exception', details)}"
        elif method == "Log.entryAdded":
            yield f"the log: {facts['entry']['text']}"


def look(browser, page, axe, arguments):
    problems = list(wrong_marks(page.read_text(encoding="utf-8")))
    if arguments.notebooks:
        problems += differences(page, pathlib.Path(arguments.notebooks))
    browser.look(*SIZES[0], SCHEMES[0])
    browser.open(page)
    # Before the page is tried, as it is read first.
    for size in SIZES:
        for scheme in SCHEMES:
            browser.look(*size, scheme)
            where = f"{size[0]} px, {scheme}"
            if arguments.screenshots:
                shoot(browser, page, f"{size[0]}-{scheme}", arguments)
            wide = browser.run(
                "document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                problems.append(f"{where}: {wide} px wider than the screen")
            browser.run(axe)
            for rule in json.loads(browser.run(
                    "axe.run(document, {resultTypes: ['violations']}).then("
                    "r => JSON.stringify(r.violations.map("
                    "v => [v.id, v.help, v.nodes.length, v.nodes[0].html])))")):
                problems.append(f"{where}: axe: {rule}")
    problems += browser.run((HERE / "try.js").read_text(encoding="utf-8"))
    # The page says nothing while it is tried, either.
    browser.do("Runtime.evaluate", expression="0")
    problems += said(browser.events, page)
    if arguments.pdf:
        browser.look(*SIZES[1], "light")
        pdf = browser.do("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)
        name = pathlib.Path(arguments.pdf) / f"{page.stem}.pdf"
        name.write_bytes(base64.b64decode(pdf["data"]))
    return problems


def shoot(browser, page, name, arguments):
    folder = pathlib.Path(arguments.screenshots)
    height = browser.run("document.documentElement.scrollHeight")
    limit = 6000 if arguments.whole else 1800
    width = browser.run("innerWidth")
    picture = browser.do(
        "Page.captureScreenshot", captureBeyondViewport=True,
        clip={"x": 0, "y": 0, "width": width, "height": min(height, limit),
              "scale": 1})
    (folder / f"{page.stem}-{name}.png").write_bytes(
        base64.b64decode(picture["data"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", nargs="+", help="pages, or folders of them")
    parser.add_argument("--notebooks", help="whose recorded outputs they show")
    parser.add_argument("--screenshots", help="a folder for pictures")
    parser.add_argument("--whole", action="store_true",
                        help="pictures of whole pages")
    parser.add_argument("--pdf", help="a folder for pages as printed")
    arguments = parser.parse_args()
    program = next(filter(None, map(
        shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    try:
        import axe_core_python
        import websocket
    except ImportError as error:
        program, missing = None, error
    else:
        missing = "there is no chromium"
    if program is None:
        print(f"skipped: {missing}")
        return 0
    axe = next(pathlib.Path(axe_core_python.__path__[0]).glob("axe*.js"))
    axe = axe.read_text(encoding="utf-8")
    for folder in filter(None, [arguments.screenshots, arguments.pdf]):
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    pages = [page for name in map(pathlib.Path, arguments.pages) for page in
             (sorted(name.rglob("*.html")) if name.is_dir() else [name])]
    if not pages:
        print("there is no page to look at")
        return 1
    start = time.time()
    failed = 0
    browser = Browser(program, websocket)
    try:
        for page in pages:
            problems = look(browser, page, axe, arguments)
            failed += bool(problems)
            size = page.stat().st_size // 1000
            print("FAIL" if problems else "ok  ", page, f"({size} kB)")
            for problem in problems:
                print("    ", problem)
    finally:
        browser.close()
    print(f"{len(pages)} pages, {failed} with problems"
          f" ({time.time() - start:.0f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
