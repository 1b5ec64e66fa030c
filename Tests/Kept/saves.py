#!/usr/bin/env python3
"""Saves a notebook as editors do while `sluice watch` looks at it: by a rename, by
emptying and writing it, and twice in ten milliseconds. Each time there is one round,
and the difference is on the screen in under a second.

    Tests/Kept/saves.py .build/release/sluice
"""
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NOTEBOOK = """# Saved

```sluice #first
let one = 1
```

```sluice #second
print one + 1
```

```output
2
```
"""


class Watched:
    def __init__(self, program):
        self.place = Path(tempfile.mkdtemp(prefix="sluice-saves-")) / "saved.sluice"
        self.place.write_text(NOTEBOOK)
        self.screen, inside = pty.openpty()
        self.process = subprocess.Popen(
            [program, "watch", str(self.place)], stdin=inside, stdout=inside,
            stderr=inside, env=dict(os.environ, NO_COLOR="1", COLUMNS="100"))
        os.close(inside)
        self.expect("all as recorded", 10)

    def read(self, seconds):
        """What comes in that time."""
        text, end = "", time.time() + seconds
        while time.time() < end:
            ready, _, _ = select.select([self.screen], [], [], 0.02)
            if ready:
                text += os.read(self.screen, 65536).decode(errors="replace")
        return text

    def expect(self, words, seconds):
        """How long it takes until some words come."""
        begun, text = time.time(), ""
        while time.time() - begun < seconds:
            text += self.read(0.02)
            if words in text:
                return time.time() - begun
        sys.exit(f"`{words}` did not come in {seconds} s: {text}")

    def saved(self, how, words):
        how()
        took = self.expect(words, 3)
        more = self.read(0.7)
        if re.search(r"\d cells", more):
            sys.exit(f"{how.__name__}: more than one round: {more}")
        return took

    def with_number(self, number):
        return NOTEBOOK.replace("one + 1", f"one + {number}")

    def rename(self):
        draft = self.place.with_suffix(".draft")
        draft.write_text(self.with_number(2))
        draft.rename(self.place)

    def empty_first(self):
        with open(self.place, "w") as file:
            file.flush()
            os.fsync(file.fileno())
            time.sleep(0.03)
            file.write(self.with_number(3))

    def twice(self):
        self.place.write_text(self.with_number(4))
        time.sleep(0.01)
        self.place.write_text(self.with_number(5))


def main():
    watched = Watched(sys.argv[1])
    took = {
        how.__name__: watched.saved(how, "1 different")
        for how in [watched.rename, watched.empty_first, watched.twice]
    }
    os.write(watched.screen, b"a\n")
    watched.expect("recorded 1 output", 3)
    if "```output\n6\n```" not in watched.place.read_text():
        sys.exit("what was printed is not recorded")
    os.write(watched.screen, b"q\n")
    if watched.process.wait(5) != 0:
        sys.exit("watch does not leave in good order")
    slow = {name: seconds for name, seconds in took.items() if seconds > 1}
    print("; ".join(f"{name} {seconds:.2f} s" for name, seconds in took.items()))
    if slow:
        sys.exit("slower than a second")


main()
